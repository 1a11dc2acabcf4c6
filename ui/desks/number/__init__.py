"""Going to an envelope by its number, from anywhere."""
