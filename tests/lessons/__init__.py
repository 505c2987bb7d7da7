"""The engine of the lessons."""
