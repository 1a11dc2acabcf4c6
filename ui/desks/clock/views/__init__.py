"""Views of the practice clock; they draw a Screen and decide nothing."""
