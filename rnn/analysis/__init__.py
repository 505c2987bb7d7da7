"""A network and a text in, numbers out."""
