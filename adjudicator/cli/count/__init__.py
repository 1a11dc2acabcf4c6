"""Commands between approval and the count: the board, boxes, tables, the scanner room, the account."""
