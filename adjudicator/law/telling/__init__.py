"""What rules say, in words, text and JSON."""
