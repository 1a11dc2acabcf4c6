"""A voter's receipt: a number and a PIN, and what the two come to for the public look-up.

O.C.G.A. 21-2-418(e) gives a voter free access to whether their ballot was counted, and to nobody else. The PIN stands on
the paper alone. What is kept of it is scrypt (RFC 7914) over the PIN with the number as its salt, so that a list of all of
them tells nobody's outcome to a person without the paper.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""What numbers are made of: 32 signs, none of which is taken for another."""

_COST, _BLOCK, _LANES, _BYTES = 2**14, 8, 1, 16
_SIGNS, _DIGITS, _OF_CHANCE = 8, 8, 16


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """A receipt as it is printed: its number "7QK2-M3PD", and the PIN of eight digits. It shows nothing of the PIN."""

    number: str
    pin: str

    @classmethod
    def drawn(cls, chance: bytes) -> NewReceipt:
        """Draw one from at least 16 fresh bytes; fewer raise ValueError."""
        if len(chance) < _OF_CHANCE:
            raise ValueError(f"a receipt takes {_OF_CHANCE} bytes of chance")
        signs = "".join(LETTERS[byte % len(LETTERS)] for byte in chance[:_SIGNS])
        pin = int.from_bytes(chance[_SIGNS:_OF_CHANCE]) % 10**_DIGITS
        return cls(f"{signs[:4]}-{signs[4:]}", f"{pin:0{_DIGITS}}")

    @property
    def check(self) -> str:
        """What is recorded of it."""
        return check_of(self.number, self.pin)

    def __repr__(self) -> str:
        return f"NewReceipt({self.number})"


def check_of(number: str, pin: str) -> str:
    """What a receipt's number and PIN come to, 16 bytes hexadecimal. Takes some 50 ms."""
    made = hashlib.scrypt(pin.encode(), salt=number.encode(), n=_COST, r=_BLOCK, p=_LANES, dklen=_BYTES)
    return made.hex()


def plain_number(typed: str) -> str:
    """A receipt's number as it was printed, however it was typed: "7qk2 m3pd" is "7QK2-M3PD"."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return f"{signs[:4]}-{signs[4:]}"
