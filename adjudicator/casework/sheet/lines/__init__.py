"""The review lines: what is asked about an envelope, one object a line, in a file for each card."""
