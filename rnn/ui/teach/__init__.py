"""The parts of the page “Teach”."""
