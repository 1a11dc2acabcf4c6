"""Widgets: they draw a Screen and report what the person did; they decide nothing."""
