"""What each role may add to the log: the database refuses the rest, and verify names it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.bodies import SealedEntry, Secret
from adjudicator.casework.catalogue import CATALOGUE
from adjudicator.casework.rights import ACTS_OF, BY_NOBODY, FOLLOWING, GROUND, OWN, RIGHTS, roles_that_add
from adjudicator.log.case_log import CaseLog
from adjudicator.log.merkle import leaf_hash
from adjudicator.log.verify import verify
from adjudicator.records.people import ROLES

from .conftest import DEFINITION, PACK, Pen, begin, public_of

REFUSED = "no role of whoever adds"


@pytest.fixture
def staffed(tmp_path: Path, pen: Pen) -> CaseLog:
    """A case in which each role has one person, called like it, and where a batch waits."""
    log = begin(tmp_path / "staffed.case", pen)
    log.append([added(pen, role, role) for role in ROLES if role != "clerk"])
    log.append([pen.received("0001"), pen.determined("0001"), pen.received("0002"), pen.determined("0002")])
    size = log.head().size
    log.append([pen.closed("B0001", {"0001": size - 2})])
    return log


def added(pen: Pen, person: str, *roles: str, by: str = "clerk") -> SealedEntry:
    return pen.entry("person.added", by, person=person, name=person.title(), roles=sorted(roles), key=public_of(person))


def data_of(kind: str, by: str, log: CaseLog) -> dict[str, Any]:
    """Data with which an entry of the kind would be let in, had whoever adds it the right."""
    size = log.head().size
    batches = {"batch.closed": {"batch": "B0002", "items": {"0002": size - 1}}, "batch.approved": {"batch": "B0001"}}
    people: dict[str, Any] = {"person": by, "roles": ["administrator"], "key": ""}
    return batches.get(kind) or (people if kind.startswith("person.") or kind in OWN else {"envelope": "0001"})


def is_refused(log: CaseLog, entry: SealedEntry) -> bool:
    """Whether the database lets nobody add the entry past the program; nothing is kept of it."""
    log.db.execute("BEGIN")
    try:
        put(log, entry)
    except sqlite3.IntegrityError as error:
        if REFUSED not in str(error):
            raise
        return True
    finally:
        log.db.execute("ROLLBACK")
    return False


def put(log: CaseLog, entry: SealedEntry) -> None:
    """Add an entry to the log alone, as somebody would who has the file and not the program."""
    row = (log.head().size + 1, entry.body, leaf_hash(entry.body.encode()))
    log.db.execute("INSERT INTO log VALUES (?, ?, ?)", row)
    log.db.execute("UPDATE head SET size = size + 1")


def test_every_kind_of_entry_is_somebodys_to_add() -> None:
    assert {*ACTS_OF, *OWN, *BY_NOBODY} == set(CATALOGUE)
    assert {act for acts in ACTS_OF.values() for act in acts} <= set(RIGHTS)
    assert set(ACTS_OF) >= GROUND | FOLLOWING


@pytest.mark.parametrize("role", ROLES)
def test_the_database_takes_from_each_role_what_the_table_allows_and_nothing_else(
    staffed: CaseLog, pen: Pen, role: str
) -> None:
    person = "keeper" if role == "clerk" else role  # the clerk of this case is its administrator as well
    if role == "clerk":
        staffed.append([added(pen, person, "clerk")])
        staffed.append([pen.received("0003"), pen.determined("0003")])
    for kind in CATALOGUE:
        entry = pen.entry(kind, person, **data_of(kind, person, staffed))
        allowed = kind in OWN or role in roles_that_add(kind)
        assert is_refused(staffed, entry) is not allowed, kind


def test_who_has_no_open_account_adds_nothing(staffed: CaseLog, pen: Pen) -> None:
    everything = sorted(ROLES)
    staffed.append([added(pen, "gone", *everything)])
    staffed.append([pen.entry("person.changed", "clerk", person="gone", roles=everything, active=False)])
    staffed.append([pen.received("0003"), pen.determined("0003")])
    for kind in CATALOGUE:
        for person in ("gone", "stranger"):
            assert is_refused(staffed, pen.entry(kind, person, **data_of(kind, person, staffed))), kind


def test_an_account_that_is_opened_again_and_a_role_that_is_taken_away_count_from_there(
    staffed: CaseLog, pen: Pen
) -> None:
    for active, refused in ((False, True), (True, False)):
        staffed.append([pen.entry("person.changed", "clerk", person="reviewer", roles=["reviewer"], active=active)])
        assert is_refused(staffed, pen.determined("0001", by="reviewer")) is refused
    staffed.append([pen.entry("person.changed", "clerk", person="reviewer", roles=["observer"], active=True)])
    assert is_refused(staffed, pen.determined("0001", by="reviewer"))


@pytest.mark.parametrize("kind", sorted(OWN))
def test_nobody_signs_in_for_somebody_else(staffed: CaseLog, pen: Pen, kind: str) -> None:
    assert is_refused(staffed, pen.entry(kind, "clerk", person="mo"))
    assert not is_refused(staffed, pen.entry(kind, "mo", person="mo"))


@pytest.mark.parametrize("kind", sorted(FOLLOWING))
def test_what_follows_from_another_ground_is_added_in_the_same_act_and_never_later(
    staffed: CaseLog, pen: Pen, kind: str
) -> None:
    motion = pen.entry("position.set", "secretary", position="x")
    follows = motion.body.replace("position.set", kind).replace('"position":"x"', '"envelope":"0001"')
    assert is_refused(staffed, SealedEntry(follows))
    put(staffed, motion)
    assert not is_refused(staffed, SealedEntry(follows))
    assert is_refused(staffed, SealedEntry(follows.replace('"by":"secretary"', '"by":"observer"')))
    assert is_refused(staffed, pen.entry(kind, "secretary", envelope="0001"))


def test_nobody_signed_in_opens_a_case_gives_its_roll_and_makes_its_administrator_once(
    tmp_path: Path, pen: Pen
) -> None:
    roll = pen.entry("file.received", "", digest="ab" * 32, kind="roll", dated="", rows=1, name=None)
    with CaseLog.create(tmp_path / "a.case", [pen.opened(DEFINITION.digest, PACK.digest)], [DEFINITION, PACK]) as log:
        for kind in set(CATALOGUE) - BY_NOBODY:
            assert is_refused(log, pen.entry(kind, "", person="x", roles=["administrator"]))
        assert is_refused(log, pen.opened())
        assert is_refused(log, added(pen, "anna", "clerk", by=""))
        log.append([roll])
        assert is_refused(log, pen.entry("file.received", "", digest="cd" * 32, kind="roll"))
        log.append([added(pen, "anna", "administrator", by="")])
        assert is_refused(log, added(pen, "bert", "administrator", by=""))
        assert not is_refused(log, pen.entry("case.restored", "", incarnation="2-x"))


def test_changed_projections_give_nobody_a_right(staffed: CaseLog, pen: Pen) -> None:
    staffed.db.execute("UPDATE person SET state = replace(state, 'observer', 'reviewer')")
    assert is_refused(staffed, pen.determined("0001", by="observer"))


@pytest.mark.parametrize(
    ("by", "words"), [("observer", "No role of observer allows it."), ("", "Nobody was signed in.")]
)
def test_verify_names_what_was_added_without_a_right(log: CaseLog, pen: Pen, by: str, words: str) -> None:
    log.append([added(pen, "observer", "observer"), pen.received("0001")])
    trigger = log.db.execute("SELECT sql FROM sqlite_master WHERE name = 'log_rights'").fetchone()[0]
    log.db.execute("DROP TRIGGER log_rights")
    log.append([pen.entry("envelope.referred", by, envelope="0001", reason=Secret("Why?"))])
    log.db.execute(trigger)
    found = [(finding.id, finding.place, finding.words) for finding in verify(log.path).findings]
    assert found == [("log.no_right", "entry 7", words)]
