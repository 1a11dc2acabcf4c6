"""The server lets in exactly the entries that a case file lets in: its guards are theirs in other words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings, target
from hypothesis import strategies as st
from sqlite_utils import Database

from adjudicator.casework.record.catalogue import CATALOGUE, upcast
from adjudicator.casework.record.entry import Entry, canonical, read_body
from adjudicator.casework.record.fold import fold, moved_by
from adjudicator.casework.record.state import State
from adjudicator.log.file.projections import SUBJECTS
from adjudicator.log.file.tables import make_projections, make_record
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.records.people import ROLES
from tests.examples import examples
from tests.forgeries.any_entry import TEMPLATES
from tests.forgeries.attacker import Attacker
from tests.server.both import RIGHT, BothLogs
from tests.server.conftest import founded
from tests.server.engine import Engine

AT = "2020-11-05T10:00:00.000000Z"
GOLDEN = Path(__file__).parents[1] / "golden" / "5.0" / "small.case"
OTHER_TIMES = ("2020-11-05T10:00:00.000001Z", "2020-11-05T11:00:00.000000Z")

PEOPLE = ("ada", "rita", "rob", "sam", "sue", "cus", "clerk")
NUMBERS = ("0001", "0002", "0003", "0004")

seqs = st.one_of(st.integers(1, 45), st.integers(1, 45).map(str), st.sampled_from([5.0, True, "5.0", " 7", "x", None]))
seqs = seqs.filter(lambda seq: not isinstance(seq, float))  # an entry has none
odd = st.sampled_from([
    None, True, False, 0, 1, "", "1", "0", [], {}, ["ada"], {"0001": 3}, [[1]], "\x01", "\x015", "ada", '["reviewer"]',
    {"a": "\u00e9"}, -1, 10**15,
])  # fmt: skip
items = st.one_of(
    st.dictionaries(st.sampled_from(NUMBERS), seqs, max_size=4), st.lists(seqs, max_size=3), seqs
)  # fmt: skip

FIELDS: Mapping[str, st.SearchStrategy[Any]] = {
    "person": st.sampled_from((*PEOPLE, "eve", "eva")),
    "roles": st.lists(st.sampled_from((*ROLES, 'x"reviewer"', 'y\\"clerk"')), max_size=3),
    "active": st.booleans(),
    "batch": st.sampled_from(("B1", "B2", "B3")),
    "envelope": st.sampled_from((*NUMBERS, "0005", "0006")),
    "items": items,
    "people": st.lists(st.sampled_from(PEOPLE), max_size=4),
    "pile": st.sampled_from(("P1", "P2")),
    "session": st.sampled_from(("S1", "S2", "S3")),
    "entry": seqs,
    "box": st.sampled_from(("X1", "X2")),
    "second": st.sampled_from(PEOPLE),
    "looked_at": st.lists(st.sampled_from(NUMBERS), max_size=4),
    "determination": seqs,
    "asked": seqs,
    "outcome": st.sampled_from(("count_full", "not_counted")),
    "departs": st.sampled_from((True, False, 1, 0, "", "1x", "0", "x")),
    "docket": st.sampled_from(("D1", "D2")),
    "scan": st.sampled_from(("C1", "C2")),
    "upload": st.sampled_from(("U1", "U2")),
    "release": st.sampled_from(("R1", "R2")),
    "kind": st.sampled_from(("roll", "envelope_list")),
    "rulings": items,
    "back": items,
    "taken_away": items,
}
"""Field -> what stands there mostly."""


def body(kind: str, by: str, at: str = AT, /, **data: object) -> str:
    """The body of an entry."""
    return canonical({"at": at, "by": by, "data": data, "kind": kind, "v": CATALOGUE[kind].version})


BEGINNING = (
    body("case.opened", ""),
    body("person.added", "ada", person="ada", roles=["administrator", "clerk"]),
    *(
        body("person.added", "ada", person=person, roles=roles)
        for person, roles in {
            "rita": ["reviewer"], "rob": ["reviewer"], "sam": ["reviewer", "supervisor"], "sue": ["supervisor", "secretary"],
            "cus": ["custodian"], "clerk": ["clerk"],
        }.items()
    ),
    *(body("envelope.received", "ada", envelope=number) for number in NUMBERS),
    body("envelope.determined", "rita", envelope="0001", outcome="count_full", departs=False),
    body("envelope.determined", "rob", envelope="0002", outcome="not_counted", departs=False),
    body("envelope.determined", "sam", envelope="0003", outcome="count_full", departs=True),
    body("batch.closed", "rita", batch="B1", items={"0001": 13, "0002": 14}),
    body("batch.closed", "rob", batch="B2", items={"0003": 15}),
    body("mistake.asked", "ada", envelope="0004"),
    body("pile.sorted", "cus", pile="P1", people=["cus", "clerk"]),
    body("session.opened", "cus", pile="P1", session="S1", people=["cus", "clerk"]),
    body("box.sealed", "cus", box="X1", second="sue"),
    body("scan.recorded", "cus", scan="C1"),
)  # fmt: skip
"""A log in which something waits for each guard; determinations stand at 13, 14 and 15."""


APPROVAL = body("batch.approved", "sue", batch="B1", looked_at=["0001", "0002"])
ANSWER = body("mistake.answered", "sue", envelope="0004", asked=18)
BOX_SIGNED = body("box.signed", "sue", box="X1", entry=21)
SESSION_SIGNED = body("session.signed", "clerk", session="S1", entry=20)
PILE_SIGNED = body("pile.signed", "clerk", pile="P1", entry=19)
CHECKED = body("determination.checked", "rob", envelope="0001", determination=13, batch="B1")

FITTING = (
    APPROVAL, ANSWER, BOX_SIGNED, SESSION_SIGNED, PILE_SIGNED, CHECKED,
    body("envelope.received", "ada", envelope="0005"),
    body("envelope.determined", "rita", envelope="0004", outcome="not_counted", departs=True),
    body("envelope.returned", "sue", batch="B1", envelope="0001"),
    body("determination.withdrawn", "rita", batch="B1", envelope="0001"),
    body("batch.closed", "rita", batch="B3", items={"0001": 13}),
    body("batch.approved", "sue", batch="B2", looked_at=["0003"]),
    body("batch.approved", "sue", batch="B3", looked_at=["0001"]),
    body("mistake.asked", "clerk", envelope="0003"),
    body("pile.sorted", "cus", pile="P2", people=["cus", "clerk", "ada"]),
    body("session.opened", "clerk", pile="P2", session="S2", people=["clerk", "cus"]),
    body("session.duplicated", "ada", pile="P1", session="S2", people=["ada", "sue"]),
    body("session.duplicated", "ada", pile="P2", session="S3", people=["ada", "sue", "rob"]),
    body("session.signed", "sue", session="S2", entry=23),
    body("box.sealed", "cus", box="X2", second="ada"),
    body("box.moved", "cus", box="X1", second="sue"),
    body("box.signed", "sue", box="X1", entry=23),
    body("scan.voided", "cus", scan="C1"),
    body("scan.recorded", "cus", scan="C1"),
    body("scan.recorded", "cus", scan="C2"),
    body("docket.drawn", "sue", docket="D1"),
    body("docket.amended", "sue", docket="D2"),
    body("upload.made", "sue", upload="U1"),
    body("release.made", "sue", release="R1", items={"0001": 22}),
    body("person.added", "ada", person="eve", roles=["clerk"]),
    body("person.changed", "ada", person="rita", roles=["supervisor"], active=True),
    body("order.entered", "sue", order="1"),
    body("person.signed_in", "rob", person="rob"),
    body("file.received", "clerk", kind="roll"),
)  # fmt: skip
"""Entries most of which are let in behind the beginning, or behind each other."""

turned = st.sampled_from([
    lambda value: value, str, lambda value: [value], lambda value: [*value, *value] if isinstance(value, list) else value,
    lambda value: value[:-1] if isinstance(value, list) else None,
    lambda value: [*value, "sam"] if isinstance(value, list) else True,
    lambda value: {name: str(seq) for name, seq in value.items()} if isinstance(value, dict) else 1,
    lambda value: list(value.values()) if isinstance(value, dict) else "1",
    lambda value: list(reversed(value)) if isinstance(value, list) else value,
])  # fmt: skip
"""What becomes of a value: the same, or something that is easily taken for it."""


@st.composite
def twisted(draw: st.DrawFn) -> str:
    """An entry that fits, or one that nearly does."""
    plain = json.loads(draw(st.sampled_from(FITTING)))
    data: dict[str, Any] = plain["data"]
    for name in draw(st.lists(st.sampled_from(sorted(data)), max_size=2)):
        how = draw(st.integers(0, 5))
        if how == 0:
            data.pop(name, None)
        elif how == 1:
            data[name] = draw(odd)
        elif how <= 3 and name in FIELDS:
            data[name] = draw(FIELDS[name])
        elif name in data:
            data[name] = draw(turned)(data[name])
    if draw(st.integers(0, 4)) == 0:
        plain["by"] = draw(st.sampled_from((*PEOPLE, "", "eve")))
    return canonical(plain)


@st.composite
def strange(draw: st.DrawFn) -> str:
    """An entry of any kind with fields of any kind, by somebody who may be anybody."""
    kind = draw(st.sampled_from(sorted(CATALOGUE)))
    data = {name: draw(FIELDS[name] | odd) for name in draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=6))}
    by = draw(st.sampled_from((*PEOPLE, "", "eve")))
    return body(kind, by, draw(st.sampled_from((AT, *OTHER_TIMES))), **data)


bodies = st.one_of(twisted(), twisted(), twisted(), strange())


@pytest.fixture(scope="module")
def both(engine: Engine) -> Iterator[BothLogs]:
    """A log of both kinds, which begins as BEGINNING says; each test leaves it as it was."""
    place = founded(engine)
    with engine.administrator() as server:
        logs = BothLogs(server, place.schema)
        server.execute("BEGIN")
        for entry in BEGINNING:
            assert logs.add(entry) == ("", "")
        yield logs
        server.execute("ROLLBACK")
    place.close()


@pytest.fixture
def now(both: BothLogs) -> Iterator[BothLogs]:
    """The same for one test."""
    with kept(both):
        yield both


class kept:  # noqa: N801  a word in a sentence: with kept(both)
    """Takes back what is added."""

    def __init__(self, logs: BothLogs) -> None:
        self._logs, self._size = logs, logs.size

    def __enter__(self) -> None:
        self._logs.server.execute("SAVEPOINT before")
        self._logs.file.execute("SAVEPOINT before")

    def __exit__(self, *_raised: object) -> None:
        self._logs.server.execute("ROLLBACK TO before")
        self._logs.file.execute("ROLLBACK TO before")
        self._logs.file.execute("RELEASE before")
        self._logs.size = self._size


@settings(
    max_examples=examples(60), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
@given(st.lists(bodies, min_size=5, max_size=25))
def test_random_entries_get_the_same_answer(both: BothLogs, entries: list[str]) -> None:
    let_in = 0
    with kept(both):
        for entry in entries:
            of_file, of_server = both.add(entry)
            assert bool(of_file) == bool(of_server), (entry, of_file, of_server)
            assert of_file != RIGHT or of_server == RIGHT, entry
            let_in += not of_file
        target(let_in)


@pytest.mark.parametrize("entry", [APPROVAL, ANSWER, BOX_SIGNED, SESSION_SIGNED, PILE_SIGNED, CHECKED])
def test_every_guard_lets_in_what_waits_for_it_and_not_twice(now: BothLogs, entry: str) -> None:
    assert now.add(entry) == ("", "")
    if entry != CHECKED:
        of_file, of_server = now.add(entry)
        assert of_file == of_server != ""


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (body("batch.closed", "rita", batch="B3", items={"0001": 14}), "determinations of its own envelopes"),
        (body("batch.closed", "rita", batch="B1", items={"0001": 13}), "has its number or name alone"),
        (body("envelope.received", "ada", envelope="0001"), "has its number or name alone"),
        (body("person.added", "ada", person="rob", roles=[]), "has its number or name alone"),
        (body("scan.recorded", "cus", scan="C1"), "has its number or name alone"),
        (body("batch.approved", "sue", batch="B1", looked_at=["0001"]), "departs is looked at"),
        (body("batch.approved", "sue", batch="B1", looked_at=["0002"]), "ten of a batch are looked at"),
        (body("batch.approved", "sam", batch="B2", looked_at=["0003"]), "of their own"),
        (body("batch.approved", "sue", batch="B3", looked_at=[]), "only a batch that waits"),
        (body("determination.checked", "rita", envelope="0001", determination=13, batch="B1"), "of another person"),
        (body("mistake.answered", "sue", envelope="0003", asked=18), "by another person"),
        (body("pile.sorted", "cus", pile="P2", people=["cus"]), "two different people"),
        (body("pile.sorted", "cus", pile="P2", people=["cus", "ada", "sue", "rob"]), "two different people"),
        (body("pile.sorted", "cus", pile="P2", people=["cus", "ada", "ada"]), "two different people"),
        (body("pile.sorted", "cus", pile="P2", people=["ada", "cus"]), "two different people"),
        (body("batch.closed", "rita", batch="B3", items=[13]), "determinations of its own envelopes"),
        (body("session.opened", "cus", pile="P1", session="S2", people=["cus", "clerk"]), "nobody opens a pile"),
        (body("session.duplicated", "cus", pile="P1", session="S2", people=["cus", "ada"]), "that they opened"),
        (body("box.moved", "cus", box="X1", second="cus"), "has a second person"),
    ],
)
def test_both_refuse_in_the_same_words(now: BothLogs, entry: str, words: str) -> None:
    of_file, of_server = now.add(entry)
    assert words in of_file
    assert words in of_server


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("1", "1", True), (1, "1", False), (1, True, True), (0, False, True), (True, "true", False), (None, None, False),
        ("\x01", "\x01", True), ("\x011", 1, False), ([1], [1], True), ({"a": 1}, {"a": 1}, True), ([1], [1, 2], False),
        ("a", "A", False), ("e\u0301", "\u00e9", False), ("", "", True), ("1", "1.0", False), (-1, "-1", False),
    ],
)  # fmt: skip
def test_values_are_the_same_as_sqlite_has_them(now: BothLogs, first: object, second: object, same: bool) -> None:
    assert now.add(body("release.made", "sue", release=first)) == ("", "")
    of_file, of_server = now.add(body("release.made", "sue", release=second))
    assert bool(of_file) is bool(of_server) is same


def test_a_place_in_the_log_is_read_as_sqlite_reads_it(both: BothLogs) -> None:
    for entry in (
        20,
        "20",
        " 20 ",
        "20.0",
        "+20",
        "2e1",
        "x20",
        "20x",
        True,
        [20],
        None,
        "20.5",
        "0x14",
        "20.",
        ".2e2",
        "",
    ):
        with kept(both):
            of_file, of_server = both.add(body("session.signed", "clerk", session="S1", entry=entry))
        assert bool(of_file) is bool(of_server), entry


def test_a_list_is_no_table_of_envelopes(now: BothLogs) -> None:
    assert now.add(body("envelope.determined", "rita", envelope="0", outcome="count_full", departs=False)) == ("", "")
    for items, let_in in (({"0": now.size}, True), ([now.size], False)):
        of_file, of_server = now.add(body("batch.closed", "rita", batch=f"B{type(items).__name__}", items=items))
        assert bool(of_file) is bool(of_server) is not let_in


def test_a_voided_scan_may_be_recorded_again_and_not_twice(now: BothLogs) -> None:
    recorded, voided = body("scan.recorded", "cus", scan="C1"), body("scan.voided", "cus", scan="C1")
    for entry, let_in in ((recorded, False), (voided, True), (recorded, True), (recorded, False), (voided, True)):
        of_file, of_server = now.add(entry)
        assert bool(of_file) is bool(of_server) is not let_in


def test_a_changed_role_and_a_closed_account_hold_from_the_next_entry_on(now: BothLogs) -> None:
    taken = body("envelope.taken", "rita", envelope="0001")
    assert now.add(taken) == ("", "")
    for roles, active, due in ((["clerk"], True, RIGHT), (["reviewer"], True, ""), (["reviewer"], False, RIGHT)):
        changed = body("person.changed", "ada", person="rita", roles=roles, active=active)
        assert now.add(changed) == ("", "")
        assert now.add(taken) == (due, due)


def test_what_follows_from_an_order_is_of_the_same_person_and_instant(now: BothLogs) -> None:
    back = body("envelope.reopened", "ada", envelope="0001")
    assert now.add(back) == (RIGHT, RIGHT)
    ordered = body("position.set", "sue", position="x")
    assert now.add(ordered) == ("", "")
    follows = body("determination.withdrawn", "sue", envelope="0001")
    assert now.add(follows) == ("", "")
    for other in (follows.replace(AT, OTHER_TIMES[0]), follows.replace('"sue"', '"cus"')):
        assert now.add(other) == (RIGHT, RIGHT)


FAR = 999
"""A place behind all entries."""


class Noting(SqlShelf):
    """A shelf that knows which subjects got a new version since it was asked last."""

    moved: ClassVar[set[str]] = set()

    def put(self, key: str, state: State) -> None:
        before = self.get(type(state), key)
        if before is None or before.version != state.version:
            self.moved.add(f"{WORD_OF[type(state)]} {key}")
        super().put(key, state)


WORD_OF = {state: word for word, state in SUBJECTS.items()}


@settings(
    max_examples=examples(60), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
@given(bodies)
def test_an_entry_is_about_the_same_subjects(both: BothLogs, entry: str) -> None:
    read = read_body(entry)
    if CATALOGUE[read.kind].subject == "contact" and not isinstance(read.data.get("envelope"), str):
        return  # the program never writes it
    found = both.server.execute("SELECT about FROM moved_by(%s::jsonb) AS about", (entry,)).fetchall()
    assert sorted(name for (name,) in found) == sorted(set(moved_by(read)))


def test_entries_of_every_kind_as_the_program_writes_them_get_the_same_answer(
    engine: Engine, waiting: Path, tmp_path: Path
) -> None:
    path = tmp_path / "small.case"
    path.write_bytes(waiting.read_bytes())
    hands = Attacker(path)
    place = founded(engine)
    people = ("admin", "rita", "rob", "sam", "sue", "olga", "")
    with engine.administrator() as server:
        logs = BothLogs(server, place.schema)
        server.execute("BEGIN")
        written = [text for (text,) in hands.raw.execute("SELECT body FROM log ORDER BY seq").fetchall()]
        for text in written:
            assert logs.add(text) == ("", ""), text
        let_in = set[str]()
        for kind, template in TEMPLATES.items():
            for by in people:
                entry = hands.entry(kind, by, **template(hands, by or "rob"))
                with kept(logs):
                    of_file, of_server = logs.add(canonical_of(entry))
                assert bool(of_file) == bool(of_server), (kind, by, of_file, of_server)
                let_in |= {kind} if not of_file else set()
        assert len(let_in) > len(TEMPLATES) / 2
        server.execute("ROLLBACK")
    hands.log.close()
    place.close()


def canonical_of(entry: Entry) -> str:
    """The body of an entry, each secret in it as some commitment."""

    def plain(value: object) -> object:
        if isinstance(value, Mapping):
            return {name: plain(each) for name, each in value.items()}
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [plain(each) for each in value]
        return value if value is None or isinstance(value, str | int) else {"sealed": "ab" * 32}

    return canonical(
        {"at": entry.at, "by": entry.by, "data": plain(entry.data), "kind": entry.kind, "v": entry.version}
    )


def unknown(shelf: Noting, seq: int, entry: Entry) -> set[str]:
    """The subjects that an entry gives a new version of and `moved_by` does not know."""
    shelf.moved.clear()
    with suppress(LookupError):  # it speaks of what there is not
        fold(shelf, seq, entry)
    return {each for each in shelf.moved if not each.startswith("file ")} - set(
        moved_by(entry)
    )  # nobody acts on a file


def test_no_state_gets_a_new_version_that_the_server_does_not_know_of(waiting: Path, tmp_path: Path) -> None:
    path = tmp_path / "small.case"
    path.write_bytes(waiting.read_bytes())
    hands = Attacker(path)
    for kind, template in TEMPLATES.items():
        entry = read_body(canonical_of(hands.entry(kind, "rob", **template(hands, "rob"))))
        assert not unknown(Noting(lambda: hands.raw), FAR, entry), kind
    hands.log.close()


def test_nor_in_an_election_that_was_counted(tmp_path: Path) -> None:
    with closing(sqlite3.connect(GOLDEN)) as file:
        written = [text for (text,) in file.execute("SELECT body FROM log ORDER BY seq")]
    empty = Database(memory=True, execute_plugins=False)
    make_record(empty)
    make_projections(empty)
    shelf, kinds = Noting(lambda: empty.conn), set[str]()
    for seq, text in enumerate(written, 1):
        entry = upcast(read_body(text))
        kinds.add(entry.kind)
        assert not unknown(shelf, seq, entry), entry.kind
    assert len(kinds) > 20
