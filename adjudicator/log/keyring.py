"""The key ring: what checks passwords. It may change, it is no part of the record, and it never leaves the file."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError, Table

from adjudicator.log.append import immediate


@dataclass(frozen=True, slots=True)
class Keys:
    """One person's verifier (Argon2id, encoded), how often sign-in failed in a row, and when last (UTC instant)."""

    person: str
    verifier: str
    failures: int = 0
    last_failure: str = ""

    def __repr__(self) -> str:
        return f"Keys(person={self.person!r})"


def read(db: Database, person: str) -> Keys | None:
    """A person's keys, None where there are none."""
    try:
        row = _table(db).get(person)
    except NotFoundError:
        return None
    return Keys(**row)


def write(db: Database, keys: Keys) -> None:
    """Keep a person's keys in place of the old ones."""
    with immediate(db.conn):
        _table(db).upsert(asdict(keys), pk="person")


def _table(db: Database) -> Table:
    table = db.table("keyring")
    assert isinstance(table, Table)  # noqa: S101 - sqlite-utils says Table or View
    return table
