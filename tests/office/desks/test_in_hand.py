"""Two people, one case file, each with an office of their own: who has which envelope, and who hears what."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Done, Office
from adjudicator.office.behind.meanwhile import about_it
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words.dates import hour
from tests.office.conftest import PASSWORD, Desk, Watch, open_again

LEFT = Why("left")


@pytest.fixture
def other(desk: Desk, watch: Watch) -> Iterator[Office]:
    """Rob's office on the file that Rita works on, three envelopes in it."""
    for number, voter in (("0001", ""), ("0002", "Nguyen"), ("0003", "Smith")):
        desk.receive(number, voter)
    made = open_again(desk.office.path, watch, 2000)
    assert not isinstance(made.people.sign_in("rob", PASSWORD), Refusal)
    yield made
    made.close()


def state(office: Office, number: str) -> EnvelopeState:
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    return sheet.state


def newest(office: Office, count: int) -> list[str]:
    """The newest lines of the record, oldest of them first."""
    return [line.words for line in office.record.lines(limit=count)][::-1]


def test_an_envelope_that_one_took_the_other_neither_takes_nor_works_on(desk: Desk, other: Office) -> None:
    assert isinstance(desk.office.whose.take("0001"), Done)
    refusal = other.whose.take("0001")
    assert isinstance(refusal, Refusal)
    since = desk.office.local(state(other, "0001").taken_at)
    words = f"Envelope 0001 is with Rita Reviewer since {hour(since)} Take it over, or work on another."
    assert (refusal.code, refusal.words) == ("taken", words)
    sheet = other.review.sheet("0001")
    assert isinstance(sheet, Sheet)
    assert other.review.say(sheet, "oath", "signed") == refusal
    assert other.review.refer("0001", "Which street?") == refusal
    assert other.receive.correct("0001", {"place": "School 003"}, "Read wrongly", sheet.state.version) == refusal
    desk.easy("0001")


def test_without_taking_everybody_goes_on_as_before(desk: Desk, other: Office) -> None:
    desk.easy("0001")
    assert isinstance(other.review.refer("0002", "Which street?"), Done)


def test_recording_takes_the_next_in_the_same_transaction(desk: Desk) -> None:
    desk.receive("0001")
    desk.receive("0002", "Smith")
    desk.office.whose.take("0001")
    for _ in range(2):
        desk.accept("0001")
    size = desk.office.record.head().size
    done = desk.office.review.record(desk.sheet("0001"), then="0002")
    assert isinstance(done, Done)
    assert done.seq == size + 2
    assert newest(desk.office, 2) == [
        "Rita Reviewer determined envelope 0001: count in full", "Rita Reviewer took envelope 0002 to work on it",
    ]  # fmt: skip
    assert (desk.state("0001").taken_by, desk.state("0002").taken_by) == ("", "rita")


def test_recording_does_not_hang_on_what_comes_next(desk: Desk, other: Office) -> None:
    for _ in range(2):
        desk.accept("0001")
    other.whose.take("0002")
    assert isinstance(desk.office.review.record(desk.sheet("0001"), then="0002"), Done)
    assert state(other, "0002").taken_by == "rob"
    assert isinstance(desk.office.review.record(desk.sheet("0001"), then="0002"), Refusal)


def test_the_next_that_another_takes_at_that_moment_is_left_to_them(
    desk: Desk, other: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        desk.accept("0001")
    append = CaseLog.append

    def slower(log: CaseLog, *given: object, **more: object) -> object:
        monkeypatch.setattr(CaseLog, "append", append)
        assert isinstance(other.whose.take("0002"), Done)
        return append(log, *given, **more)  # pyright: ignore[reportArgumentType]

    sheet = desk.sheet("0001")
    monkeypatch.setattr(CaseLog, "append", slower)
    assert isinstance(desk.office.review.record(sheet, then="0002"), Done)
    assert (desk.state("0001").status, desk.state("0002").taken_by) == ("determined", "rob")


def test_another_is_put_back_in_the_act_of_taking(desk: Desk) -> None:
    desk.receive("0001")
    desk.receive("0002", "Nguyen")
    desk.office.whose.take("0001")
    assert isinstance(desk.office.whose.take("0002", instead="0001"), Done)
    assert (desk.state("0001").taken_by, desk.state("0002").taken_by) == ("", "rita")
    assert desk.office.whose.take("0002", instead="0001") is None


def test_signing_out_puts_everything_back(desk: Desk, other: Office) -> None:
    desk.office.whose.take("0001")
    desk.office.whose.take("0002")
    other.whose.take("0003")
    assert [(held.person, held.envelopes) for held in other.whose.in_hand()] == [
        ("rita", ("0001", "0002")), ("rob", ("0003",)),
    ]  # fmt: skip
    desk.office.people.sign_out()
    assert [(held.person, held.envelopes) for held in other.whose.in_hand()] == [("rob", ("0003",))]
    *put_back, together = newest(other, 4)
    assert put_back == [
        "Rita Reviewer put envelope 0001 back", "Rita Reviewer put envelope 0002 back", "Rita Reviewer signed out",
    ]  # fmt: skip
    assert together.startswith("Rita Reviewer signed ")
    assert together.endswith(" entries of their own together")


def test_whoever_cannot_write_signs_out_all_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.receive("0001")
    desk.office.whose.take("0001")

    def full(*_: object, **__: object) -> object:
        raise WorldError("disk_full", "The disk is full", "Make room.")

    monkeypatch.setattr(CaseLog, "append", full)
    desk.office.people.sign_out()
    assert desk.office.people.signed_in is None


def test_after_a_crash_the_taking_stays_and_is_taken_over_after_the_time(
    desk: Desk, other: Office, watch: Watch
) -> None:
    desk.office.whose.take("0001")
    desk.office.close()  # no sign-out: the program is gone
    refusal = other.whose.take_over("0001", LEFT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "at_work"
    assert other.whose.may_take_over(state(other, "0001")) == refusal
    watch.moment += timedelta(minutes=21)
    assert other.whose.may_take_over(state(other, "0001")) is None
    assert isinstance(other.whose.take_over("0001", LEFT), Done)
    assert newest(other, 1) == [
        "Rob Reviewer took envelope 0001 over from Rita Reviewer, because: they have left, or work on something else"
    ]
    assert state(other, "0001").taken_by == "rob"
    assert other.record.verifying("deep")(lambda *_: None).findings == ()


def test_whoever_goes_on_working_is_not_taken_over_from(desk: Desk, other: Office, watch: Watch) -> None:
    desk.office.whose.take("0001")
    watch.moment += timedelta(minutes=19)
    desk.say("0001", "oath", "signed")
    watch.moment += timedelta(minutes=19)
    refusal = other.whose.take_over("0001", LEFT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "at_work"


def test_a_supervisor_sets_an_envelope_free_at_any_time(desk: Desk, other: Office) -> None:
    desk.office.whose.take("0001")
    other.people.sign_out()
    assert not isinstance(other.people.sign_in("sue", PASSWORD), Refusal)
    assert isinstance(other.whose.set_free("0001", Why("other", "Maria is waiting at the counter")), Done)
    assert state(other, "0001").taken_by == ""
    told = " ".join(newest(other, 2))
    assert told == (
        "Sue Supervisor took envelope 0001 over from Rita Reviewer, because: something else "
        "Sue Supervisor put envelope 0001 back"
    )


@pytest.mark.parametrize("person", ["olga", "admin"])
def test_who_does_not_review_takes_nothing(desk: Desk, person: str) -> None:
    desk.receive("0001")
    desk.sign_in(person)
    for done in (desk.office.whose.take("0001"), desk.office.whose.take_over("0001", LEFT)):
        assert isinstance(done, Refusal)
        assert done.code == "no_right"


def test_what_changed_meanwhile_is_told_with_time_and_person(desk: Desk, other: Office) -> None:
    seen = other.review.sheet("0001")
    assert isinstance(seen, Sheet)
    for _ in range(2):
        desk.accept("0001")
    desk.record("0001")
    refusal = other.review.say(seen, "oath", "signed")
    assert isinstance(refusal, Refusal)
    at = desk.office.now()
    assert (refusal.code, refusal.envelope) == ("changed_meanwhile", "0001")
    words = refusal.words
    assert words.startswith(f"Envelope 0001 has changed meanwhile: {hour(at)} Rita Reviewer recorded for it: ")
    assert words.endswith(f"{hour(at)} Rita Reviewer determined it: count in full. Look again.")


def test_of_many_changes_the_newest_three_are_told_and_the_rest_counted(desk: Desk, other: Office) -> None:
    seen = other.review.sheet("0001")
    assert isinstance(seen, Sheet)
    for value in ("signed", "unsigned", "signed", "unsigned", "signed"):
        desk.say("0001", "oath", value)
    refusal = other.review.say(seen, "oath", "signed")
    assert isinstance(refusal, Refusal)
    assert refusal.words.count("Rita Reviewer") == 3
    assert refusal.words.endswith("; and 2 more before. Look again.")


def test_a_batch_that_changed_meanwhile_says_so_too(desk: Desk, other: Office) -> None:
    desk.easy("0001")
    desk.easy("0002")
    assert isinstance(desk.office.batches.close(), Done)
    (batch,) = desk.office.batches.batches()
    for office, person in ((desk.office, "sue"), (other, "sam")):
        assert not isinstance(office.people.sign_in(person, PASSWORD), Refusal)
    assert isinstance(desk.office.batches.give_back(batch, ("0001",), "The oath is not signed"), Done)
    refusal = other.batches.give_back(batch, ("0002",), "Look again")
    assert isinstance(refusal, Refusal)
    at = desk.office.now()
    assert refusal.words == (
        f"Batch B0001 has changed meanwhile: {hour(at)} Sue Supervisor returned envelope 0001 of it. Look again."
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Mo took envelope 0417 to work on it", "Mo took it to work on it"),
        ("Mo took back the determination of envelope 0417", "Mo took back its determination"),
        ("Mo recorded where the voter of envelope 0417 was looked for", "Mo recorded where its voter was looked for"),
        ("Mo determined envelope 04171: held", "Mo determined envelope 04171: held"),
    ],
)
def test_what_a_sentence_is_about_is_called_it(words: str, told: str) -> None:
    assert about_it(words, "envelope 0417") == told


TAKER = """
import sys, time
from pathlib import Path
from adjudicator.casework.record.state import PersonState
from adjudicator.office import Done, Office

office = Office.open(Path(sys.argv[1]))
assert isinstance(office.people.sign_in(sys.argv[2], sys.argv[4]), PersonState)
print("ready", flush=True)
sys.stdin.readline()
won = [number for number in sys.argv[3].split() if isinstance(office.whose.take(number), Done)]
print(" ".join(won), flush=True)
office._room.log.close()
"""


@pytest.mark.slow
def test_of_two_programs_that_take_at_the_same_moment_exactly_one_wins(desk: Desk, watch: Watch) -> None:
    numbers = [f"{number:04}" for number in range(1, 21)]
    for number in numbers:
        desk.receive(number)
    path = desk.office.path
    programs = [
        subprocess.Popen(  # the program of this test
            [sys.executable, "-c", TAKER, str(path), person, " ".join(numbers), PASSWORD],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3],
        )
        for person in ("rita", "rob")
    ]  # fmt: skip
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    won = [set(program.communicate("go\n")[0].split()) for program in programs]
    assert won[0] | won[1] == set(numbers)
    assert won[0] & won[1] == set()
    assert {held.person: set(held.envelopes) for held in desk.office.whose.in_hand()} == {
        person: taken for person, taken in zip(("rita", "rob"), won, strict=True) if taken
    }
    assert desk.office.record.verifying("deep")(lambda *_: None).findings == ()
