"""The rules, each from its paragraph, and the pack that they stand in with its parameters and positions."""
