"""What the desks between approval and the count stand on: what lies where, the account, what stands in the way."""
