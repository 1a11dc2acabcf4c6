"""Passwords and passphrases: which are too easy to guess, and what wrapping a key with one costs."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.people.common import ENOUGH, is_common, repeated, unforeseen, words_of
from adjudicator.records.people import Person
from adjudicator.words import _

MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 4
"""The second recommended parameters of RFC 9106, section 4."""

SHORTEST = 12
LONGEST = 256
"""Lengths of a password, in characters; the longest keeps a pasted file from being one."""

MOST_MEMORY_KIB = 1024 * 1024
MOST_PASSES = 16
MOST_LANES = 16
"""The most that a wrapped key may ask for: one written by somebody else must not be able to stall the machine."""

CLEAR = "23456789abcdefghjkmnpqrstuvwxyz"
"""Characters that nobody takes for another one when they are read from paper."""

GROUPS, IN_A_GROUP = 4, 4
"""A password made by chance: 16 of these characters, 79 bits."""

FEWEST = 5
"""A password of fewer different characters is typed with closed eyes, and guessed so."""

OF_PASSWORDS: Mapping[str, str] = {
    "short": _(
        "A password has at least {least} characters. Several words in a row are easy to remember.", least=SHORTEST
    ),
    "long": _("A password has at most {most} characters. Choose a shorter one.", most=LONGEST),
    "guessed": _("This password is among the first that anyone would guess. Choose another."),
    "repeated": _(
        "This password says the same thing again and again, which is as short as saying it once. Choose another."
    ),
    "name": _("This password is little more than your own name. Choose another."),
}
OF_PASSPHRASES: Mapping[str, str] = {
    "short": _(
        "A passphrase has at least {least} characters. Several words in a row are easy to remember.", least=SHORTEST
    ),
    "long": _("A passphrase has at most {most} characters. Choose a shorter one.", most=LONGEST),
    "guessed": _("This passphrase is among the first that anyone would guess. Choose another."),
    "repeated": _(
        "This passphrase says the same thing again and again, which is as short as saying it once. Choose another."
    ),
}
"""Weakness -> what is said of it, and what to do."""

IF_LOST = _(
    "If you lose it, you lose the file: nobody can open it without the passphrase, nor find the passphrase "
    "out. Write it down and keep that in a safe, away from this computer."
)
"""What has to be said wherever a passphrase is chosen."""


def password_problem(password: str, person: Person | None = None, county: str = "", election: str = "") -> str | None:
    """Why the password is too easy to guess, as one sentence with what to do; None where it will do.

    Length and what is common, dressed up or not, rather than kinds of characters (NIST SP 800-63B). With `person`,
    the person's own name and id are refused as well, with `county` and `election` the names of these.
    """
    weakness = _weakness(password, person, words_of(county, election))
    return OF_PASSWORDS[weakness] if weakness else None


def _weakness(password: str, person: Person | None, here: frozenset[str]) -> str:
    """By what a password is too easy to guess; empty where it will do."""
    text = _stable(password)
    if not SHORTEST <= len(text) <= LONGEST:
        return "short" if len(text) < SHORTEST else "long"
    plain = text.casefold()
    if len(set(plain)) < FEWEST or is_common(plain, here):
        return "guessed"
    if len(repeated(plain)) < SHORTEST:
        return "repeated"
    if person is not None and _is_mostly_name(plain, person):
        return "name"
    return "guessed" if unforeseen(plain, here) < ENOUGH else ""


def _stable(password: str) -> str:
    """The same text however the keyboard composes the characters (RFC 8265, OpaqueString: spaces, then NFC)."""
    spaced = "".join(" " if unicodedata.category(character) == "Zs" else character for character in password)
    return unicodedata.normalize("NFC", spaced)


def stable_bytes(password: str) -> bytes:
    """The bytes of a password however the keyboard composes it; a half surrogate, which some let through, is kept."""
    return _stable(password).encode("utf-8", "surrogatepass")


def is_sensible(cost: tuple[int, int, int]) -> bool:
    """Whether a cost (memory in KiB, passes, lanes) is no more than this machine can bear."""
    most = (MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES)
    return all(1 <= number <= limit for number, limit in zip(cost, most, strict=True))


def _is_mostly_name(text: str, person: Person) -> bool:
    """Whether fewer than eight characters are left when the words of the person's name and id are taken out."""
    words = re.split(r"\W+", f"{person.name} {person.id}".casefold())
    left = text
    for word in sorted(words, key=len, reverse=True):
        if len(word) > 2:
            left = left.replace(word, "")
    return left != text and len(re.sub(r"\W", "", left)) < 8


def passphrase_problem(text: str, county: str = "", election: str = "") -> str | None:
    """Why a passphrase is too easy to guess, as one sentence with what to do; None where it will do."""
    weakness = _weakness(text, None, words_of(county, election))
    return OF_PASSPHRASES[weakness] if weakness else None


def password_by_chance() -> str:
    """A password for a computer's login, to be typed from paper: "k7mq-9xwa-3hdr-tz5e"."""
    return "-".join("".join(secrets.choice(CLEAR) for _each in range(IN_A_GROUP)) for _group in range(GROUPS))


def passphrase_of(text: str) -> Passphrase:
    """The passphrase that was typed, the same however the keyboard composes it."""
    return Passphrase(stable_bytes(text))
