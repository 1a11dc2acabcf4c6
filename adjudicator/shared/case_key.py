"""What goes over the line is encrypted under the case key: 32 bytes by chance, wrapped by the case's passphrase.

The people who keep the server have what it has, and none of these keys: it tells them no name. A box says by its associated
data what it is a value of, so that none can be put in another's place; and it is padded, so that its length does not tell
whether there is anything in it. Names that are looked for are encrypted without chance (AES-SIV, RFC 5297): the same name is
the same box, and tells nothing else.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.people.wrapping import NONCE_BYTES, SALT_BYTES, unwrap_secret, wrap_secret

KEY_BYTES = 32
PAD = 64
"""A box holds a multiple of so many bytes."""

_LENGTH = 8
_CASE_KEY = b"provisional-ballots case key 1"
_NAMES = b"provisional-ballots names 1"


class NotOursError(Exception):
    """A box that was not made under this key, for this place."""


class CaseKey:
    """The key of one shared record. It shows nothing of itself."""

    __slots__ = ("_boxes", "_key", "_names")

    def __init__(self, key: bytes) -> None:
        """Take a key; ValueError for another number of bytes than KEY_BYTES."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"a case key has {KEY_BYTES} bytes")
        self._key = key
        self._boxes = ChaCha20Poly1305(key)
        self._names = AESSIV(HKDF(SHA512(), 64, None, _NAMES).derive(key))

    @classmethod
    def by_chance(cls) -> CaseKey:
        """A new key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def hide(self, value: bytes, about: bytes) -> bytes:
        """A value in a box, which opens again only where the same is said of what it is about."""
        padded = len(value).to_bytes(_LENGTH, "big") + value
        padded += bytes(-len(padded) % PAD)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._boxes.encrypt(nonce, padded, about)

    def show(self, box: bytes, about: bytes) -> bytes:
        """What is in a box; raises NotOursError."""
        try:
            padded = self._boxes.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], about)
        except (InvalidTag, ValueError) as error:
            raise NotOursError from error
        length = int.from_bytes(padded[:_LENGTH], "big")
        if length > len(padded) - _LENGTH:
            raise NotOursError
        return padded[_LENGTH : _LENGTH + length]

    def hide_name(self, name: str, about: str) -> str:
        """A name in a box that is always the same for it, as text."""
        return b64encode(self._names.encrypt(name.encode(), [about.encode()])).decode()

    def show_name(self, box: str, about: str) -> str:
        """The name that is in a box; raises NotOursError."""
        try:
            return self._names.decrypt(b64decode(box, validate=True), [about.encode()]).decode()
        except (InvalidTag, ValueError) as error:
            raise NotOursError from error

    def wrapped(self, passphrase: Passphrase) -> str:
        """The key wrapped by the case's passphrase, as text for the server."""
        return wrap_secret(self._key, _CASE_KEY, passphrase.given_to, secrets.token_bytes(SALT_BYTES + NONCE_BYTES))

    def __repr__(self) -> str:
        return "CaseKey(...)"


def unwrap(wrapped: str, passphrase: Passphrase) -> CaseKey | None:
    """The key that a passphrase opens; None for another passphrase, or a text that is no such thing."""
    try:
        key = unwrap_secret(wrapped, _CASE_KEY, passphrase.given_to)
        return None if key is None else CaseKey(key)
    except ValueError:  # a secret of another length
        return None
