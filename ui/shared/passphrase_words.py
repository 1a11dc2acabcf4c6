"""What is said wherever a passphrase is chosen, and what is wrong with one before anybody is asked."""

from __future__ import annotations

from adjudicator.people.passphrases import IF_LOST, passphrase_problem
from adjudicator.people.passwords import SHORTEST

RULE = f"At least {SHORTEST} characters. Several words in a row are easy to remember and hard to guess."
LOST = IF_LOST


def passphrase_troubles(passphrase: str, again: str) -> dict[str, str]:
    """What is wrong with a passphrase and its repetition, by field; empty where nothing is."""
    problem = passphrase_problem(passphrase)
    if problem is not None:
        return {"passphrase": problem}
    return {"again": "The two passphrases differ. Write it once more."} if again != passphrase else {}
