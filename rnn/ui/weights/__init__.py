"""The parts of the page “Weights and dynamics”."""
