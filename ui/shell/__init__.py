"""The window around the desks: opening a case, who sits at it, long work, drafts, faults."""
