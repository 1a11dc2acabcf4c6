"""The page before a case is open: making one, opening, unlocking, raising, restoring."""
