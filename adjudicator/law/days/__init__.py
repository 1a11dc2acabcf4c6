"""The law's days of an election, and days and times as people write them."""
