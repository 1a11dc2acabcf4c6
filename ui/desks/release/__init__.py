"""The Release desk."""
