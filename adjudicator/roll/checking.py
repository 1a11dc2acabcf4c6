"""Checks that a roll file is what it says: its id from its rows, its look-up tables and indexes from them too.

The id stands in the record of a case, but the file is only a file: to change an elector and leave the id is easy.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from sqlite3 import Connection

from adjudicator.at_rest.files import faults
from adjudicator.at_rest.own_schema import column_names
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.roll import schema
from adjudicator.roll.cells import Interned, plain
from adjudicator.roll.layouts import DISTRICT_LEVELS
from adjudicator.roll.spelling import key_of, street_key
from adjudicator.roll.values import Surnames
from adjudicator.roll.world import connect_read_only, is_roll, trouble_of_the_world, user_version, world_error
from adjudicator.words import _, beside

Progress = Callable[[int, int], None]
"""Told now and then: so much done, of so much; no unit."""

CHUNK = 4096

STEPS = 1_000_000
"""Instructions of SQLite between two looks at whether to go on."""

_UNFIT = (LookupError, TypeError, ValueError, AttributeError, OverflowError)
"""What the reading meets where a value is none of its column's."""

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_ERROR})


@dataclass(frozen=True, slots=True)
class RollFinding:
    """What is wrong with a roll: `id` is one of "roll.schema", "roll.id", "roll.about", "roll.lookup", "roll.damaged"."""

    id: str
    place: str
    words: str

    def __str__(self) -> str:
        return beside(_("error"), self.id, self.place, self.words, by=": ")


@dataclass(frozen=True, slots=True)
class RollReport:
    """What a check found. `id` is SHA-256 over the rows as they stand, empty where they could not be read."""

    id: str
    findings: tuple[RollFinding, ...]


def check_roll(path: Path, passphrase: Passphrase | None = None, progress: Progress | None = None) -> RollReport:
    """Checks a roll file whole, in memory for its names and streets; what `progress` raises stops it.

    The schema comes first: a file with foreign tables is read no further. Raises WorldError where the file cannot be opened
    as a roll at all.
    """
    with trouble_of_the_world(path.name):
        if not is_roll(path, passphrase):
            raise world_error("not_a_roll", path.name)
        with closing(connect_read_only(path, passphrase)) as connection:
            if user_version(connection) > schema.VERSION:
                raise world_error("newer_version", path.name)
            return _Check(connection, progress or _unheard).report()


def _unheard(_done: int, _in_all: int) -> None:
    """Progress that nobody asked for."""


class _Check:
    """One check of an open file."""

    def __init__(self, connection: Connection, progress: Progress) -> None:
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        connection.execute("PRAGMA trusted_schema = OFF")
        self._connection = connection
        self._progress = progress
        self._found: list[RollFinding] = []
        self._id, self._at = "", (0, 0)
        self._raised: list[BaseException] = []

    def report(self) -> RollReport:
        """Everything that is wrong; SQLite is asked to stop where `progress` raises, also within one long statement."""
        self._connection.set_progress_handler(self._look, STEPS)
        try:
            self._schema()
            if not self._found:
                self._rows()
                self._look_ups()
                self._pages()
                self._tell(1, 1)
        except faults("DatabaseError") as error:
            if self._raised:
                raise self._raised[0] from None
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGE:
                raise
            self._add("roll.damaged", "file", _("Reading stopped: {error}.", error=str(error)))
        except _UNFIT:
            self._add("roll.damaged", "file", _("Reading stopped at a value that does not belong in its column."))
        return RollReport(self._id, tuple(self._found))

    def _tell(self, done: int, in_all: int) -> None:
        self._at = (done, in_all)
        self._progress(done, in_all)

    def _look(self) -> int:
        try:
            self._progress(*self._at)
        except BaseException as error:  # SQLite would swallow it
            self._raised.append(error)
        return len(self._raised)

    def _add(self, found: str, place: str, words: str) -> None:
        self._found.append(RollFinding(found, place, words))

    def _schema(self) -> None:
        due, have = _due(), _described(self._connection)
        for name in sorted(due.keys() | have.keys()):
            if name not in have:
                self._add("roll.schema", name, _("It is missing."))
            elif name not in due:
                self._add("roll.schema", name, _("It does not belong here."))
            elif have[name] != due[name] and not (name == "table place" and self._is_earlier_place()):
                self._add("roll.schema", name, _("It is not as this program makes it."))

    def _is_earlier_place(self) -> bool:
        """A roll built by an earlier version keeps fewer districts of a place."""
        columns = column_names(self._connection, "place")
        *__, strict = self._connection.execute("PRAGMA main.table_list(place)").fetchone()
        levels = [level for level in DISTRICT_LEVELS if level in columns]
        return strict == 1 and columns == [
            "id", "county", "precinct", *levels, "municipality", "combo", "electors", "example",
        ]  # fmt: skip

    def _rows(self) -> None:
        """The id over the rows, as `roll_id` makes it, and what the table `about` says of them."""
        about = dict(self._connection.execute("SELECT item, value FROM about"))
        ((in_all,),) = self._connection.execute("SELECT count(*) FROM elector")
        digest, done = hashlib.sha256(), 0
        rows = self._connection.execute(self._canonical())
        while chunk := rows.fetchmany(CHUNK):
            digest.update(b"".join([hashlib.sha256(line.encode()).digest() for (line,) in chunk]))
            done += len(chunk)
            self._tell(done, in_all * 2)  # the look-up tables and SQLite's own check are the other half
        self._id = digest.hexdigest()
        if done != in_all or self._id != about["id"]:
            words = _(
                "The rows give {found}, and the file says {said}: electors were changed.",
                found=self._id[:12],
                said=about["id"][:12],
            )
            self._add("roll.id", "elector", words)
        counties = [name for (name,) in self._connection.execute("SELECT DISTINCT county FROM place ORDER BY county")]
        if (about["electors"], about["counties"]) != (str(in_all), "\n".join(counties)):
            self._add("roll.about", "about", _("Its number of electors or its counties are not those of the rows."))
        if about["dated_by"] in ("changed", "registered") and about["dated"] != self._newest(about["dated_by"]):
            self._add("roll.about", "about", _("Its date is not the newest one of the rows."))

    def _newest(self, kind: str) -> str:
        column = {"changed": "changed_on", "registered": "registered_on"}[kind]
        return str(self._connection.execute(f"SELECT max({column}) FROM elector").fetchone()[0])

    def _canonical(self) -> str:
        """One text for each elector, in the order of numbers, as the loader made it."""
        kept = column_names(self._connection, "place")
        levels = [f"p.{level}" for level in DISTRICT_LEVELS if level in kept]
        fields = (
            "e.registration_number", "t.status", "t.reason", "s.text", "g.text", "e.middle_name", "e.suffix", "e.birth_year",
            "e.house_number", "r.text", "r.city", "r.zip_code", "e.unit", "p.county", "p.precinct", *levels,
            "p.municipality", "p.combo", "e.registered_on", "e.changed_on",
        )  # fmt: skip
        return f"""SELECT {" || char(31) || ".join(fields)} FROM elector e INDEXED BY elector_by_number
            CROSS JOIN surname s ON s.id = e.surname_id CROSS JOIN given_name g ON g.id = e.given_id
            CROSS JOIN standing t ON t.id = e.standing_id CROSS JOIN street r ON r.id = e.street_id
            CROSS JOIN place p ON p.id = e.place_id ORDER BY e.registration_number"""

    def _look_ups(self) -> None:
        surnames = Interned(plain)
        for number, text in self._connection.execute("SELECT id, text FROM surname ORDER BY id"):
            if surnames[text] != number:
                raise ValueError("a surname stands twice")
        due = Surnames(surnames)
        self._same("surname", "SELECT id, text, spelling FROM surname ORDER BY id", due.rows())
        self._same("surname_part", "SELECT surname_id, part_id FROM surname_part ORDER BY rowid", due.parts)
        self._same("neighbour", "SELECT first_slot, slots FROM neighbour ORDER BY first_slot", due.packs())
        for table, key in (("given_name", key_of), ("street", street_key)):
            spelled = self._connection.execute(f"SELECT text, spelling FROM {table}")
            if any(key(text) != spelling for text, spelling in spelled):
                self._lookup(table)
        double = "SELECT part_id, birth_year, given_id, elector_id FROM double_name ORDER BY 1, 2, 3, 4"
        self._same("double_name", double, self._connection.execute(schema.DOUBLE_NAMES))
        if self._connection.execute(_PLACES_APART).fetchone() is not None:
            self._lookup("place")

    def _same(self, table: str, sql: str, due: Iterable[Sequence[object]]) -> None:
        rows: Iterator[Sequence[object]] = self._connection.execute(sql)
        if any(row is None or wanted is None or tuple(row) != tuple(wanted) for row, wanted in zip_longest(rows, due)):
            self._lookup(table)

    def _lookup(self, table: str) -> None:
        words = _("It does not fit the electors' rows: a search may find the wrong elector, or none.")
        self._add("roll.lookup", table, words)

    def _pages(self) -> None:
        """SQLite's own check: pages, and each index against its table."""
        for (said,) in self._connection.execute("PRAGMA integrity_check(10)"):
            if said != "ok":
                self._add("roll.damaged", "file", _("SQLite says: {message}.", message=str(said)))


_PLACES_APART = """SELECT 1 FROM place p LEFT JOIN (SELECT place_id, count(*) AS electors FROM elector GROUP BY place_id) e
    ON e.place_id = p.id WHERE p.electors <> coalesce(e.electors, 0)
    OR (p.electors > 0 AND NOT EXISTS (
        SELECT 1 FROM elector x WHERE x.registration_number = p.example AND x.place_id = p.id)) LIMIT 1"""


def _due() -> dict[str, str]:
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(schema.TABLES)
        for statement in (schema.NUMBER_INDEX, *schema.ELECTOR_INDEXES, *schema.NAME_INDEXES):
            made.execute(statement)
        return _described(made)


def _described(connection: Connection) -> dict[str, str]:
    """What is in the file, with its definition; the view for other tools is never read here, so any wording of it will do."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex%'"
    )
    return {f"{kind} {name}": f"{table} {sql}" for kind, name, table, sql in rows if (kind, name) != ("view", "roll")}
