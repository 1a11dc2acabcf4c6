"""What the program would have written: each entry is held against the states before it and the act that writes it."""
