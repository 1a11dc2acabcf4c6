"""Widgets that several desks draw with."""
