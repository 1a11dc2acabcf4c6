"""What goes over the line is encrypted under the case key: 32 bytes by chance, wrapped by the case's passphrase.

The people who keep the server have what it has, and none of these keys: it tells them no name. A box says by its associated
data what it is a value of, so that none can be put in another's place; and it is padded, so that its length does not tell
whether there is anything in it. Names that are looked for are encrypted without chance (AES-SIV, RFC 5297): the same name is
the same box, and tells nothing else.
"""

from __future__ import annotations

import re
import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.people import passwords

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
PAD = 64
"""A box holds a multiple of so many bytes."""

_LENGTH = 8
_CASE_KEY = b"provisional-ballots case key 1"
_NAMES = b"provisional-ballots names 1"
_WRAPPED = re.compile(
    r"\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,4})\$([A-Za-z0-9+/=]+)"
    r"\$chacha20-poly1305\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)"
)


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
        """The key sealed by the case's passphrase, as text for the server."""
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
        memory, passes, lanes = cost = (passwords.MEMORY_KIB, passwords.PASSES, passwords.LANES)
        box = ChaCha20Poly1305(_derived(passphrase, salt, cost)).encrypt(nonce, self._key, _CASE_KEY)
        parts = (f"$argon2id$v=19$m={memory},t={passes},p={lanes}${_b64(salt)}", _b64(nonce), _b64(box))
        return "{}$chacha20-poly1305${}${}".format(*parts)

    def __repr__(self) -> str:
        return "CaseKey(...)"


def unwrap(wrapped: str, passphrase: Passphrase) -> CaseKey | None:
    """The key that a passphrase opens; None for another passphrase, or a text that is no such thing.

    A text that asks for more memory or passes than is sensible opens nothing: it must not stall the machine.
    """
    found = _WRAPPED.fullmatch(wrapped)
    if found is None:
        return None
    memory, passes, lanes = (int(number) for number in found.groups()[:3])
    if not passwords.is_sensible((memory, passes, lanes)):
        return None
    try:
        salt, nonce, box = (b64decode(part, validate=True) for part in found.groups()[3:])
        opens = ChaCha20Poly1305(_derived(passphrase, salt, (memory, passes, lanes)))
        return CaseKey(opens.decrypt(nonce, box, _CASE_KEY))
    except (InvalidTag, ValueError):
        return None


def _derived(passphrase: Passphrase, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    memory, passes, lanes = cost
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory)
    return passphrase.given_to(kdf.derive)


def _b64(value: bytes) -> str:
    return b64encode(value).decode()
