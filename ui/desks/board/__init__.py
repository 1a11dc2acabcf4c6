"""The Board desk: what is ready for a meeting, dockets, votes and rulings, past meetings, certification."""
