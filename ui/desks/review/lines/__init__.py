"""The review lines on the desk: keys, screen words, and what a key does, one object a line."""
