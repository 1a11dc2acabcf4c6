"""One list component for every desk, and the model that feeds it."""
