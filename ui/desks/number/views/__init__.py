"""Views of it."""
