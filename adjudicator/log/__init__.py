"""The record: an append-only log of entries in a SQLite file, its Merkle tree, the projections, and their proof."""
