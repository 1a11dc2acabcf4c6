"""What stands behind the desks: the room that they share, and what several of them need."""
