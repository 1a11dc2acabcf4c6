"""Entries and their bytes: what is hashed is what is stored, and personal data stay out of it.

An entry's body is canonical JSON: sorted keys, no white space, no floats, text exactly as received, instants in UTC
with microseconds. A `Secret` in the data is replaced by the commitment to it, SHA-256(salt || value) with a salt of
32 bytes, so the log can be handed to an observer whole and verified whole. Each entry's data end with a salt of their own:
a proof about one entry names the hashes of its neighbours, and nobody may find out what those say by guessing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct, field

SALT_BYTES = 32
ENTRY_SALT_BYTES = 16

Salts = Callable[[], bytes]
"""Gives a fresh salt of 32 bytes at each call; chance is an argument, so a practice run can be repeated."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A piece of personal data on its way into the sealed table. Its text never shows in a traceback or log line.

    Nothing known is sealed as the empty text, so that a body does not tell whether there was anything. Sealing draws the
    salt; it is given beforehand where other entries of the act name the value by its commitment.
    """

    value: str
    salt: bytes = b""

    @property
    def commitment(self) -> str:
        """The commitment to come, hexadecimal; ValueError for a secret without a salt yet."""
        return commitment_of(self.salt, self.value).hex()

    def __repr__(self) -> str:
        return "Secret(...)"


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One sealed value: `commitment` = SHA-256(`salt` || UTF-8 of `value`)."""

    commitment: bytes
    salt: bytes
    value: str

    def __repr__(self) -> str:
        return f"SealedRow({self.commitment.hex()[:12]}...)"


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that happened: its kind and version, when (UTC), by whom, and its data (JSON values and Secrets).

    A struct, so that a stored body is read into it directly; in the body the version is called "v".
    """

    kind: str
    version: int = field(name="v")
    at: str
    by: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry as the log takes it: the canonical body and the sealed rows it commits to."""

    body: str
    sealed: tuple[SealedRow, ...] = ()


_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d\.\d{6}Z", re.ASCII)


def instant(moment: datetime) -> str:
    """Write an aware datetime as UTC with microseconds and a Z ("2020-11-04T14:02:11.000000Z"); refuses a naive one."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def moment_of(text: str) -> datetime:
    """Read an instant written by `instant`; the datetime is aware, in UTC."""
    if _INSTANT.fullmatch(text):  # nearly always; `strptime` takes ten times as long
        return datetime.fromisoformat(text)
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def is_instant(text: str) -> bool:
    """Whether a text is an instant exactly as `instant` writes it, so that instants stand in the order of their texts."""
    if not _INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:  # a thirteenth month, a sixty-first minute
        return False
    return True


def canonical(value: object) -> str:
    """Write a JSON value in the one canonical form; refuses floats, which have more than one."""
    _refuse_floats(value)
    return _encode(value)


# made once: `json.dumps` makes one at each call that asks for another form than its own
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def commitment_of(salt: bytes, value: str) -> bytes:
    """Commit to a value: SHA-256 over a salt of exactly 32 bytes and the value's UTF-8."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, this one {len(salt)}")
    return hashlib.sha256(salt + value.encode()).digest()


def seal(entry: Entry, salts: Salts) -> SealedEntry:
    """Turn an entry into its canonical body, salted, each Secret replaced by {"sealed": commitment}, and the sealed rows."""
    rows: list[SealedRow] = []
    data = _seal_value(dict(entry.data), salts, rows) | {"salt": salts()[:ENTRY_SALT_BYTES].hex()}
    body = {"at": entry.at, "by": entry.by, "data": data, "kind": entry.kind, "v": entry.version}
    return SealedEntry(canonical(body), tuple(rows))


def read_body(body: str) -> Entry:
    """Read a stored body back; commitments stay as {"sealed": hexadecimal}. Raises msgspec.DecodeError for no entry."""
    return _decode(body)


_decode = msgspec.json.Decoder(Entry).decode


def commitment_in(value: object) -> str:
    """Hexadecimal commitment of a sealed value in an entry's data; empty where there is none."""
    # a dictionary, of which all stored data consist, is known as a mapping without the look at what a mapping is; so is None
    # known as none
    if type(value) is dict or (value is not None and isinstance(value, Mapping)):
        return str(value.get("sealed", ""))
    return ""


_PLAIN = frozenset({str, int, bool, type(None)})
"""What needs no second look: a docket has many thousand numbers, and each would be asked whether it is a mapping."""


def _seal_value(value: Any, salts: Salts, rows: list[SealedRow]) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Secret):
        salt = value.salt or salts()
        row = SealedRow(commitment_of(salt, value.value), salt, value.value)
        rows.append(row)
        return {"sealed": row.commitment.hex()}
    if isinstance(value, Mapping):
        return {str(key): _seal_value(item, salts, rows) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_seal_value(item, salts, rows) for item in value]
    return value


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("an entry holds no floats")
    if type(value) in _PLAIN:
        return
    if type(value) is dict or isinstance(value, Mapping):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
