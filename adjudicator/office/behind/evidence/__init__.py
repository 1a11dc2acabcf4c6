"""What is at hand about an envelope: its papers, the roll, lists, other envelopes of the same voter."""
