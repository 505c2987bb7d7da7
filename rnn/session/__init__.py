"""What a visitor has. Nothing here knows of Streamlit."""
