"""Pages of scans: read, kept, and drawn to look at."""
