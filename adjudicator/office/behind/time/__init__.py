"""The time of an act: the machine's clock or the practice election's, and whether it was set back."""
