"""The only code, with pages/ and the app's script, that knows of Streamlit."""
