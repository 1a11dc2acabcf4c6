"""The Record."""
