"""Passwords: what wrapping a key with one costs, and which are too easy to guess."""

from __future__ import annotations

import re
import unicodedata

from adjudicator.records.people import Person

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

COMMONEST = frozenset(
    {
        "123456123456", "123456789abc", "1q2w3e4r5t6y", "abc123abc123", "adminadmin123", "administrator",
        "administrator1", "changeme1234", "changemechangeme", "correcthorsebatterystaple", "election2020",
        "electionday2020", "footballfootball", "georgia12345", "gwinnettcounty", "iloveyou1234", "iloveyouiloveyou",
        "letmein12345", "letmeinletmein", "loveloveloveme", "passw0rd1234", "password1234", "password12345",
        "password123456", "passwordpassword", "provisional1", "provisionalballot", "q1w2e3r4t5y6", "qazwsxedcrfv",
        "qwerty123456", "qwertyqwerty", "qwertyuiop123", "qwertyuiop[]", "qwertyuiopasdfghjkl", "sunshine1234",
        "superman1234", "supervisor123", "trustno1trustno1", "welcome12345", "welcomewelcome", "zaq12wsxcde3",
    }
)  # fmt: skip
"""Long passwords that guessers try first, and this office's own obvious ones; lower case."""

ROWS = ("0123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
"""Rows of characters that a finger runs along, forwards or back."""


def password_problem(password: str, person: Person | None = None) -> str | None:
    """Why the password is too easy to guess, as one sentence with what to do; None where it will do.

    Length and a list of common ones rather than kinds of characters (NIST SP 800-63B). With `person`, the person's
    own name and id are refused as well.
    """
    text = _stable(password)
    if len(text) < SHORTEST:
        return f"A password has at least {SHORTEST} characters. Several words in a row are easy to remember."
    if len(text) > LONGEST:
        return f"A password has at most {LONGEST} characters. Choose a shorter one."
    plain = text.casefold()
    if plain in COMMONEST or _is_a_run(plain):
        return "This password is among the first that anyone would guess. Choose another."
    if person is not None and _is_mostly_name(plain, person):
        return "This password is little more than your own name. Choose another."
    return None


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


def _is_a_run(text: str) -> bool:
    """Whether a text is few characters over and over, or a stretch of one row of keys, letters or digits."""
    if len(set(text)) < 5:
        return True
    return any(text in row or text[::-1] in row for row in ROWS)


def _is_mostly_name(text: str, person: Person) -> bool:
    """Whether fewer than eight characters are left when the words of the person's name and id are taken out."""
    words = re.split(r"\W+", f"{person.name} {person.id}".casefold())
    left = text
    for word in sorted(words, key=len, reverse=True):
        if len(word) > 2:
            left = left.replace(word, "")
    return left != text and len(re.sub(r"\W", "", left)) < 8
