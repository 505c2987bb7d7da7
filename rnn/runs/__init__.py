"""A run: its settings, its link, its training and its film."""
