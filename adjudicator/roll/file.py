"""An open roll: who is on it, who may be meant, and whether that is certain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from adjudicator.at_rest.own_schema import foreign_in, kept_of
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.records.elector import Candidate, Elector, Match
from adjudicator.roll import schema
from adjudicator.roll.info import RollInfo
from adjudicator.roll.near import rows_near
from adjudicator.roll.query import RollQuery
from adjudicator.roll.search import Search
from adjudicator.roll.tables import RollTables
from adjudicator.roll.weights import NEAR
from adjudicator.roll.world import connect_read_only, is_roll, trouble_of_the_world, user_version, world_error

_STATUS_ORDER = {"active": 0, "inactive": 1, "pending": 2, "cancelled": 3}


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """Electors who share precinct and districts: how many, and one registration number among them as an example.

    `districts` and `municipality` are like those of `Elector`; `combo` the state's number of the combination.
    """

    county: str
    precinct: str
    districts: dict[str, str]
    municipality: str
    combo: str
    electors: int
    registration_number: str


@dataclass(frozen=True, slots=True)
class ListedElector:
    """An elector as two rolls are compared: number, precinct, address as it stands there, and standing."""

    number: str
    precinct: str
    address: tuple[str, ...]
    status: str


class Roll:
    """A roll file open for reading; its content never changes. Use it in a `with` statement, or close it."""

    def __init__(self, connection: Connection, path: Path, passphrase: Passphrase | None = None) -> None:
        self._connection, self._passphrase = connection, passphrase
        self._name = path.name
        self.path = path
        self._tables = RollTables(connection)
        self._search = Search(self._tables)
        self._database = Database(connection, recursive_triggers=False, execute_plugins=False)
        self.info = RollInfo.read(connection)

    @classmethod
    def open(cls, path: Path, passphrase: Passphrase | None = None) -> Roll:
        """Opens a roll file; raises WorldError for one that is missing, no roll, from a newer version, or of foreign tables.

        An encrypted one needs its passphrase; without, or with another, WorldError says so.
        """
        with trouble_of_the_world(path.name):
            if not is_roll(path, passphrase):
                raise world_error("not_a_roll", path.name)
            connection = connect_read_only(path, passphrase)
            try:
                if user_version(connection) > schema.VERSION:
                    raise world_error("newer_version", path.name)
                if foreign_in(connection, kept_of(*schema.ALL)):
                    raise world_error("foreign_schema", path.name)
                return cls(connection, path, passphrase)
            except BaseException:
                connection.close()
                raise

    def reader(self) -> Roll:
        """The same file opened once more, for work on another thread."""
        return Roll.open(self.path, self._passphrase)

    @property
    def is_encrypted(self) -> bool:
        """Whether the file is encrypted; raises WorldError where it is gone."""
        with trouble_of_the_world(self._name):
            return is_encrypted(self.path)

    @property
    def statuses(self) -> frozenset[str]:
        """Which statuses its electors have."""
        with trouble_of_the_world(self._name):
            return frozenset(row["status"] for row in self._database.query("SELECT DISTINCT status FROM standing"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def by_number(self, number: str) -> Elector | None:
        """The elector with this registration number; leading zeros may be left out, and spaces and hyphens be in it."""
        digits = "".join(filter(str.isalnum, number))
        if not digits:
            return None
        with trouble_of_the_world(self._name):
            rows = self._tables.rows_of_numbers(dict.fromkeys((digits, digits.zfill(8))))
            return next(self._tables.electors(rows[:1]), None)

    def find(self, query: RollQuery, limit: int = 8, *, county: str = "") -> list[Candidate]:
        """The electors who may be meant, best first; among equals those of `county`, then active ones first."""
        with trouble_of_the_world(self._name):
            candidates = self._search.candidates(query)
        home = _county_name(county)
        candidates.sort(key=lambda candidate: _rank(candidate, home))
        return candidates[:limit]

    def match(self, query: RollQuery, *, county: str = "") -> Match:
        """Who the voter is: "certain" where the first is decisive and no other is near, else "several" or "none"."""
        candidates = tuple(self.find(replace(query, words=""), county=county))
        if not candidates:
            return Match("none")
        first, *others = candidates
        near = any(other.decisive or other.rank > first.rank - NEAR for other in others)
        return Match("certain" if first.decisive and not near else "several", candidates)

    def compared(self, query: RollQuery, elector: Elector) -> Candidate:
        """An elector held against what is written: what agrees, what differs, and which names are another's."""
        with trouble_of_the_world(self._name):
            return self._search.compared(query, elector)

    def near(self, query: RollQuery, limit: int = 24, *, county: str) -> list[Elector]:
        """The electors of a county who live nearest to the query's address on the same street, in no order."""
        with trouble_of_the_world(self._name):
            return list(self._tables.electors(rows_near(self._tables, query, _county_name(county), limit)))

    def district_rows(self, county: str = "") -> list[DistrictRow]:
        """Each combination of precinct and districts of a county (of all where empty), in the order of precincts."""
        name = _county_name(county)
        where = "county = :county" if name else "1"
        with trouble_of_the_world(self._name):
            rows = self._database.query(
                f"SELECT * FROM place WHERE {where} AND electors > 0 ORDER BY county, precinct, id", {"county": name}
            )
            return [_district_row(row, self._tables.levels) for row in rows]

    def listed(self, county: str) -> Iterator[ListedElector]:
        """The electors of a county in the order of their numbers."""
        statement = """SELECT e.registration_number, p.precinct, t.status, e.house_number, r.text, e.unit, r.zip_code
            FROM elector e INDEXED BY elector_by_number JOIN place p ON p.id = e.place_id
            JOIN standing t ON t.id = e.standing_id JOIN street r ON r.id = e.street_id
            WHERE p.county = ? ORDER BY e.registration_number"""
        with trouble_of_the_world(self._name):
            for number, precinct, status, *address in self._connection.execute(statement, (_county_name(county),)):
                yield ListedElector(number, precinct, tuple(address), status)

    def repeated(self, county: str) -> int:
        """How many people of a county stand there under more than one number: name, year and address are the same."""
        statement = """SELECT count(*) FROM (SELECT 1 FROM elector e JOIN place p ON p.id = e.place_id WHERE p.county = ?
            AND e.birth_year GROUP BY e.surname_id, e.given_id, e.middle_name, e.suffix, e.birth_year, e.street_id,
            e.house_number, e.unit HAVING count(*) > 1)"""
        with trouble_of_the_world(self._name):
            ((found,),) = self._connection.execute(statement, (_county_name(county),)).fetchall()
            return int(found)


def _county_name(county: str) -> str:
    return county.upper().removesuffix(" COUNTY").strip()


def _rank(candidate: Candidate, home: str) -> tuple[object, ...]:
    elector = candidate.elector
    elsewhere = bool(home) and elector.county != home
    standing = _STATUS_ORDER.get(elector.status, 9)
    return -round(candidate.rank, 3), elsewhere, standing, elector.registration_number


def _district_row(row: Mapping[str, Any], levels: Sequence[str]) -> DistrictRow:
    return DistrictRow(
        county=row["county"],
        precinct=row["precinct"],
        districts={level: row[level] for level in levels if row[level]},
        municipality=row["municipality"],
        combo=row["combo"],
        electors=row["electors"],
        registration_number=row["example"],
    )
