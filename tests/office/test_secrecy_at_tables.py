"""Nobody joins a ballot to an envelope: not with the whole log, all files, and a photograph of every ballot's number.

Ballots have numbers that the program never hears. Lives in which ballots of one pile change places leave the same log and the
same files to the letter, so that whoever has all of them, and every number, is as far as before.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.count.boxes import Sealed
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.casework.admission.count_fields import DATA_OF
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.paper.table_sheets import SheetPlace, instructions
from adjudicator.office import Done, Office
from adjudicator.office.behind.co_signing import Together
from adjudicator.office.behind.count.count_papers import WRITTEN
from adjudicator.records.trouble import Refusal
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import PASSWORD, Desk, Watch, open_again
from tests.office.tables_cases import (
    HOUR,
    VOTED_BY_MAIL,
    WRONG_PLACE,
    add_handlers,
    approve,
    determine,
    duplicate,
    look_up,
    newest_lists,
    open_pile,
    sign_in,
    sort,
    step,
)
from ui.desks.batches.presenter import BatchesPresenter
from ui.desks.board.presenter import BoardPresenter
from ui.desks.count.presenter import CountPresenter
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.opening.presenter import OpeningPresenter
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.record.presenter import RecordPresenter
from ui.desks.release.presenter import ReleasePresenter
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.setup.presenter import SetupPresenter
from ui.parts import FetchedRows, GrowingRows

ELSEWHERE = {"place": "School 002", "precinct_cast": "002", "style_cast": "S2"}
COPIED, AS_THEY_ARE = ("0001", "0002", "0003"), ("0004", "0005")


@dataclass(frozen=True)
class Table:
    """What lies on a table and no program knows: the number on each envelope's ballot, and the order in which they lie."""

    numbers: Mapping[str, str]
    order: Mapping[str, tuple[str, ...]]


def approved(desk: Desk, watch: Watch) -> Office:
    """Three envelopes to copy, two of them alike, and two that count as they are; the newest lists are there."""
    office = desk.office
    add_handlers(office)
    desk.sign_in("rita")
    desk.receive("0001", **ELSEWHERE)
    desk.receive("0002", "Smith", **ELSEWHERE)
    desk.receive("0003", "Nguyen", **WRONG_PLACE)
    desk.receive("0004", "Late")
    desk.receive("0005", **VOTED_BY_MAIL)
    for number in COPIED:
        determine(desk, number)
    determine(desk, "0004")
    while desk.open_fact("0005") != "voted_already":
        desk.accept("0005")
    desk.say("0005", "voted_already", "no")
    determine(desk, "0005")
    approve(desk)
    watch.moment += timedelta(days=4)
    newest_lists(office)
    return office


def lived(office: Office, table: Table, folder: Path) -> dict[str, bytes]:
    """The evening at the tables with every sheet printed and a release made; gives all that is left of it, by name."""
    folder.mkdir()
    assert isinstance(sort(office, table.order["copied"], copy=True), Together)
    assert isinstance(sort(office, table.order["as they are"]), Together)
    for pile in ("P0001", "P0002"):
        look_up(office, pile)
    papers = office.table_papers
    for sheet in ("pull", "opening", "instructions", "duplicating"):
        assert papers.write(sheet, "P0001", folder / f"{sheet}.pdf") is None
    found = {number: "papers_inside" for number in table.order["copied"] if number != "0003"}
    assert isinstance(open_pile(office, "P0001", exceptions=found), Together)
    sign_in(office, "sue")
    for number in sorted(found):
        assert isinstance(office.tables.settle("S0001", number, "copy", "A note was inside"), Done)
    assert isinstance(open_pile(office, "P0002", ("mia", "max")), Together)
    assert isinstance(duplicate(office, "P0001", done=1, issued=1, spoiled=0), Together)
    assert isinstance(duplicate(office, "P0001", done=2, issued=2, spoiled=0), Together)
    sign_in(office, "cleo")
    office.boxes.seal(Sealed("3", "outer", ("A1",), "Vault"), step("carl"), PASSWORD)
    papers.write_boxes(folder / "boxes.pdf")
    papers.write_sorting_sheet(folder / "sorting.pdf")
    for scan, holds, ballots in (("ICC1/17", "as_they_are", 2), ("ICC1/18", "duplicates", 3)):
        assert isinstance(office.tabulation.record_scan(ScannedBatch(scan, holds, False, ballots, HOUR)), Done)
    for scan in office.tabulation.scans():
        assert isinstance(office.tabulation.take_into_results(scan, scan.ballots, HOUR), Done)
    sign_in(office, "sue")
    sent = SentFile(("ICC1/17", "ICC1/18"), "cd" * 32, "results.csv", 5, "president", 5, HOUR)
    assert isinstance(office.tabulation.upload(sent, "Reconciled on paper"), Done)
    assert isinstance(office.tabulation.see(office.tabulation.uploads()[0], 5, HOUR), Done)
    for what in WRITTEN:
        office.tabulation.writing(what, folder / f"count-{what}")()
    office.releases.release(folder / "release")
    left = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    log = "\n".join(f"{logged.entry}" for logged in office._room.log.entries(with_sealed=True))
    said = {"the log": log, "the account": f"{office.accounts.account()}", **screens(office), **rows(office)}
    return {**left, **{name: PLACES.sub("", text).encode() for name, text in said.items()}}


PLACES = re.compile(r"/[^ '\"]*/(life|left)-\d+")
"""Where the files of a life lie: that alone may differ."""

AT_THE_TABLES = (
    OverviewPresenter, ReceivePresenter, ReviewPresenter, HoldsPresenter, BatchesPresenter, BoardPresenter,
    OpeningPresenter, CountPresenter, ReleasePresenter, RecordPresenter, SetupPresenter,
)  # fmt: skip
"""Every desk of the window: what stands on their screens, and in which order, is compared as well."""


def laid(thing: object) -> object:
    """A screen with every row laid open that a list would fetch."""
    if isinstance(thing, FetchedRows):
        return [laid(thing[at]) for at in range(len(thing))]
    if isinstance(thing, GrowingRows):
        return [laid(each) for each in thing]
    if is_dataclass(thing) and not isinstance(thing, type):
        return {each.name: laid(getattr(thing, each.name)) for each in fields(thing)}
    if isinstance(thing, tuple | list):
        return [laid(each) for each in thing]
    return thing


def screens(office: Office) -> dict[str, str]:
    """All that the desks show to a clerk, a custodian and a supervisor, every pile and box laid open in turn."""
    found: dict[str, str] = {}
    for who in ("mia", "cleo", "sue"):
        sign_in(office, who)
        for desk in AT_THE_TABLES:
            presenter: Any = desk(office, RecordingShell())  # pyright: ignore[reportArgumentType]
            presenter.enter()
            found[f"{who} at {desk.__name__}"] = repr(laid(presenter.screen))
        opening: Any = OpeningPresenter(office, RecordingShell())  # pyright: ignore[reportArgumentType]
        for pile in office.tables.piles():
            for asked in ("", "sign", "duplicate", "settle"):
                opening.tables.choose(pile.id)
                opening.tables.do(asked)
                found[f"{who} at {pile.id}, {asked}"] = repr(laid(opening.screen))
        for number in (*COPIED, *AS_THEY_ARE):
            opening.enter(number)
            found[f"{who} looks for {number}"] = repr(laid(opening.screen))
        lines = [line for line in office.record.lines() if line.kind != "person.signed_in"]
        found[f"{who} reads the record"] = repr(lines)
    return found


def rows(office: Office) -> dict[str, str]:
    """Every table of the case file, row by row in the order in which they lie."""
    with closing(sqlite3.connect(office.path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            f"table {name}": "\n".join(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
            for name in names
            if name != "keyring"  # when passwords were tried
        }


def tables() -> Iterator[Table]:
    """Tables that differ in nothing but which ballot is whose within a pile, and how the envelopes lie."""
    chance = random.Random(7)
    numbers = [str(chance.randrange(10**6, 10**7)) for _ in range(5)]
    for copied, rest in (
        (COPIED, AS_THEY_ARE),
        *zip(list(permutations(COPIED))[1:4], [AS_THEY_ARE[::-1]] * 3, strict=True),
    ):
        yield Table(dict(zip((*copied, *rest), numbers, strict=True)), {"copied": copied, "as they are": rest})


@pytest.fixture
def begun_tables(desk: Desk, watch: Watch) -> Callable[[], Office]:
    """Opens the same case once more, at the same moment and with the same chance."""
    path, moment = approved(desk, watch).path, watch.moment
    desk.office.close()
    data, made = path.read_bytes(), [0]

    def again() -> Office:
        made[0] += 1
        watch.moment = moment
        folder = path.parent / f"life-{made[0]}"
        folder.mkdir()
        (folder / path.name).write_bytes(data)
        return open_again(folder / path.name, watch, 200_000)

    return again


@pytest.mark.slow
def test_lives_in_which_ballots_change_places_leave_the_same_log_and_files(
    begun_tables: Callable[[], Office], tmp_path: Path
) -> None:
    left: list[dict[str, bytes]] = []
    for number, table in enumerate(tables()):
        office = begun_tables()
        left.append(lived(office, table, tmp_path / f"left-{number}"))
        office.close()
        for name, data in left[-1].items():
            assert not any(each.encode() in data for each in table.numbers.values()), name
    first, *others = left
    assert {name.partition(" ")[0] for name in first} >= {"table", "mia", "cleo", "sue", "the", "sorting.pdf"}
    assert len(first) > 100
    for other in others:
        assert {name for name in first if first[name] != other.get(name)} == set()


def test_every_ballot_of_a_pile_of_two_or_more_could_be_of_another_envelope() -> None:
    """Of the lives above, which leave the same, each ballot is of different envelopes in different ones."""
    kept: dict[str, set[str]] = {}
    for table in tables():
        for envelope, number in table.numbers.items():
            kept.setdefault(number, set()).add(envelope)
    assert all(len(candidates) >= 2 for candidates in kept.values()), kept


FIELDS = {
    "pile.sorted": {"pile", "what", "apart", "copy", "items", "counted", "people", "hour", "box", "later"},
    "pile.signed": {"pile", "entry"},
    "session.opened": {
        "session", "pile", "people", "begins", "ends", "later", "left", "by_record", "by_hand", "exceptions", "override",
    },
    "session.duplicated": {
        "session", "pile", "people", "begins", "ends", "later", "issued", "done", "spoiled", "returned",
    },
    "session.signed": {"session", "entry"},
    "exception.settled": {"session", "envelope", "settled", "reason"},
    "box.signed": {"box", "entry"},
    "box.sealed": {"box", "second", "hour", "condition", "later", "holds", "seals", "place"},
    "box.moved": {"box", "second", "hour", "condition", "later", "to"},
    "box.opened": {"box", "second", "hour", "condition", "later", "seals"},
}  # fmt: skip
"""Every field that these entries have. A new one is to be looked at: could somebody write a ballot's number there?"""


@pytest.mark.parametrize("kind", FIELDS)
def test_an_entry_has_no_field_for_a_ballot(kind: str) -> None:
    assert set(DATA_OF[kind].__struct_fields__) - {"salt"} == FIELDS[kind]


def test_what_was_duplicated_is_told_by_the_session_and_never_by_the_ballot() -> None:
    numbers = {"issued", "done", "spoiled", "returned"}
    hints = DATA_OF["session.duplicated"].__annotations__
    assert set(hints) == numbers
    assert not FIELDS["session.duplicated"] & {"items", "exceptions", "envelope", "left"}


def test_alike_instructions_are_alike_to_the_letter_and_carry_no_envelope(
    desk: Desk, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = approved(desk, watch)
    sort(office, COPIED, copy=True)
    pile = office.tables.pile("P0001")
    assert pile is not None
    states = [office._room.log.state(EnvelopeState, number) for number in pile.items]
    told: list[Mapping[str, object]] = []

    def typeset(_template: str, data: Mapping[str, object], _at: object) -> bytes:
        told.append(data)
        return b"%PDF"

    monkeypatch.setattr("adjudicator.export.paper.typeset.typeset", typeset)
    place = SheetPlace(office.election, office.now(), practice=False)
    instructions(pile, [state for state in states if state is not None], place, duplicate_on="cast")
    slips: Sequence[Mapping[str, object]] = told[0]["slips"]  # pyright: ignore[reportAssignmentType]
    below = [{name: part for name, part in slip.items() if name != "stub"} for slip in slips]
    by_number = dict(zip([slip["stub"] for slip in slips], below, strict=True))
    assert by_number["0001"] == by_number["0002"] != by_number["0003"]
    assert not any(number in str(part) for part in below for number in COPIED)


@pytest.mark.parametrize("text", ["Ballot 0047110 of style S1", "serial 4711", "No. 00012345"])
def test_a_reason_with_a_number_that_may_be_a_ballots_is_refused(desk: Desk, watch: Watch, text: str) -> None:
    office = approved(desk, watch)
    sort(office, COPIED, copy=True)
    look_up(office)
    open_pile(office, exceptions={"0002": "other_style"})
    sign_in(office, "sue")
    refused = office.tables.settle("S0001", "0002", "copy", text)
    assert isinstance(refused, Refusal)
    assert refused.code == "number_written"
    assert isinstance(office.tables.settle("S0001", "0002", "copy", "Envelope 0002: the style of precinct 002"), Done)


def test_the_desk_keeps_no_draft_of_what_is_typed_at_a_table(desk: Desk, watch: Watch) -> None:
    office = approved(desk, watch)
    sort(office, COPIED, copy=True)
    presenter = OpeningPresenter(office, RecordingShell())  # pyright: ignore[reportArgumentType]
    presenter.tables.do("open")
    assert presenter.begun() is None


def test_hours_are_those_of_a_session_and_never_finer_than_a_minute(desk: Desk, watch: Watch) -> None:
    office = approved(desk, watch)
    sort(office, COPIED, copy=True)
    look_up(office)
    open_pile(office)
    (session,) = office.tables.sessions()
    assert (session.begins, session.ends) == (HOUR, HOUR)
    assert step().hour == HOUR
