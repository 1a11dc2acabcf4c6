"""What the office gives out to whom: voters' data and whose departures are whose, method by method and role by role."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.review.determining import Decision
from adjudicator.casework.record.rights import RIGHTS
from adjudicator.casework.record.state import FileState
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.port.rows import QueueQuery
from adjudicator.records.elector import Elector
from adjudicator.records.envelope import SEALED_FIELDS
from adjudicator.records.people import ROLES, Person
from adjudicator.records.trouble import Refusal, WorldError
from tests.needles import tells_of_a_voter

from .conftest import ABSENTEE, FIRST_PASSWORD, PASSWORD, Desk, Watch, Worked, desk_behind, worked_once
from .test_the_door import methods

QUESTION = "Is this Maria Delgado of 12 Oak Street?"
LIST = "envelope_number,stream,place,last_name,first_name\n{},election_day,School 001,Delgado,Maria\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A case with something to give out at every desk; the sheet and the elector are as a reviewer has them."""

    office: Office
    sheet: Sheet
    elector: Elector
    lists: Path

    @property
    def state(self) -> Any:
        return self.sheet.state

    @property
    def file(self) -> FileState:
        return next(file for file in self.office.receive.files() if file.kind == "envelope_list")


Give = Callable[[Case], object]


def _told(give: Give) -> Give:
    return lambda case: tells_of_a_voter(text_of(give(case)))


def _persons(canvass: Any) -> object:
    return canvass.departures.by_person


GIVES: Mapping[str, tuple[str, Give]] = {
    "review.sheet": ("read_names", _told(lambda case: case.office.review.sheet("0001"))),
    "review.if_the_cards_hold": ("read_names", _told(lambda case: case.office.review.if_the_cards_hold(case.sheet))),
    "review.recorded_sheet": ("read_names", _told(lambda case: case.office.review.recorded_sheet("0001"))),
    "review.search": ("read_names", lambda case: case.office.review.search("Delgado")),
    "review.compared": ("read_names", _told(lambda case: case.office.review.compared(case.sheet, case.elector))),
    "review.reason_of": ("read_names", _told(lambda case: case.office.review.reason_of(case.state.referred))),
    "board.reason": ("read_names", _told(lambda case: case.office.board.reason(case.state.referred))),
    "receive.preview": (
        "read_names",
        _told(lambda case: case.office.receive.preview("envelope_list", case.lists / "another.csv")),
    ),
    "receive.reading": (
        "read_names",
        lambda case: case.office.receive.reading("absentee_file", case.lists / "absentee.csv")().credit_file,
    ),
    "receive.file_name": ("read_names", lambda case: case.office.receive.file_name(case.file)),
    "receive.scans_folder": ("read_names", _told(lambda case: case.office.receive.scans_folder("0007"))),
    "receive.list_of": ("read_names", lambda case: case.office.receive.list_of("0007")),
    "counter.find": ("contact", _told(lambda case: case.office.counter.find("0001"))),
    "overview.find": ("read_names", lambda case: case.office.overview.find("Delgado")),
    "overview.envelopes": ("read_names", lambda case: case.office.overview.envelopes(QueueQuery(words="Delgado"))),
    "overview.count": ("read_names", lambda case: case.office.overview.count(QueueQuery(words="Delgado"))),
    "overview.voter_names": ("read_names", _told(lambda case: case.office.overview.voter_names(["0001", "0002"]))),
    "overview.canvass": ("read_departures", lambda case: _persons(case.office.overview.canvass())),
    "overview.counting": ("read_departures", lambda case: _persons(case.office.overview.counting()()[1])),
}
"""Method -> the right that it takes, and what of it is true where something of that is given out."""

SAMPLES: Mapping[str, Callable[[Case], object]] = {
    "number": lambda _: "0001",
    "numbers": lambda _: ["0001", "0002", "0007"],
    "sheet": lambda case: case.sheet,
    "state": lambda case: case.state,
    "words": lambda _: "Delgado",
    "query": lambda _: QueueQuery(words="Delgado"),
    "file": lambda case: case.file,
    "commitment": lambda case: case.state.referred,
    "elector": lambda case: case.elector,
    "batch": lambda case: case.office.batches.batches()[0],
    "batch_id": lambda case: case.office.batches.batches()[0].id,
    "desk": lambda _: "review",
    "columns": lambda _: "place",
}
"""Name of a parameter -> what the walk gives for it; methods with other parameters are not walked."""


def text_of(value: object) -> str:
    """All that can be read in what a method gave: calls that need nothing are made, iterators are gone through."""
    if isinstance(value, Mapping):
        return " ".join(f"{key} {text_of(each)}" for key, each in value.items())
    if isinstance(value, Iterator):
        return " ".join(map(repr, value))
    if callable(value) and not _needed(value):
        return text_of(value())
    return repr(value)


def _needed(call: Callable[..., object]) -> list[str]:
    parameters = inspect.signature(call).parameters.values()
    return [each.name for each in parameters if each.default is each.empty and each.kind is not each.VAR_KEYWORD]


def walk(case: Case, sign_in: Callable[[], object]) -> Iterator[tuple[str, str]]:
    """Every property of the office, and every method of a desk whose arguments are at hand: its name and what it gives."""
    for name, _ in inspect.getmembers_static(Office, lambda each: isinstance(each, property)):
        yield name, text_of(getattr(case.office, name))
    for name in methods(case.office):
        sign_in()
        desk, method = name.split(".")
        try:
            found = getattr(getattr(case.office, desk), method)
            if callable(found):
                needed = _needed(found)
                if not SAMPLES.keys() >= set(needed):
                    continue
                found = found(*(SAMPLES[each](case) for each in needed))
            yield name, text_of(found)
        except WorldError as error:
            yield name, str(error)


@pytest.fixture(scope="module")
def made(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """An envelope of a list, one referred, one departed from, one in a batch; people with one role, and one with two."""
    folder = tmp_path_factory.mktemp("what-leaves")
    return worked_once(begun, folder, lambda desk: _something_to_give(desk, folder / "Delgado"))


def _something_to_give(desk: Desk, lists: Path) -> None:
    office, received = desk.office, lists / "Delgado.csv"
    lists.mkdir()
    received.write_text(LIST.format("0007"), encoding="utf-8")
    assert not isinstance(office.receive.receive(office.receive.preview("envelope_list", received)), Refusal)
    desk.receive(
        "0001", phone="770-555-0101", email="maria@example.org", note="She came with Delgado's card", image="a.png"
    )
    assert not isinstance(office.review.refer("0001", QUESTION), Refusal)
    desk.receive("0002")
    assert not isinstance(
        office.review.record(desk.sheet("0002"), Decision("held", "Maria Delgado is to come")), Refusal
    )
    desk.receive("0003", "Nguyen")
    desk.easy("0003")
    office.batches.close()
    desk.sign_in("admin")
    people = [(f"a{role}", frozenset({role})) for role in ROLES]
    for name, roles in (*people, ("both", frozenset({"reviewer", "observer"}))):
        assert not isinstance(office.people.add(Person(name, name, roles), FIRST_PASSWORD), Refusal)
    for name in (*(name for name, _ in people), "both"):
        assert not isinstance(office.people.sign_in(name, FIRST_PASSWORD, PASSWORD), Refusal)


@pytest.fixture
def case(made: Worked, tmp_path: Path, watch: Watch) -> Iterator[Case]:
    """That case, and lists of other envelopes and votes; whoever has two roles is signed in."""
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "another.csv").write_text(LIST.format("0008"), encoding="utf-8")
    (lists / "absentee.csv").write_text(ABSENTEE, encoding="utf-8")
    with desk_behind(made, tmp_path, watch) as desk:
        sheet, elector = desk.sheet("0001"), desk.office.review.search("Delgado")[0].elector
        desk.sign_in("both")
        yield Case(desk.office, sheet, elector, lists)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_given_what_the_table_allows_and_nothing_else(case: Case, role: str) -> None:
    assert not isinstance(case.office.people.sign_in(f"a{role}", PASSWORD), Refusal)
    for name, (right, give) in GIVES.items():
        assert bool(give(case)) is (role in RIGHTS[right].roles), name


def test_nobody_signed_in_and_nobody_at_a_locked_screen_is_given_anything(case: Case) -> None:
    case.office.people.sign_in("areviewer", PASSWORD)
    assert all(bool(give(case)) for right, give in GIVES.values() if right == "read_names")
    case.office.sittings.lock()
    assert not any(bool(give(case)) for _, give in GIVES.values())
    case.office.people.sign_out()
    assert not any(bool(give(case)) for _, give in GIVES.values())


def test_rights_add_up(case: Case) -> None:
    case.office.people.sign_in("both", PASSWORD)
    assert all(bool(give(case)) for right, give in GIVES.values() if right == "read_names")


@pytest.mark.parametrize("role", ["observer", "administrator", ""])
def test_no_method_of_any_desk_tells_of_a_voter_to_whoever_sees_no_names(case: Case, role: str) -> None:
    """A method that is new is walked by itself where its arguments are at hand."""

    def sign_in() -> None:
        case.office.people.sign_in(f"a{role}", PASSWORD) if role else case.office.people.sign_out()

    sign_in()
    walked = dict(walk(case, sign_in))
    assert set(GIVES) - walked.keys() <= {"receive.preview", "receive.reading"}
    assert [name for name, text in walked.items() if tells_of_a_voter(text)] == []


def test_the_walk_finds_what_is_given_to_a_reviewer(case: Case) -> None:
    found = {name for name, text in walk(case, lambda: case.office.people.sign_in("areviewer", PASSWORD))
             if tells_of_a_voter(text)}  # fmt: skip
    assert {"review.sheet", "review.search", "review.compared", "review.reason_of", "overview.voter_names"} <= found


def test_a_masked_sheet_has_what_stands_in_the_log_in_the_clear_and_the_same_recommendation(case: Case) -> None:
    case.office.people.sign_in("aobserver", PASSWORD)
    sheet = case.office.review.sheet("0001")
    assert isinstance(sheet, Sheet)
    papers, whole = sheet.evidence.papers, case.sheet.evidence.papers
    assert all(getattr(papers, field) == "" for field in SEALED_FIELDS)
    assert (papers.number, papers.place, papers.precinct_cast, papers.oath_signed) == ("0001", whole.place, "001", True)
    assert (sheet.state, sheet.facts) == (case.sheet.state, case.sheet.facts)
    assert (sheet.recommendation, sheet.cast_style) == (case.sheet.recommendation, case.sheet.cast_style)
    assert (sheet.elector, sheet.evidence.elector, sheet.evidence.match.candidates) == (None, None, ())
    assert (sheet.known, sheet.home) == ({}, None)


def test_the_home_that_was_recorded_stays_on_a_masked_sheet_and_that_of_the_look_up_does_not(desk: Desk) -> None:
    desk.receive("0001", "Nguyen")
    desk.receive("0002")
    desk.easy("0002")
    assert desk.sheet("0001").home is not None
    assert desk.sheet("0002").elector is not None
    desk.sign_in("olga")
    assert desk.sheet("0001").home is None
    sheet = desk.sheet("0002")
    assert (sheet.elector, sheet.evidence.elector, tells_of_a_voter(text_of(sheet))) == (None, None, False)
    home = sheet.home
    assert home is not None
    assert (home.precinct, home.portion, home.style) == ("001", "001-1", "S1")


def test_what_the_files_say_of_a_voter_and_their_other_envelopes_are_not_on_a_masked_sheet(desk: Desk) -> None:
    voter = {"last_name": "Patel", "first_name": "Ravi", "birth_date": "1965-01-01", "house_number": "8"}
    desk.receive("0001", **voter, precinct_cast="003", style_cast="")
    desk.receive("0002")
    desk.easy("0002")
    desk.receive("0003")
    assert desk.sheet("0001").evidence.credits
    assert desk.sheet("0003").evidence.other_envelopes == ("0002",)
    desk.sign_in("olga")
    assert [desk.sheet(number).evidence.credits for number in ("0001", "0003")] == [(), ()]
    assert desk.sheet("0003").evidence.other_envelopes == ()
    assert not any(tells_of_a_voter(text_of(desk.sheet(number))) for number in ("0001", "0002", "0003"))


def test_an_observer_finds_envelopes_by_their_number(case: Case) -> None:
    case.office.people.sign_in("aobserver", PASSWORD)
    assert [row.number for row in case.office.overview.find("0001")] == ["0001"]
    assert case.office.overview.count(QueueQuery(words="000")) == 4


def test_no_act_rests_on_a_sheet_that_was_seen_masked(desk: Desk) -> None:
    desk.receive("0001")
    desk.office.people.sign_out()
    masked = desk.sheet("0001")
    desk.sign_in("rita")
    review, size = desk.office.review, desk.office.record.head().size
    for refused in (review.say(masked, "match", "certain"), review.record(masked), review.in_no_portion(masked)):
        assert isinstance(refused, Refusal)
        assert refused.code == "seen_masked"
    assert desk.office.record.head().size == size


def test_a_list_that_was_read_before_anybody_signed_in_is_received_whole(case: Case) -> None:
    office, path = case.office, case.lists / "another.csv"
    office.people.sign_out()
    preview = office.receive.preview("envelope_list", path)
    assert (preview.rows, preview.envelopes, preview.masked) == (1, (), True)
    office.people.sign_in("aclerk", PASSWORD)
    assert not isinstance(office.receive.receive(preview), Refusal)
    assert office.overview.voter_names(["0008"]) == {"0008": "Maria Delgado"}


@pytest.mark.parametrize("person", ["", "aobserver", "aadministrator"])
def test_a_guessed_row_is_told_neither_right_nor_wrong_to_whoever_sees_no_names(case: Case, person: str) -> None:
    guesses = {"right": LIST.format("0007"), "wrong": LIST.format("0007").replace("Maria", "Marta")}
    folders = {guess: case.lists / guess for guess in guesses}
    for guess, folder in folders.items():
        folder.mkdir()
        (folder / "guess.csv").write_text(guesses[guess], encoding="utf-8")

    def told() -> dict[str, object]:
        read = case.office.receive.preview
        previews = {guess: read("envelope_list", folder / "guess.csv") for guess, folder in folders.items()}
        return {guess: (made.rows, made.problems, made.seen_before) for guess, made in previews.items()}

    case.office.people.sign_out()
    if person:
        assert not isinstance(case.office.people.sign_in(person, PASSWORD), Refusal)
    assert told()["right"] == told()["wrong"]
    assert "an envelope of this number was already received" in str(told()["right"])
    case.office.people.sign_in("aclerk", PASSWORD)
    assert told()["right"] != told()["wrong"]


def test_a_list_that_has_changed_since_it_was_read_masked_is_refused(case: Case) -> None:
    office, path = case.office, case.lists / "another.csv"
    office.people.sign_out()
    preview = office.receive.preview("envelope_list", path)
    path.write_text(LIST.format("0009"), encoding="utf-8")
    office.people.sign_in("aclerk", PASSWORD)
    refused = office.receive.receive(preview)
    assert isinstance(refused, Refusal)
    assert refused.code == "changed_meanwhile"
    assert [row.number for row in office.overview.find("000")] == ["0001", "0002", "0003", "0007"]


def test_a_problem_with_a_sealed_column_is_told_without_its_value_to_whoever_sees_no_names(case: Case) -> None:
    path = case.lists / "wrong.csv"
    path.write_text(
        "envelope_number,stream,place,birth_date\n0010,river,School 001,1974-03-02 or so\n", encoding="utf-8"
    )

    def values() -> dict[str, str]:
        return {each.column: each.value for each in case.office.receive.preview("envelope_list", path).problems}

    case.office.people.sign_in("aclerk", PASSWORD)
    seen = values()
    case.office.people.sign_in("aobserver", PASSWORD)
    assert values() == {column: "" if column == "birth_date" else value for column, value in seen.items()}
    assert values()["stream"] == "river"
