"""Lessons and the page for teachers, as a visitor has them."""
