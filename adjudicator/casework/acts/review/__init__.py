"""Acts on one envelope before it is approved: who has it, who the voter is, the answers, what comes of them."""
