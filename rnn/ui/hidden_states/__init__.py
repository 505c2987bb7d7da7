"""The parts of the page “Hidden states”."""
