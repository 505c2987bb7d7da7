"""The door: `streamlit run streamlit_app.py` comes in here, and the page that was asked for is opened."""

from rnn.ui.app import open_app

open_app()
