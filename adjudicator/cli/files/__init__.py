"""Commands on whole files: a case made, encrypted, copied, shared, verified; a roll built."""
