"""Progress: one's own, everybody's, and what is shown on the wall."""
