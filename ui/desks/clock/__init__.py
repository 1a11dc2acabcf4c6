"""The clock of a practice case: what time it is there, and to which moment it is set on."""
