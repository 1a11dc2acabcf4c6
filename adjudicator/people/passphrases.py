"""Passphrases of files: chosen by the rules of passwords, and as easy to mistype."""

from __future__ import annotations

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.people.passwords import password_problem, stable_bytes

IF_LOST = (
    "If you lose it, you lose the file: nobody can open it without the passphrase, nor find the passphrase out. Write it "
    "down and keep that in a safe, away from this computer."
)
"""What has to be said wherever a passphrase is chosen."""


def passphrase_problem(text: str) -> str | None:
    """Why a passphrase is too easy to guess, as one sentence with what to do; None where it will do."""
    problem = password_problem(text)
    return problem.replace("password", "passphrase") if problem is not None else None


def passphrase_of(text: str) -> Passphrase:
    """The passphrase that was typed, the same however the keyboard composes it."""
    return Passphrase(stable_bytes(text))
