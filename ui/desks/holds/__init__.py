"""The Holds desk."""
