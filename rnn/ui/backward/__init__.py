"""The parts of the page “Backward”."""
