"""The law in force in a case: its packs, its days, what follows from it at any place of the record."""
