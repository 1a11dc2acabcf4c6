"""A person's key: made when the account is, wrapped by the password, unwrapped only while the person is signed in.

Ed25519 (RFC 8032) signs.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adjudicator.people import passwords
from adjudicator.people.wrapping import GivesTyped, unwrap_secret, wrap_secret

SEED_BYTES = 32


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
        """The private half wrapped by the password, for this person alone, as text for the key ring.

        `chance` is SALT_BYTES + NONCE_BYTES of `wrapping` in fresh bytes; any other length raises ValueError.
        """
        return wrap_secret(self._private.private_bytes_raw(), person.encode(), _giving(password), chance)

    def __repr__(self) -> str:
        return f"SigningKey({self.public.hex()[:16]}...)"


def unwrap(wrapped: str, person: str, password: str) -> SigningKey | None:
    """The key that a person's password opens; None for another password, another person, or a text that is no such thing."""
    try:
        seed = unwrap_secret(wrapped, person.encode(), _giving(password))
        return None if seed is None else SigningKey(seed)
    except ValueError:  # a secret of another length
        return None


def _giving(password: str) -> GivesTyped:
    return lambda derive: derive(passwords.stable_bytes(password))
