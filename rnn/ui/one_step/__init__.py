"""The parts of the page “One step”."""
