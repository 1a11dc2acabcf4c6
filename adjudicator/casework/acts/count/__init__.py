"""Acts on the way from approval into the count: the board, the tables, the scanner room."""
