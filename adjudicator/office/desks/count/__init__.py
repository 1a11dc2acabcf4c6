"""The desks on the way from approval into the count: the board, the tables, boxes, the scanner room."""
