"""Envelopes of each kind on their whole way: reviewed, closed, refused, returned, approved, released, verified."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.entry import seal
from adjudicator.casework.record.state import BatchState
from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.time.clock import seeded_salts
from tests.flows.hands import Hands, rows_of
from tests.flows.practice_case import Practice
from tests.log.conftest import new_act
from tests.looking import filled

REVIEWER = ("rwhitfield", "practice-reviewer-1")
SUPERVISOR = ("jbellamy", "practice-supervisor-1")
REASON = "The portion on the street list changed in October. Look again."
WORDS_OF_OUTCOME = {"count_full": "Count in full", "count_partial": "Count in part", "not_counted": "Not counted"}


@dataclass
class Screens:
    """What the screens said of each envelope before it was recorded."""

    outcome: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[str]] = field(default_factory=dict)
    kept_apart: set[str] = field(default_factory=set)

    def note(self, hands: Hands, number: str) -> None:
        """Read outcome and contests off the screen."""
        lines = hands.lines
        begin = next(at for at, line in enumerate(lines) if line.startswith("Counts ("))
        contests = int(lines[begin].removeprefix("Counts (").removesuffix(")"))
        self.counts[number] = lines[begin + 1 : begin + 1 + contests]
        self.outcome[number] = next(words for words in WORDS_OF_OUTCOME.values() if f"\n{words}, " in hands.words)
        if "Kept apart: court-extended hours" in lines:
            self.kept_apart.add(number)


def test_envelopes_of_each_kind_go_from_review_to_a_release(practice: Practice, sit_down):
    hands, screens = sit_down(practice.case), Screens()
    the_reviewer_signs_in_and_is_at_the_first_envelope(hands)
    wrong, county, extended, plain = (
        practice.easy_one(kind) for kind in ("wrong_precinct", "other_county", "extended_hours", "left_off")
    )
    nobody, another = practice.numbers("not_found")[0], practice.easy_one("wrong_precinct", 1)

    a_voter_of_another_precinct_counts_in_part(hands, screens, practice, wrong)
    a_voter_of_another_county_counts_statewide_only(hands, screens, practice, county)
    a_voter_whom_nobody_finds_is_held(hands, nobody)
    a_ballot_of_extended_hours_is_skipped_and_taken_up_again(hands, screens, practice, extended)
    a_plain_ballot_is_recorded_undone_and_recorded_again(hands, screens, practice, plain)
    an_answer_is_gone_back_to_and_given_otherwise(hands, another)
    numbers = {wrong, county, extended, plain}
    the_batch_is_closed(hands, numbers)
    the_reviewer_cannot_approve_it(hands, practice.case)

    the_supervisor_looks_at_each_and_returns_one_with_a_reason(hands, numbers, wrong)
    the_rest_is_approved(hands)
    the_returned_envelope_is_back_with_its_reason_and_recorded_again(hands, wrong)
    the_second_batch_is_approved(hands)
    the_release_is_written_where_the_screen_says(hands, len(numbers))
    the_files_say_what_the_screens_said(practice.folder, screens, numbers, nobody)
    the_record_verifies(hands)


def the_reviewer_signs_in_and_is_at_the_first_envelope(hands: Hands) -> None:
    hands.sees("People to practice as", "practice-reviewer-1").sign_in(*REVIEWER)
    hands.sees(
        "Rosa Whitfield", "1 day 7 hours left", "until Fri Nov 6, 5:00 p.m.", "Envelope 0001", "48 left in this queue"
    )


def a_voter_of_another_precinct_counts_in_part(hands: Hands, screens: Screens, practice: Practice, number: str) -> None:
    right = practice.answers[number]
    hands.open_envelope(number).sees("wrong precinct", "If the cards hold:").press("Enter", "Enter")
    hands.sees(
        f"Count in part, {len(right.contests)} of ",
        "only the contests that are on both ballots count",
        "not on the voter's own ballot",
        "O.C.G.A. 21-2-419(c)(2)",
        "Record: count in part",
    )
    screens.note(hands, number)
    hands.press("Ctrl+Enter").sees(f"Envelope {number} recorded: count in part. 47 left in this queue.")


def a_voter_of_another_county_counts_statewide_only(
    hands: Hands, screens: Screens, practice: Practice, number: str
) -> None:
    hands.open_envelope(number).press("Enter").sees("wrong county", "Where did the voter live on election day?")
    hands.press("Enter").sees("Still open: residence", "Cannot be told yet").press("1", "Enter")
    hands.sees(f"Count in part, {len(practice.answers[number].contests)} of ", "Each: not a state-wide contest")
    screens.note(hands, number)
    hands.press("Ctrl+Enter").sees(f"Envelope {number} recorded: count in part")


def a_voter_whom_nobody_finds_is_held(hands: Hands, number: str) -> None:
    hands.open_envelope(number).press("Enter").sees("The look-up on the roll found nobody like this")
    hands.press("0", "2").sees("Search for the voter", "5 left", "Held until Fri Nov 6, 5:00 p.m.")
    hands.press("2", "2", "3", "3", "2").sees("It is not clear yet that the voter registered in time", "Record: hold")
    hands.press("H").sees(f"Envelope {number} recorded: held")


def a_ballot_of_extended_hours_is_skipped_and_taken_up_again(
    hands: Hands, screens: Screens, practice: Practice, number: str
) -> None:
    hands.open_envelope(number).press("Enter", "Enter")
    hands.sees("Kept apart: court-extended hours", f"Count in full, {len(practice.answers[number].contests)} of ")
    hands.press("S").sees(f"Envelope {number} skipped").press("B").sees(f"Envelope {number}")
    screens.note(hands, number)
    hands.press("Ctrl+Enter").sees(f"Envelope {number} recorded: count in full")


def a_plain_ballot_is_recorded_undone_and_recorded_again(
    hands: Hands, screens: Screens, practice: Practice, number: str
) -> None:
    right = practice.answers[number]
    hands.open_envelope(number).press("Enter", "Enter").sees(f"Count in full, {len(right.contests)} of ")
    screens.note(hands, number)
    hands.press("Ctrl+Enter").sees(f"Envelope {number} recorded: count in full", "Undo")
    hands.press("U").sees(f"Undone: envelope {number} is to do again.", f"Envelope {number}", "Record: count in full")
    hands.press("Ctrl+Enter").sees(f"Envelope {number} recorded: count in full")


def an_answer_is_gone_back_to_and_given_otherwise(hands: Hands, number: str) -> None:
    hands.open_envelope(number).press("Enter", "B").sees("Did the voter sign the oath?").press("3", "1", "Enter")
    hands.sees("Oath: not signed", "shown when voting", "Held until").press("H").sees(
        f"Envelope {number} recorded: held"
    )


def the_batch_is_closed(hands: Hands, numbers: set[str]) -> None:
    hands.desk("Batches").sees("In no batch (4)", "Close batch with 4 envelopes", *numbers)
    hands.press("Ctrl+Enter").sees("Batch B0001 closed with 4 envelopes. It waits for another person's approval")


def the_reviewer_cannot_approve_it(hands: Hands, case: Path) -> None:
    hands.press("Enter").sees("Batch B0001", "A supervisor approves. Your roles do not allow this")
    hands.sees_not("Approve 4 envelopes").press("Ctrl+Enter").sees("waits for approval")
    with pytest.raises(sqlite3.IntegrityError, match="no role of"):
        approve_behind_the_program(case, REVIEWER[0])
    hands.press("Esc").sees("waits for approval").sign_out()


def approve_behind_the_program(case: Path, by: str) -> None:
    """Write the approval straight into the record, as if casework had looked away."""
    with CaseLog.open(case) as log:
        batch = log.state(BatchState, "B0001")
        assert batch is not None
        approval = filled("batch.approved", {"batch": batch.id, "approved": dict(batch.items)})
        log.append(
            new_act([seal(Act("2020-11-05T20:00:00.000000Z", by).entry("batch.approved", approval), seeded_salts(1))])
        )


def the_supervisor_looks_at_each_and_returns_one_with_a_reason(hands: Hands, numbers: set[str], wrong: str) -> None:
    hands.sees("Sign in").sign_in(*SUPERVISOR).sees("June Bellamy", "Waiting for approval (1)").press("Enter")
    hands.sees("Before you approve, look at 4 more envelopes", "Approve 4 envelopes").press("Ctrl+Enter")
    hands.sees("4 envelopes of batch B0001 still have to be looked at before it is approved.")
    hands.press("Down")
    for _ in numbers:
        hands.waits(lambda: f"Envelope {current_of(hands)}" in hands.lines).press("Up")
    hands.look_through().press("Home")
    while current_of(hands) != wrong:
        hands.press("Down")
    hands.waits(lambda: f"Envelope {wrong}" in hands.lines).sees(
        "What settles it", "Oath", "Wrong precinct", "Counts ("
    )
    hands.press("R").sees(f"Why is envelope {wrong} returned?").write(REASON).press("Ctrl+Enter")
    hands.sees(f"Envelope {wrong} returned to Rosa Whitfield, 3 left in batch B0001", "Approve 3 envelopes")


def current_of(hands: Hands) -> str:
    """The envelope of the row that has the focus."""
    grid = hands.focus
    return str(grid.model().index(grid.currentIndex().row(), 0).data())


def the_rest_is_approved(hands: Hands) -> None:
    hands.press("Ctrl+Enter").sees("Batch B0001: 3 envelopes approved, not yet released").sign_out()


def the_returned_envelope_is_back_with_its_reason_and_recorded_again(hands: Hands, number: str) -> None:
    hands.sign_in(*REVIEWER).sees(f"Envelope {number}", "June Bellamy sent this envelope back", REASON)
    hands.press("Ctrl+Enter").sees(f"Envelope {number} recorded: count in part")
    hands.desk("Batches").press("Ctrl+Enter").sees("Batch B0002 closed with 1 envelope").sign_out()


def the_second_batch_is_approved(hands: Hands) -> None:
    hands.sign_in(*SUPERVISOR).press("Enter").sees("Batch B0002").look_through().press("Ctrl+Enter")
    hands.sees("Batch B0002: 1 envelope approved, not yet released")


def the_release_is_written_where_the_screen_says(hands: Hands, envelopes: int) -> None:
    hands.desk("Release").sees(
        f"{envelopes} envelopes approved, not yet released", "gwinnett-2020-11-03-R0001-PRACTICE"
    )
    hands.press("Ctrl+Enter").waits_for(f"Release R0001 written with {envelopes} envelopes")


def the_files_say_what_the_screens_said(folder: Path, screens: Screens, numbers: set[str], held: str) -> None:
    release = folder / "gwinnett-2020-11-03-R0001-PRACTICE"
    assert release.with_name(f"{release.name}.zip").is_file()
    dispositions = {row["envelope"]: row for row in rows_of(release / "dispositions.csv")}
    assert set(dispositions) == numbers
    assert held not in dispositions
    for number, row in dispositions.items():
        assert WORDS_OF_OUTCOME[row["outcome"]] == screens.outcome[number]
        assert (row["determined_by"], row["approved_by"]) == (REVIEWER[0], SUPERVISOR[0])
    counted: dict[str, list[str]] = {number: [] for number in numbers}
    for row in rows_of(release / "contests.csv"):
        if row["counts"] == "yes":
            counted[row["envelope"]].append(row["title"])
    assert counted == screens.counts
    apart = Counter[str]()
    for row in rows_of(release / "groups.csv"):
        apart[row["kept_apart"]] += int(row["ballots"])
    assert apart == {"yes": len(screens.kept_apart), "no": len(numbers) - len(screens.kept_apart)}


def the_record_verifies(hands: Hands) -> None:
    hands.desk("Record").sees("June Bellamy released 4 envelopes as R0001").press("V").waits_for("OK: ")
    hands.sees("the record is whole")
