"""The window around every screen, and what lies over it."""
