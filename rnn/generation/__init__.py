"""From the logits to one character, and from a seed to a text."""
