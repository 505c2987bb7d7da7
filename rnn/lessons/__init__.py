"""Lessons as data: read from Markdown, checked, and advanced by what the learner does; no page, no language in it."""
