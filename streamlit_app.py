"""The script of the app: `streamlit run streamlit_app.py` starts here, and opens the page that was asked for.

The server imports it once, before anybody comes, and then runs it for each visitor.
"""

import streamlit as st

from rnn.ui.app import open_app, stand_ready

if __name__ == "__main__":
    open_app()
else:
    app = st.App("streamlit_app.py", lifespan=stand_ready)
