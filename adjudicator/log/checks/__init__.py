"""Verify: what is checked of a record, and what is found."""
