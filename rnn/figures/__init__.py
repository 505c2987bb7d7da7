"""Arrays in, a Plotly figure out. Nothing here knows of Streamlit."""
