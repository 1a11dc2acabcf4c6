"""States as they are kept beside the log, and folded from it anew."""
