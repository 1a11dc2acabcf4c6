"""A secret wrapped by a password or passphrase, as text.

What is typed becomes a key of 32 bytes by Argon2id (RFC 9106), which seals the secret with ChaCha20-Poly1305 (RFC 8439); that
it opens is also the proof that the right thing was typed. The text says what the wrapping cost, so that texts of another cost
open, too.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from adjudicator.people import passwords

SALT_BYTES = 16
NONCE_BYTES = 12

_WRAPPED = re.compile(
    r"\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,4})\$([A-Za-z0-9+/=]+)"
    r"\$chacha20-poly1305\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)"
)

GivesTyped = Callable[[Callable[[bytes], bytes]], bytes]
"""Calls what it is given with the bytes that were typed, and gives what comes of it."""


def wrap_secret(secret: bytes, about: bytes, typed: GivesTyped, chance: bytes) -> str:
    """A secret sealed by what was typed, as text that opens only where the same is said of what it is about.

    `chance` is SALT_BYTES + NONCE_BYTES fresh bytes; any other length raises ValueError.
    """
    if len(chance) != SALT_BYTES + NONCE_BYTES:
        raise ValueError(f"wrapping takes {SALT_BYTES + NONCE_BYTES} bytes of chance")
    salt, nonce = chance[:SALT_BYTES], chance[SALT_BYTES:]
    memory, passes, lanes = cost = (passwords.MEMORY_KIB, passwords.PASSES, passwords.LANES)
    box = _sealing(typed, salt, cost).encrypt(nonce, secret, about)
    parts = (f"$argon2id$v=19$m={memory},t={passes},p={lanes}${_b64(salt)}", _b64(nonce), _b64(box))
    return "{}$chacha20-poly1305${}${}".format(*parts)


def unwrap_secret(wrapped: str, about: bytes, typed: GivesTyped) -> bytes | None:
    """The secret in a text; None where something else was typed, for something else, or for a text that is no such thing.

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
        return _sealing(typed, salt, (memory, passes, lanes)).decrypt(nonce, box, about)
    except (InvalidTag, ValueError):
        return None


def _sealing(typed: GivesTyped, salt: bytes, cost: tuple[int, int, int]) -> ChaCha20Poly1305:
    memory, passes, lanes = cost
    derivation = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    return ChaCha20Poly1305(typed(derivation.derive))


def _b64(value: bytes) -> str:
    return b64encode(value).decode()
