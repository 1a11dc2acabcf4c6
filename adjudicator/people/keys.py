"""A person's key: made when the account is, wrapped by the password, unwrapped only while the person is signed in.

Ed25519 (RFC 8032) signs. The password becomes a key of 32 bytes by Argon2id (RFC 9106), which seals the private half with
ChaCha20-Poly1305 (RFC 8439); that it opens is also the proof that the password is the right one.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from adjudicator.people import passwords

SEED_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12

_WRAPPED = re.compile(
    r"\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,4})\$([A-Za-z0-9+/=]+)"
    r"\$chacha20-poly1305\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)"
)


class SigningKey:
    """A person's key while they are signed in. It shows nothing of itself but its public half."""

    __slots__ = ("_private", "public")

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The signature (64 bytes) over a message."""
        return self._private.sign(message)

    def wrapped(self, person: str, password: str, chance: bytes) -> str:
        """The private half sealed by the password, for this person alone, as text for the key ring.

        `chance` is SALT_BYTES + NONCE_BYTES fresh bytes; any other length raises ValueError.
        """
        if len(chance) != SALT_BYTES + NONCE_BYTES:
            raise ValueError(f"wrapping takes {SALT_BYTES + NONCE_BYTES} bytes of chance")
        salt, nonce = chance[:SALT_BYTES], chance[SALT_BYTES:]
        cost = (passwords.MEMORY_KIB, passwords.PASSES, passwords.LANES)
        box = ChaCha20Poly1305(_derive(password, salt, cost)).encrypt(
            nonce, self._private.private_bytes_raw(), person.encode()
        )
        memory, passes, lanes = cost
        parts = (f"$argon2id$v=19$m={memory},t={passes},p={lanes}${_b64(salt)}", _b64(nonce), _b64(box))
        return "{}$chacha20-poly1305${}${}".format(*parts)

    def __repr__(self) -> str:
        return f"SigningKey({self.public.hex()[:16]}...)"


def unwrap(wrapped: str, person: str, password: str) -> SigningKey | None:
    """The key that a person's password opens; None for another password, another person, or a text that is no such thing.

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
        sealing = ChaCha20Poly1305(_derive(password, salt, (memory, passes, lanes)))
        return SigningKey(sealing.decrypt(nonce, box, person.encode()))
    except (InvalidTag, ValueError):
        return None


def _derive(password: str, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    memory, passes, lanes = cost
    kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    return kdf.derive(passwords.stable_bytes(password))


def _b64(value: bytes) -> str:
    return b64encode(value).decode()
