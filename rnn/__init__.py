"""The public names of the engine."""
