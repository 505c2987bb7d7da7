"""Texts: characters as a reader sees them, their vocabulary, and what a text must be to be learnt."""
