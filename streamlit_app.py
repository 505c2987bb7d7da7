"""The script of the app: `streamlit run streamlit_app.py` starts here, and opens the page that was asked for."""

from rnn.ui.app import open_app

open_app()
