"""What a case's entries are and fold to: entries, the catalogue of their kinds, states, rights and keys."""
