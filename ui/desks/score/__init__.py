"""The page on which a practice case is scored: outcome and contests against the right answers."""
