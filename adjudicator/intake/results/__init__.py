"""Reading what a county or a state publishes as results, in the forms in which it does."""
