"""The parts of the page “The riddle”."""
