"""Provisional ballots: who was entitled to vote, and in which contests. Never a vote."""

__version__ = "0.2.0"
