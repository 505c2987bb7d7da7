"""Components of ours: each a Python file and its JavaScript beside it, which `base.py` loads."""
