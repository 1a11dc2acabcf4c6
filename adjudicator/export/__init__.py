"""Releases: what has been approved leaves the office as files that anyone can check, without personal data or a vote."""
