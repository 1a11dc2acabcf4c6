"""What a roll file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class RollInfo:
    """A roll's identity and origin.

    `id` is SHA-256 over its canonical rows in the order of their registration numbers, `source_digest` SHA-256 of the
    file received, both hexadecimal. `dated` is the day the list speaks of, and `dated_by` says how that is known:
    "given" by the person who built it, the newest day "changed" or "registered" in the list, or "unknown". `counties` are
    sorted. `notes` are sentences on what was received and passed over.
    """

    id: str
    source_digest: str
    layout: str
    dated: date | None
    dated_by: str
    electors: int
    counties: tuple[str, ...]
    built_with_version: str
    notes: tuple[str, ...] = ()

    def write(self, connection: Connection) -> None:
        """Stores it in the roll's table `about`."""
        items = {
            "id": self.id,
            "source_digest": self.source_digest,
            "layout": self.layout,
            "dated": self.dated.isoformat() if self.dated else "",
            "dated_by": self.dated_by,
            "electors": str(self.electors),
            "counties": "\n".join(self.counties),
            "built_with_version": self.built_with_version,
            "notes": "\n".join(self.notes),
        }
        connection.executemany("INSERT INTO about VALUES (?, ?)", items.items())

    @classmethod
    def read(cls, connection: Connection) -> RollInfo:
        """Reads it from the table `about`."""
        items: dict[str, str] = dict(connection.execute("SELECT item, value FROM about").fetchall())
        return cls(
            id=items["id"],
            source_digest=items["source_digest"],
            layout=items["layout"],
            dated=date.fromisoformat(items["dated"]) if items["dated"] else None,
            dated_by=items["dated_by"],
            electors=int(items["electors"]),
            counties=tuple(filter(None, items["counties"].split("\n"))),
            built_with_version=items["built_with_version"],
            notes=tuple(filter(None, items["notes"].split("\n"))),
        )
