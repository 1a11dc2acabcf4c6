"""Instants that are none: each is found, and the clocks of all other entries are judged without them."""

from __future__ import annotations

import pytest

from adjudicator.casework.admission.admission import Misplaced
from adjudicator.casework.record.entry import Entry, instant, is_instant
from adjudicator.log.checks.verify import Report
from adjudicator.office.behind.time.set_back import ClockWatch
from tests.casework.admission.conftest import Forger
from tests.casework.admission.test_mutations import Story, story
from tests.office.conftest import Watch

__all__ = ["story"]

NONE = ["zzz", "", "2020-13-99T99:99:99.000000Z"]
NEARLY = [
    "2020-11-04T14:02:11.000000", "2020-11-04 14:02:11.000000Z", "2020-11-4T14:02:11.000000Z", "2020-11-04T14:02:11.0Z",
    "2020-W45-3T14:02:11.000000Z", "2020-11-04T14:02:11.000000+00:00Z", "２020-11-04T14:02:11.000000Z",
]  # fmt: skip
FIRST, LAST = "0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"


@pytest.mark.parametrize("text", [*NONE, *NEARLY])
def test_what_the_program_does_not_write_is_no_instant(text: str) -> None:
    assert not is_instant(text)


def test_what_the_program_writes_is_an_instant() -> None:
    assert is_instant(instant(Watch().moment))
    assert is_instant(LAST)


def signed_in(at: str, by: str = "rita", kind: str = "person.signed_in") -> Entry:
    data = {"person": by, "salt": "ab" * 16}
    return Entry(kind, 1, at, by, data)


def set_back(at: str, newest: str, by: str = "rita") -> Entry:
    return Entry("clock.set_back", 1, at, by, {"person": by, "clock": at, "newest": newest, "salt": "ab" * 16})


def found(story: Story, *entries: Entry) -> list[Misplaced]:
    """What is wrong with entries behind those of a story, with the clocks at the end."""
    shelf, admission, size = story.folded()
    wrong = [each for seq, entry in enumerate(entries, size + 1) for each in admission.look(shelf, seq, entry)]
    return [*wrong, *admission.end()]


@pytest.mark.parametrize("at", [*NONE, *NEARLY])
def test_an_entry_at_no_instant_is_found_and_leaves_the_clocks_as_they_are(story: Story, at: str) -> None:
    size, newest = len(story.entries), max(entry.at for entry in story.entries)
    assert found(story, signed_in(at), signed_in(newest)) == [
        Misplaced(size + 1, "body.meaning", "It does not say when it was made.")
    ]


@pytest.mark.parametrize("at", NONE)
def test_behind_an_entry_at_no_instant_a_clock_that_was_set_back_is_found(story: Story, at: str) -> None:
    size = len(story.entries)
    wrong = {(each.seq, each.found) for each in found(story, signed_in(at), signed_in(FIRST))}
    assert wrong == {(size + 1, "body.meaning"), (size + 2, "log.time_runs_back")}


@pytest.mark.parametrize("at", NONE)
def test_a_note_of_a_clock_at_no_instant_explains_nothing(story: Story, at: str) -> None:
    size, newest = len(story.entries), max(entry.at for entry in story.entries)
    wrong = {(each.seq, each.found) for each in found(story, set_back(at, newest), signed_in(FIRST))}
    assert {(size + 1, "body.meaning"), (size + 2, "log.time_runs_back")} <= wrong


def test_the_last_instant_that_there_is_has_no_later_one(story: Story) -> None:
    assert found(story, signed_in(LAST), signed_in(LAST.replace("59:59.9", "59:59.8"))) == []


class _Unwatched(ClockWatch):
    def behind(self, now: str) -> bool:
        del now
        return False


@pytest.mark.parametrize("at", NONE)
@pytest.mark.parametrize("kind", ["envelope.taken", "clock.set_back"])
def test_verify_goes_on_behind_a_forged_instant_and_names_it(forger: Forger, at: str, kind: str) -> None:
    forger.sign_in("rita")
    forger.room.watch = _Unwatched()
    data = {"person": "rita", "clock": at, "newest": at} if kind == "clock.set_back" else {"envelope": "0007"}
    forger.write(Entry(kind, 1, at, "rita", data))
    report: Report = forger.verified()
    newest = report.entries
    # a body whose person does not stand where they stand in every body is of no signed act
    expected = "body.meaning" if len(at) == len(FIRST) else "act.unsigned"
    assert (expected, f"entry {newest}") in {(each.id, each.place) for each in report.findings}
    assert "file.damaged" not in {each.id for each in report.findings}


# a key stands alone in its act: the note of a clock that was set back stands in the person's next act


def key_made(at: str, by: str = "rita", kind: str = "person.key_made") -> Entry:
    data = {"person": by, "key": "cd" * 32, "replaces": "ef" * 32, "proof": "ab" * 64, "salt": "ab" * 16}
    return Entry(kind, 1, at, by, data)


def running_back(story: Story, *entries: Entry) -> list[int]:
    """The places of entries behind those of a story whose instants run back with no note about it."""
    return [each.seq - len(story.entries) for each in found(story, *entries) if each.found == "log.time_runs_back"]


@pytest.mark.parametrize("kind", ["person.key_made", "person.key_recovered"])
def test_a_key_made_at_an_instant_that_runs_back_wants_a_note_in_the_next_act_of_its_person(
    story: Story, kind: str
) -> None:
    newest = max(entry.at for entry in story.entries)
    others = signed_in(newest, by="sam")
    made, note = key_made(FIRST, kind=kind), set_back(FIRST, newest)
    assert running_back(story, made, others, signed_in(newest)) == [1]
    assert running_back(story, made, others, signed_in(newest), others, note) == [1]
    assert running_back(story, made, others, signed_in(FIRST), note) == []
    assert running_back(story, signed_in(FIRST), note, made, signed_in(newest)) == []


def test_a_key_that_no_act_of_its_person_follows_wants_no_note(story: Story) -> None:
    newest = max(entry.at for entry in story.entries)
    assert running_back(story, key_made(FIRST)) == []
    assert running_back(story, key_made(FIRST), signed_in(newest, by="sam")) == []
