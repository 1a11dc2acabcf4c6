"""The Batches desk."""
