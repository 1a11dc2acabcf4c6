"""The SQLite file of a case: its forms, tables and guards, how it is opened, and what can go wrong with it."""
