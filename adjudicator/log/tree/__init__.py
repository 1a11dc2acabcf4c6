"""The Merkle tree over the log, its heads, checkpoints and signed acts."""
