"""Entries as the office would write them, and case files that hold some."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from secrets import token_bytes
from types import MappingProxyType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.acts.receiving import line_of, lines_digest
from adjudicator.casework.admission.batches import RELEASE_FILES
from adjudicator.casework.record.catalogue import FORM, new_entry
from adjudicator.casework.record.entry import Entry, Salts, SealedEntry, Secret, read_body, seal
from adjudicator.casework.record.keychain import Keychain
from adjudicator.casework.record.signing import ACT_BYTES, key_statement, leaves_checkpoint, origin_of
from adjudicator.log.case_log import CaseLog
from adjudicator.log.tree.acts import ActRow, put_act
from adjudicator.log.tree.merkle import leaf_hash
from adjudicator.log.tree.notes import is_good
from adjudicator.port.acts import Document, NewAct, Signer
from adjudicator.port.answers import Head, Refused, Stale
from adjudicator.records.elector import Credit
from adjudicator.records.envelope import SEALED_FIELDS
from tests.looking import filled


def counted_salts(pen: str) -> Salts:
    """Salts that are the same in every run, and differ from pen to pen."""
    number = 0

    def salt() -> bytes:
        nonlocal number
        number += 1
        return hashlib.sha256(f"{pen} {number}".encode()).digest()

    return salt


class Pen:
    """Writes entries, each an instant later than the one before; the first `second` seconds are left to another pen."""

    def __init__(self, name: str = "pen", second: int = 0) -> None:
        self._salts = counted_salts(name)
        self._second = second

    def entry(self, kind: str, by: str, /, **data: Any) -> SealedEntry:
        self._second += 1
        at = f"2020-11-04T14:{self._second // 60 % 60:02d}:{self._second % 60:02d}.000000Z"
        return seal(new_entry(kind, at, by, filled(kind, data)), self._salts)

    def opened(self, definition: str = "d", pack: str = "p") -> SealedEntry:
        self._first = self.entry(
            "case.opened", "", case="C1", mode="practice", county="GWINNETT", election="General", definition=definition,
            time_zone="America/New_York", rules="georgia-2020-sos", pack="sha256:p", pack_document=pack,
            deadlines={"last_day": "2020-11-06"}, form=FORM, recovery="", board_votes="off",
        )  # fmt: skip
        return self._first

    def people(self, keys: str = "") -> list[SealedEntry]:
        """A clerk who made the case, and two who review and supervise with keys of their own, five entries; `keys` marks keys
        that are none of theirs.
        """
        roles = {
            "clerk": ["administrator", "clerk"],
            "mo": ["reviewer", "supervisor"],
            "sup": ["reviewer", "supervisor"],
        }
        added = [
            self.entry(
                "person.added",
                "clerk",
                person=person,
                name=person.title(),
                roles=roles[person],
                key=public_of(f"{keys}{person}{'' if person == 'clerk' else HANDED_OUT}"),
            )
            for person in roles
        ]
        return [
            *added,
            *(self.key_made(person, f"{keys}{person}{HANDED_OUT}", keys + person) for person in ("mo", "sup")),
        ]

    def key_made(self, person: str, old: str, new: str) -> SealedEntry:
        """A person's own key in place of another; both are named by what `key_of` makes them from."""
        statement = key_statement(ORIGIN, person, public_of(old), public_of(new))
        proof = key_of(new).sign(statement).hex()
        return self.entry(
            "person.key_made", person, person=person, key=public_of(new), replaces=public_of(old), proof=proof
        )

    def received(self, number: str, last_name: str = "Example", place: str = "001") -> SealedEntry:
        papers = {
            "stream": "election_day", "place": place, "precinct_cast": place, "style_cast": "S1", "reasons": ["OP"],
            "oath_signed": True, **{name: Secret("") for name in sorted(SEALED_FIELDS)},
            "last_name": Secret(last_name), "first_name": Secret("Ann"),
        }  # fmt: skip
        return self.entry("envelope.received", "clerk", envelope=number, file="", papers=papers)

    def elector(self, number: str, registration_number: str, by: str = "mo") -> SealedEntry:
        elector = {
            "registration_number": Secret(registration_number), "county": "GWINNETT", "precinct": "002",
            "portion": "002", "style": "S2", "status": "active", "registered_on": Secret("2016-01-15"), "roll": "r",
        }  # fmt: skip
        source = {"kind": "roll", "dated": "", "ref": "r"}
        facts = [{"fact": "match", "value": "certain", "source": source}]
        return self.entry("facts.recorded", by, envelope=number, facts=facts, elector=elector)

    def determined(self, number: str, by: str = "mo", **changes: Any) -> SealedEntry:
        data: dict[str, Any] = {
            "outcome": "count_partial", "recommended": "count_partial", "reasons": [], "holds": [],
            "marks": ["wrong_precinct"], "counted": ["c1", "c2"], "not_counted": {"c3": "wrong_precinct"},
            "facts": {"oath": "signed", "home": "other_precinct"}, "cast_style": "S1", "home_style": "S2",
            "too_late_for": [], "cast_too_late_for": [], "rules": "georgia-2020-sos", "pack": "sha256:p", "departs": False,
            "reason": None,
            "supersedes": 0,
        }  # fmt: skip
        return self.entry("envelope.determined", by, envelope=number, **(data | changes))

    def closed(self, batch: str, items: dict[str, int], by: str = "mo") -> SealedEntry:
        return self.entry("batch.closed", by, batch=batch, items=items)

    def returned(self, batch: str, number: str, by: str = "sup") -> SealedEntry:
        return self.entry("envelope.returned", by, batch=batch, envelope=number, reason=Secret("Look again."))

    def approved(self, batch: str, items: dict[str, int] | None = None, by: str = "sup", **more: Any) -> SealedEntry:
        return self.entry("batch.approved", by, batch=batch, approved=items or {}, **more)

    def released(self, release: str, items: dict[str, int], by: str = "sup") -> SealedEntry:
        """A release from the record as it stood when the case was opened."""
        root, files = leaf_hash(self._first.body.encode()).hex(), dict.fromkeys(sorted(RELEASE_FILES), "ab" * 32)
        made = {"release": release, "follows": "", "size": 1, "root": root, "items": items, "files": files}
        return self.entry("release.made", by, **made, taken_away={})

    def counted(self) -> list[SealedEntry]:
        """An entry of each kind that leaves a state of the second half."""
        hour, people = "2020-11-09T20:00", {"people": ["clerk", "mo"]}
        at_table = {"begins": hour, "ends": hour, "later": False, **people}
        return [
            self.entry(
                "contact.logged", "clerk", envelope="0001", way="phone", result="no_answer", hour=hour, note=Secret(""),
            ),
            self.entry(
                "docket.drawn", "sup", docket="D0001", batches=[], items={}, outcomes={}, reasons={}, questions={}, why=""
            ),
            self.entry(
                "pile.sorted", "clerk", pile="P0001", what="held", apart=False, copy=False, items={}, counted=0,
                hour=hour, box="", later=False, **people,
            ),
            self.entry(
                "session.opened", "clerk", session="S0001", pile="P0001", left=[], by_record=0, by_hand=0, exceptions={},
                override=None, **at_table,
            ),
            self.entry(
                "box.sealed", "sup", box="7", holds="held", seals=["A1"], place="Vault", second="mo", hour=hour,
                condition="whole", later=False,
            ),
            self.entry(
                "scan.recorded", "sup", scan="17", holds="as_they_are", apart=False, ballots=3, flagged=0, hour=hour,
                later=False,
            ),
            self.entry(
                "upload.made", "sup", upload="U0001", scans=["17"], file="ab" * 32, name=Secret("results.csv"), ballots=3,
                contest="c1", votes=3, hour=hour, override=None,
            ),
        ]  # fmt: skip


DEFINITION = Document.of("definition", '{"name":"General"}')
PACK = Document.of("pack", '{"format":1}')


@pytest.fixture
def pen() -> Pen:
    return Pen()


@pytest.fixture
def log(tmp_path: Path, pen: Pen) -> Iterator[CaseLog]:
    """A case that was just begun: six entries, two documents."""
    with begin(tmp_path / "practice.case", pen) as made:
        yield made


@pytest.fixture(scope="session")
def busy_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in which every kind of state has come up, and every table has rows. Copied, never changed."""
    path = tmp_path_factory.mktemp("busy") / "busy.case"
    pen = Pen("busy")
    with begin(path, pen) as made:
        fill(made, pen)
    return path


@pytest.fixture
def busy_log(busy_case: Path, tmp_path: Path) -> Iterator[CaseLog]:
    """A copy of that file, open."""
    path = tmp_path / "busy.case"
    shutil.copy(busy_case, path)
    with SigningLog.open(path) as opened:
        yield opened


def new_act(
    entries: Sequence[SealedEntry], after: Mapping[str, int] | None = None, *further: Any, **named: Any
) -> NewAct:
    """An act with an id drawn by chance, unless a test gives it one."""
    named.setdefault("id", token_bytes(ACT_BYTES))
    mark = named.pop("id")
    return NewAct(mark, entries, after or {}, *further, **named)


class SigningLog(CaseLog):
    """A case file in which each person signs what is appended in their name, unless a test says who does.

    Entries of several people come in one act after the other.
    """

    @classmethod
    def create(  # pyright: ignore
        cls, path: Path, entries: Any = (), documents: Any = (), passphrase: Passphrase | None = None
    ) -> SigningLog:
        """Make a case with its first entries as one act."""
        log = super().create(path, new_act(entries, documents=documents, signer=None), passphrase)
        assert isinstance(log, SigningLog)
        return log

    def append(
        self, entries: Any, after: Any = MappingProxyType({}), *further: Any, **named: Any
    ) -> Head | Stale | Refused:  # pyright: ignore
        """Append and sign; an act that is whole already goes as it is."""
        if isinstance(entries, NewAct):
            return super().append(entries)
        done: Head | Stale | Refused = self.head()
        for whose, group in groupby(entries, lambda entry: read_body(entry.body).by):
            act, more = list(group), dict(named)
            if "signer" not in named:
                more["signer"] = signer(whose, read_body(act[0].body)) if whose else None
            more.setdefault("checkpoint", leaves_checkpoint(read_body(entry.body) for entry in act))
            done = super().append(new_act(act, after, *further, **more))
            if isinstance(done, Stale | Refused):
                return done
            after, further = {}, ()
            named.pop("documents", None), named.pop("credit_lines", None)
        return done


def begin(path: Path, pen: Pen, passphrase: Passphrase | None = None) -> SigningLog:
    """Make a case with its first entry and its people: six entries, each an act of its own."""
    log = SigningLog.create(path, [pen.opened(DEFINITION.digest, PACK.digest)], [DEFINITION, PACK], passphrase)
    for entry in pen.people():
        log.append([entry])
    return log


OTHER_VOTES = Secret("ab" * 32, b"of the file of other votes......")
"""The digest of a file of other votes."""


def fill(log: CaseLog, pen: Pen) -> None:
    """Let everything happen once."""
    lines = Secret(lines_digest([line_of(credit(), OTHER_VOTES.commitment)]))
    file = pen.entry(
        "file.received", "clerk", digest=OTHER_VOTES, kind="absentee_file", dated="", rows=1, name=None, lines=lines
    )
    order = pen.entry(
        "order.entered", "sup", order="20-CV-1187", court="Superior", judge="J", status="in_force", changes={},
        hours={"001": ["2020-11-03T19:00:00", "2020-11-03T20:00:00"]},
        contests=[],
    )  # fmt: skip
    log.append([file], credit_lines={OTHER_VOTES.commitment: [credit()]})
    log.append([order])
    log.append([pen.received(f"{number:04d}") for number in range(1, 7)])  # 9 to 14
    log.append([pen.elector("0001", "0123"), pen.elector("0002", "0123")])
    log.append([pen.determined(f"{number:04d}") for number in range(1, 5)])  # 17 to 20
    for closed in (pen.closed("B0001", {"0001": 17, "0002": 18}), pen.closed("B0002", {"0003": 19})):
        log.append([closed])
    for act in (
        pen.returned("B0001", "0002"),
        pen.approved("B0001", {"0001": 17}),
        pen.released("R0001", {"0001": 17}),
    ):
        log.append([act])
    log.append([pen.entry("envelope.referred", "mo", envelope="0005", reason=Secret("Which street?"))])


def key_of(person: str) -> Ed25519PrivateKey:
    """A person's key, the same in every run."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(person.encode()).digest())


def public_of(person: str) -> str:
    """Its public half, hexadecimal."""
    return key_of(person).public_key().public_bytes_raw().hex()


def forge(connection: sqlite3.Connection, *bodies: str, base: Head | None = None) -> int:
    """Write an act past the program, as somebody does who has the file and nobody's key, and give the seq of its first entry.

    The database wants the act's row before its entries; the signature in it is none, or absent where nobody acts.
    """
    (first,) = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM log").fetchone()
    by = read_body(bodies[0]).by
    size, root = (first - 1, bytes(32)) if base is None else (base.size, base.root)
    row = ActRow(first, len(bodies), token_bytes(ACT_BYTES), by, size, root, bytes(64) if by else b"")
    put_act(connection, row)
    for seq, body in enumerate(bodies, first):
        connection.execute("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", (seq, body, leaf_hash(body.encode())))
    return first


ORIGIN = origin_of("C1", "1")
HANDED_OUT = ", as the administrator handed it out"


def signer(person: str, entry: Entry | None = None, people: str = "") -> Signer:
    """A person who signs an act that begins with an entry; the key that was handed out signs only what replaces it."""
    key = person + HANDED_OUT if entry is not None and entry.kind == "person.key_made" else person
    return Signer(ORIGIN, person, bytes.fromhex(public_of(key)), key_of(key).sign, people or PEOPLE)


def _people_line() -> str:
    chain = Keychain(is_good)
    pen = Pen("people")
    for seq, sealed in enumerate([pen.opened(), *pen.people()], 1):
        chain.take(seq, read_body(sealed.body))
    return chain.people_line()


def credit() -> Credit:
    """One line of an absentee file."""
    return Credit("0123", "absentee_accepted", "2020-10-27", "accepted Oct 27, 2020", "ab" * 32, "Example", "Ann")


PEOPLE = _people_line()
"""What checkpoints of these cases say of the people; no test that signs a head gives anybody another key."""
