"""What the descriptions of entries' data are made of: hashes, numbers, seals, and the salt that each of them ends with."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
"""32 bytes, hexadecimal: a SHA-256, a commitment, or the public half of a key."""

Count = Annotated[int, Meta(ge=0)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Place = Annotated[int, Meta(ge=1)]
"""The seq of an entry, or the size of a tree that has entries."""


class Seal(Struct, forbid_unknown_fields=True, gc=False):
    """The commitment that stands in place of a sealed value."""

    sealed: Hash


class Data(Struct, forbid_unknown_fields=True, kw_only=True, gc=False):
    """What every entry's data have."""

    salt: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class Part(Struct, forbid_unknown_fields=True, kw_only=True, gc=False):
    """A part of an entry's data."""
