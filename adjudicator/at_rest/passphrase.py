"""The passphrase of an encrypted file, and how such a file is told from a plain one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from adjudicator.at_rest.beginning import beginning_of

ROUNDS = 256_000
KEY_BYTES = 32
SALT_BYTES = 16
PAGE_BYTES = 4096
"""What SQLCipher 4 does unless it is told otherwise: PBKDF2 with HMAC-SHA512, the salt being the file's first bytes."""

HEADER = b"SQLite format 3\0"
"""How a plain SQLite file begins."""


class Passphrase:
    """What opens encrypted files. It shows nothing of itself, and works each file's key out only once.

    A key takes a tenth of a second, and one act opens several connections: readers, the check of the pages.
    """

    __slots__ = ("_keys", "_text")

    def __init__(self, text: bytes) -> None:
        """Take the bytes of a passphrase, as `people.passwords.stable_bytes` gives them."""
        self._text = text
        self._keys: dict[bytes, bytes] = {}

    def raw_key(self, salt: bytes) -> str:
        """The key of the file with this salt (16 bytes), as SQLCipher takes it: x'KEY SALT' in hexadecimal."""
        if salt not in self._keys:
            self._keys[salt] = hashlib.pbkdf2_hmac("sha512", self._text, salt, ROUNDS, KEY_BYTES)
        return f"x'{self._keys[salt].hex()}{salt.hex()}'"

    def given_to(self, derive: Callable[[bytes], bytes]) -> bytes:
        """What a function makes of its bytes: a key for something that is no SQLite file."""
        return derive(self._text)

    def __repr__(self) -> str:
        return "Passphrase(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a passphrase is not written anywhere")


class KeyOfFile(Passphrase):
    """The key of one encrypted file, which opens that file and tells nothing of the passphrase that it was made from."""

    __slots__ = ()

    def __init__(self, raw_key: str) -> None:
        """Take a key as `Passphrase.raw_key` gives it; ValueError for anything else."""
        super().__init__(b"")
        whole = bytes.fromhex(raw_key.removeprefix("x'").removesuffix("'"))
        if len(whole) != KEY_BYTES + SALT_BYTES:
            raise ValueError("this is no key of a file")
        self._keys[whole[KEY_BYTES:]] = whole[:KEY_BYTES]


def is_encrypted(path: Path) -> bool:
    """Whether a file looks encrypted: whole pages, and not SQLite's header. Raises OSError."""
    size = path.stat().st_size
    return size > 0 and size % PAGE_BYTES == 0 and beginning_of(path) != HEADER
