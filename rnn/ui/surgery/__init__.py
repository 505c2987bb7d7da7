"""The parts of the page “Surgery”."""
