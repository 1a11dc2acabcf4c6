"""Signing in, the locked screen, passwords."""
