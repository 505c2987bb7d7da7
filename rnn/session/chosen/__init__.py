"""What a visitor has chosen, and how a link holds it."""
