"""What form 3.0 took and today's program refuses: it stays good in a file of that form, and is found in one of today's."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.admission.admission import Misplaced
from adjudicator.casework.record.catalogue import FORM, upcast
from adjudicator.casework.record.entry import Entry, instant, moment_of, read_body, seal
from adjudicator.casework.record.fold import fold, subjects_of
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.raising import form_of
from adjudicator.log.file.forms import FORMS
from adjudicator.log.file.projections import PROJECTIONS
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.tree.merkle import Frontier, leaf_hash
from adjudicator.log.tree.notes import checkpoint_text, signed_note
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.desks.record import verifying
from adjudicator.office.raising import raise_case
from adjudicator.people.keys import unwrap
from adjudicator.port.answers import Head
from tests.casework.admission.conftest import Forger
from tests.casework.admission.test_mutations import GOLDEN, Story, story

__all__ = ["story"]

KEY = "cd" * 32
CYRILLIC = "r\u043eb"  # the o is Cyrillic, and there is a rob

Added = dict[str, Any]


def person(name: str = "Eve Eden", short_name: str = "eve", **more: Any) -> Added:
    return {"person": short_name, "name": name, "roles": ["reviewer"], "key": KEY, **more}


def order(**more: Any) -> Added:
    return {
        "order": "20-CV-1", "court": "Superior", "judge": "J. Doe", "places": ["School 003"],
        "begins": "2020-11-03T19:00:00", "ends": "2020-11-03T20:00:00", "status": "in_force", "changes": {}, **more,
    }  # fmt: skip


def envelope(**papers: Any) -> Added:
    return {"envelope": "0900", "file": "", "papers": papers}


TAKEN_THEN: dict[str, tuple[str, str, Added, str]] = {
    "a name with two blanks": ("person.added", "admin", person("Eve  Eden"), "admission.person"),
    "a name of 130 letters": ("person.added", "admin", person("E" * 130), "admission.person"),
    "a short name in two scripts": ("person.added", "admin", person(short_name=CYRILLIC), "admission.person"),
    "a short name of 50 letters": ("person.added", "admin", person(short_name="e" * 50), "admission.person"),
    "a name that is not composed": ("person.added", "admin", person("Eve E\u0301den"), "admission.person"),
    "a name of signs": ("person.added", "admin", person("?!"), "admission.person"),
    "an order's number with dashes": ("order.entered", "sue", order(order="20\u2013CV\u20131"), "admission.order"),
    "a court with two blanks": ("order.entered", "sue", order(court="Superior  Court"), "admission.order"),
    "a judge of 130 letters": ("order.entered", "sue", order(judge="J" * 130), "admission.order"),
    "papers with a text of blanks": (
        "envelope.received",
        "rita",
        envelope(place="School 001", phone=None),
        "admission.envelope",
    ),
}
"""What was taken -> the entry, and what is found where today's program would have had to write it."""

REFUSED_THEN: dict[str, tuple[str, str, Added, str]] = {
    "a short name that is taken": ("person.added", "admin", person(short_name="rita"), "admission.person"),
    "a short name with a sign": ("person.added", "admin", person(short_name="eve."), "admission.person"),
    "no name": ("person.added", "admin", person(" "), "admission.person"),
    "a blank behind the name": ("person.added", "admin", person("Eve "), "admission.person"),
    "a role that is none": ("person.added", "admin", person(roles=["king"]), "admission.person"),
    "an order without a number": ("order.entered", "sue", order(order=" "), "admission.order"),
    "an order that ends before it begins": (
        "order.entered", "sue", order(ends="2020-11-03T18:00:00"), "admission.order",
    ),
    "papers that say nothing": ("envelope.received", "rita", envelope(place=""), "admission.envelope"),
}  # fmt: skip


def write_into(path: Path, *entries: tuple[str, str, Added]) -> None:
    """Write entries into a file of form 3.0 as its program did: tables follow, and an order ends at a checkpoint.

    An order has to be the last of them.
    """
    salts, version = seeded_salts(77), {"person.added": 1, "envelope.received": 1, "order.entered": 1}
    with closing(sqlite3.connect(path, isolation_level=None)) as raw, RebuiltShelf() as shelf:
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            raw.execute(f"DROP TRIGGER {name}")
        bodies = [body for (body,) in raw.execute("SELECT body FROM log ORDER BY seq")]
        at = max(read_body(body).at for body in bodies)
        for seq, (kind, by, data) in enumerate(entries, len(bodies) + 1):
            body = seal(Entry(kind, version[kind], later(at, seq), by, data), salts).body
            bodies.append(body)
            raw.execute("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", (seq, body, leaf_hash(body.encode())))
            subjects = set(subjects_of(read_body(body)))
            raw.executemany("INSERT INTO mention (subject, seq) VALUES (?, ?)", [(each, seq) for each in subjects])
            if kind == "envelope.received":
                raw.execute("INSERT INTO private_name (envelope, name) VALUES (?, '')", (data["envelope"],))
        tree = Frontier()
        tree.extend([leaf_hash(body.encode()) for body in bodies])
        raw.execute("UPDATE head SET size = ?, root = ?, frontier = ?", (tree.size, tree.root(), tree.encode()))
        if entries[-1][0] == "order.entered":
            sign_head(path, raw, Head(tree.size, tree.root()))
        for seq, body in enumerate(bodies, 1):
            fold(shelf, seq, read_body(body))
        for projection in filter(FORMS["3.0"].has, PROJECTIONS):
            form, names = FORMS["3.0"], FORMS["3.0"].columns(projection)
            rows = [[_text(cell) for cell in form.row(projection)(row)] for row in shelf.rows(projection)]
            raw.execute(f"DELETE FROM {projection.table}")
            raw.executemany(f"INSERT INTO {projection.table} VALUES ({', '.join('?' * len(names))})", rows)
        for _, sql in guards:
            raw.execute(sql)


def sign_head(path: Path, raw: sqlite3.Connection, head: Head) -> None:
    """A checkpoint of the supervisor's, whose password the golden files tell."""
    sue, password = json.loads((GOLDEN.parent / "seen.json").read_text(encoding="utf-8"))["supervisor"]
    with CaseLog.open(path, read_only=True) as log:
        kept, origin = log.key(sue), log.origin()
        number = len(log.checkpoints(-1)) + 1
    key = unwrap(kept.wrapped, sue, password) if kept is not None else None
    assert key is not None
    note = signed_note(checkpoint_text(origin, head), sue, key.public, key.sign)
    raw.execute("INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?, ?)", (number, origin, head.size, head.root, sue, note))


def _text(cell: object) -> object:
    return cell.decode() if isinstance(cell, bytes) else cell


def later(at: str, seconds: int) -> str:
    moment = moment_of(at)
    return instant(moment.replace(hour=23, minute=seconds // 60 % 60, second=seconds % 60))


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A case file of form 3.0."""
    return Path(shutil.copy(GOLDEN, tmp_path / "small.case"))


def found_in(path: Path) -> set[str]:
    with CaseLog.open(path, read_only=True) as log:
        return {finding.id for finding in verifying(log, "deep")(lambda _done, _of: None).findings}


@pytest.mark.parametrize("name", TAKEN_THEN)
def test_what_the_older_program_took_is_good_in_its_form(older: Path, name: str) -> None:
    kind, by, data, _ = TAKEN_THEN[name]
    write_into(older, (kind, by, data))
    assert found_in(older) == set()


def test_a_file_with_all_of_it_is_raised_and_stays_good(older: Path) -> None:
    taken = {kind: (kind, by, data) for kind, by, data, _ in TAKEN_THEN.values()}
    write_into(
        older, taken["envelope.received"], taken["person.added"],
        ("person.added", "admin", person("Eve  Eden", CYRILLIC, key="ef" * 32)), taken["order.entered"],
    )  # fmt: skip
    assert isinstance(raise_case(older), Path)
    assert form_of(older) == FORM
    assert found_in(older) == set()


@pytest.mark.parametrize("name", TAKEN_THEN)
def test_the_same_is_found_in_todays_form(forger: Forger, name: str) -> None:
    kind, by, data, finding = TAKEN_THEN[name]
    forger.sign_in(by)
    forger.add(kind, **newest(Entry(kind, 1, "", by, data)).data)
    assert finding in forger.found()


@pytest.mark.parametrize("name", REFUSED_THEN)
def test_what_the_older_program_refused_is_found_in_its_form(story: Story, name: str) -> None:
    kind, by, data, finding = REFUSED_THEN[name]
    assert finding in {each.found for each in behind(story, kind, by, data)}


def behind(story: Story, kind: str, by: str, data: Added) -> list[Misplaced]:
    """What is wrong with an entry of form 3.0 behind those of a story."""
    shelf, admission, size = story.folded()
    entry = Entry(kind, 1, max(each.at for each in story.entries), by, {**data, "salt": "ab" * 16})
    return list(admission.look(shelf, size + 1, newest(entry)))


def newest(entry: Entry) -> Entry:
    """An entry of the older form as verifying reads it; those of kinds with seals stay."""
    return upcast(entry) if entry.kind == "order.entered" else entry


@pytest.mark.parametrize(("newer", "wrong"), [("4.0", []), ("10.0", []), ("3.0", ["admission.case"])])
def test_a_form_is_newer_by_its_number(story: Story, newer: str, wrong: list[str]) -> None:
    size = len(story.entries)
    root_at = story.at_hand.root_at
    assert root_at is not None
    data = {"from": "3.0", "to": newer, "size": size, "root": root_at(size)}
    assert [each.found for each in behind(story, "form.raised", "", data)] == wrong
