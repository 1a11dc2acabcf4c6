"""The Review desk."""
