"""The only code, with pages/ and the door, that knows of Streamlit."""
