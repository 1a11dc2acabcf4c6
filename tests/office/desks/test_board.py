"""The Board desk at the office: dockets, votes, the three rulings the whole way, authority, certification, pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from adjudicator.casework.acts.count import voting
from adjudicator.casework.record.count_state import DocketState, Ruling, Vote
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.case_reading import CaseReading
from adjudicator.office import Done, Office
from adjudicator.office.behind.count.board_rows import BoardRows
from adjudicator.office.desks.count.board import BoardNumbers, DrawnDocket
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.reasons import why_against
from tests.desks import board_cases as cases


@pytest.fixture
def made(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Everything approved but three envelopes that want a ruling; the supervisor is signed in."""
    office = cases.ready(tmp_path, tmp_path_factory)
    yield office
    office.close()


@pytest.fixture
def docket(made: Office) -> DocketState:
    """A docket of all of it; the secretary is signed in."""
    return cases.drawn(made)


def state(office: Office, number: str) -> EnvelopeState:
    found = office._room.log.state(EnvelopeState, number)
    assert found is not None
    return found


def code(done: object) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def deep(office: Office) -> tuple[Any, ...]:
    return office.record.verifying()(lambda *_: None).findings


def test_before_anything_is_read_the_counts_say_what_waits_for_the_board(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_counts() -> BoardNumbers:
        with monkeypatch.context() as patch:
            patch.setattr(BoardRows, "is_near", False)
            return made.board.numbers()

    assert by_counts() == made.board.numbers() == BoardNumbers(ready=True, unvoted=36)
    cases.must(cases.draw(made))
    assert by_counts() == made.board.numbers() == BoardNumbers(ready=False, unvoted=36)


def test_what_is_approved_and_what_asks_the_board_is_ready_until_a_docket_has_it(made: Office) -> None:
    ready = made.board.ready()
    outcomes = sum((Counter(each.outcomes) for each in ready.batches), Counter[str]())
    assert ready.envelopes == sum(outcomes.values()) == 36
    assert set(ready.questions.values()) == {("absentee_rejected",)}
    cases.must(cases.draw(made))
    docket = made.board.dockets()[0]
    assert (len(docket.items), dict(docket.outcomes), len(docket.questions)) == (36, dict(outcomes), 3)
    assert sum(docket.reasons.values()) == docket.outcomes["not_counted"]
    assert not made.board.ready()
    assert code(made.board.draw()) == "nothing_to_draw"


def test_a_docket_of_one_batch_leaves_the_rest_for_another(made: Office) -> None:
    cases.must(cases.draw(made, ["B0001"], asked=False))
    assert (made.board.ready().batches, len(made.board.ready().questions)) == ((), 3)
    cases.must(cases.draw(made))
    assert [each.id for each in made.board.dockets()] == ["D0002", "D0001"]


def test_what_is_said_of_a_case_names_no_voter(made: Office) -> None:
    for number in made.board.ready().questions:
        said = " ".join(made.board.case_of(number) or ())
        papers = cases.sheet_of(made, number).evidence.papers
        assert "21-2-386" in said
        assert "it counts in full" in said
        assert not any(each and each in said for each in (papers.last_name, papers.house_number, papers.birth_date))


def test_nothing_is_voted_on_before_the_board_has_and_what_it_takes_out_is_not(
    made: Office, docket: DocketState, tmp_path: Path
) -> None:
    first, second, *_rest = docket.items
    cases.sign_in(made, cases.SUPERVISOR)
    assert (made.releases.waiting(), made.releases.for_the_board()) == ((), 36)
    assert code(made.releases.write(tmp_path / "early")) == "not_voted"
    cases.sign_in(made, cases.SECRETARY)
    cases.must(made.board.vote(docket, cases.vote(), {first: "Its papers were asked for"}))
    assert not made.board.goes_on()(state(made, first))
    assert made.board.goes_on()(state(made, second))
    assert [each.envelopes for each in made.board.ready().batches] == [(first,)]
    cases.sign_in(made, cases.SUPERVISOR)
    released = made.releases.release(tmp_path / "release")
    assert not isinstance(released, Refusal)
    assert (released.envelopes, made.releases.for_the_board()) == (35, 1)
    assert deep(made) == ()


def test_a_docket_that_did_not_carry_can_be_voted_on_again(made: Office, docket: DocketState) -> None:
    tied = cases.vote("2020-1", 2, 2)
    assert code(made.board.vote(docket, tied, {}, {next(iter(docket.questions)): Ruling("count")})) == "not_carried"
    cases.must(made.board.vote(docket, tied))
    assert (made.board.waiting()[0].id, made.board.ready().envelopes) == ("D0001", 0)
    again = made.board.waiting()[0]
    assert code(made.board.vote(again, cases.vote("2020-1"))) == "motion_taken"
    cases.must(made.board.vote(again, cases.vote("2020-2")))
    assert code(made.board.vote(made.board.dockets()[0], cases.vote("2020-3"))) == "voted_already"
    assert [each.vote.number for each in made.board.motions()] == ["2020-2", "2020-1"]


def test_the_three_rulings_go_the_whole_way(made: Office, docket: DocketState, tmp_path: Path) -> None:
    rulings = cases.rulings(docket, made)
    counts, part, loses = rulings
    cases.must(made.board.vote(docket, cases.vote(), {}, rulings))
    cases.sign_in(made, cases.REVIEWER)
    for number, ruling in rulings.items():
        sheet = cases.sheet_of(made, number)
        answer = sheet.answers["ruling"]
        assert (sheet.state.status, answer.value) == ("to_do", ruling.ruling)
        assert (answer.source.kind, answer.source.ref, answer.source.dated) == ("board", "2020-12", cases.HOUR)
    assert cases.sheet_of(made, part).state.ruled_out == rulings[part].ruled_out
    cases.determined_as_ruled(made, list(rulings))
    outcomes = {number: state(made, number).outcome for number in rulings}
    assert outcomes == {counts: "count_full", part: "count_partial", loses: "not_counted"}
    assert all(made.board.goes_on()(state(made, number)) for number in rulings)
    assert not made.board.ready()
    explained = made.explanations.of(cases.sheet_of(made, part))
    assert explained is not None
    assert explained.sentence.startswith(
        "The board of registrars ruled that some contests on your ballot are not counted."
    )
    assert explained.deciding is not None
    assert (explained.deciding.code, explained.grounds[0].code) == ("ruled_out", "ruled_out")
    cases.must(made.releases.release(tmp_path / "release"))
    lines = (tmp_path / "release" / "contests.csv").read_text(encoding="utf-8").splitlines()
    out = [line for line in lines if line.startswith(f"{part},") and "ruled_out" in line]
    assert [line.split(",")[1] for line in out] == list(rulings[part].ruled_out)
    assert deep(made) == ()


def test_a_ballot_of_which_every_contest_is_ruled_out_is_not_counted(made: Office, docket: DocketState) -> None:
    number = next(iter(docket.questions))
    every = tuple(contest for contest, __ in made.board.contests_of(number))
    cases.must(made.board.vote(docket, cases.vote(), {}, {number: Ruling("count", every)}))
    cases.determined_as_ruled(made, [number])
    made_state = state(made, number)
    assert (made_state.outcome, made.board.goes_on()(made_state)) == ("not_counted", True)
    assert deep(made) == ()


def test_what_is_determined_otherwise_than_ruled_owes_a_vote(made: Office, docket: DocketState) -> None:
    number = next(iter(docket.questions))
    cases.must(made.board.vote(docket, cases.vote(), {}, {number: Ruling("count")}))
    cases.sign_in(made, cases.REVIEWER)
    sheet = cases.sheet_of(made, number)
    why = why_against(sheet, "voted_already", "absentee_accepted")
    cases.must(made.review.say(sheet, "voted_already", "absentee_accepted", why=why))
    cases.determined_as_ruled(made, [number])
    assert state(made, number).outcome == "not_counted"
    assert not made.board.goes_on()(state(made, number))
    assert made.board.ready().envelopes == 1


def test_what_was_voted_on_and_opened_again_owes_another_vote(made: Office, docket: DocketState) -> None:
    number = next(iter(docket.items))
    cases.must(made.board.vote(docket, cases.vote()))
    cases.sign_in(made, cases.SUPERVISOR)
    cases.must(made.review.reopen(number, "A late letter came"))
    assert not made.board.goes_on()(state(made, number))
    cases.determined_as_ruled(made, [number])
    assert not made.board.goes_on()(state(made, number))
    assert [each.envelopes for each in made.board.ready().batches] == [(number,)]


@pytest.mark.parametrize(
    ("vote", "found"),
    [
        (Vote("", cases.HOUR, "Resolved", 3, 0), "motion_incomplete"),
        (Vote("1", cases.HOUR, " ", 3, 0), "motion_incomplete"),
        (Vote("1" * 41, cases.HOUR, "Resolved", 3, 0), "motion_incomplete"),
        (Vote("1", "yesterday", "Resolved", 3, 0), "motion_incomplete"),
        (Vote("1", "2020-11-05T23:59", "Resolved", 3, 0), "motion_to_come"),
        (Vote("1", cases.HOUR, "Resolved", 0, 0), "nobody_voted"),
        (Vote("1", cases.HOUR, "Resolved", -1, 2), "nobody_voted"),
    ],
)
def test_a_vote_is_whole(made: Office, docket: DocketState, vote: Vote, found: str) -> None:
    assert code(made.board.vote(docket, vote)) == found


def test_what_is_not_on_the_docket_is_neither_taken_out_nor_ruled_on(made: Office, docket: DocketState) -> None:
    asked, item = next(iter(docket.questions)), next(iter(docket.items))
    assert code(made.board.vote(docket, cases.vote(), {asked: "why"})) == "not_on_docket"
    assert code(made.board.vote(docket, cases.vote(), {item: " "})) == "reason_missing"
    assert code(made.board.vote(docket, cases.vote(), {}, {item: Ruling("count")})) == "not_asked"
    assert code(made.board.vote(docket, cases.vote(), {}, {asked: Ruling("perhaps")})) == "unknown_ruling"
    assert (
        code(made.board.vote(docket, cases.vote(), {}, {asked: Ruling("do_not_count", ("135-01",))}))
        == "unknown_ruling"
    )
    assert code(made.board.vote(docket, cases.vote(), {}, {asked: Ruling("count", ("no such",))})) == "unknown_contest"


def test_a_vote_on_what_has_moved_on_is_refused_with_what_happened(made: Office, docket: DocketState) -> None:
    cases.must(made.board.vote(docket, cases.vote("2020-1", 1, 3)))
    refused = made.board.vote(docket, cases.vote("2020-2"))
    assert code(refused) == "changed_meanwhile"


def test_authority_lets_staff_go_on_and_leaves_a_vote_owed(made: Office) -> None:
    cases.must(made.board.set_steps("authority", "cast", "Its bylaws"))
    assert made.releases.waiting() == ()
    cases.sign_in(made, cases.SECRETARY)
    assert code(made.board.give_authority(cases.vote("2020-1", 1, 1))) == "not_carried"
    cases.must(made.board.give_authority(cases.vote("2020-1")))
    assert code(made.board.give_authority(cases.vote("2020-2"))) == "given_already"
    assert len(made.releases.waiting()) == 36
    assert made.board.in_the_way()[0] == "36 approved determinations were not voted on."
    cases.sign_in(made, cases.SUPERVISOR)
    cases.must(made.board.set_steps("off", "cast", "By local act"))
    assert made.board.in_the_way() == (
        "12 envelopes have no approved determination.",
        "31 ballots are not yet: opened.",
    )


def test_certification_wants_nothing_in_the_way_or_a_supervisor_with_a_reason(
    made: Office, docket: DocketState
) -> None:
    assert code(made.board.certify(cases.vote(), "why")) == "no_right"
    cases.sign_in(made, cases.SUPERVISOR)
    assert code(made.board.certify(cases.vote())) == "in_the_way"
    assert code(made.board.certify(cases.vote("2020-12", 1, 1), "why")) == "not_carried"
    cases.must(made.board.certify(cases.vote(), "What is held waits for its voters"))
    assert code(made.board.certify(cases.vote("2020-13"), "why")) == "certified_already"
    assert deep(made) == ()
    assert docket.id == "D0001"


def test_after_certification_a_docket_amends_with_a_reason_and_the_board_certifies_again(
    made: Office, docket: DocketState
) -> None:
    first = next(iter(docket.items))
    cases.must(made.board.vote(docket, cases.vote(), {first: "Its papers were asked for"}))
    cases.sign_in(made, cases.SUPERVISOR)
    cases.must(made.board.certify(cases.vote("2020-13"), "What is held waits for its voters"))
    assert code(made.board.draw()) == "reason_missing"
    cases.must(cases.draw(made, reason="It was taken out"))
    amended = made.board.dockets()[0]
    assert amended.amends
    assert code(made.board.certify(cases.vote("2020-14"), "why")) == "certified_already"
    cases.sign_in(made, cases.SECRETARY)
    cases.must(made.board.vote(amended, cases.vote("2020-15")))
    cases.sign_in(made, cases.SUPERVISOR)
    cases.must(made.board.certify(cases.vote("2020-16"), "What is held waits for its voters"))
    assert deep(made) == ()


def owed(made: Office) -> tuple[str, ...]:
    """What stands in the way, but for ballots that are still to come."""
    return tuple(words for words in made.board.in_the_way() if " not yet: " not in words)


def test_what_is_owed_is_the_same_by_the_lists_and_by_every_state(made: Office, docket: DocketState) -> None:
    def by_states() -> tuple[str, ...]:
        states = made._room.log.states(EnvelopeState)
        return voting.owed_words(voting.owed(states, made.board.dockets(), made.board.count()))

    assert owed(made) == by_states()
    rulings = cases.rulings(docket, made)
    cases.must(made.board.vote(docket, cases.vote(), {next(iter(docket.items)): "why"}, rulings))
    assert owed(made) == by_states()
    cases.determined_as_ruled(made, list(rulings))
    assert owed(made) == by_states()


def test_without_a_secretary_it_is_said_who_is_missing(made: Office) -> None:
    assert made.board.missing() == ""
    cases.must(made.people.change(cases.SECRETARY, frozenset({"observer"}), active=True))
    assert "the role of the secretary" in made.board.missing()
    both = frozenset({"clerk", "supervisor", "administrator", "secretary"})
    cases.must(made.people.change(cases.SUPERVISOR, both, active=True))
    assert made.board.missing() == ""
    cases.must(cases.draw(made))
    cases.must(made.board.vote(made.board.dockets()[0], cases.vote()))


def test_pages_for_the_board_and_for_the_public(made: Office, docket: DocketState, tmp_path: Path) -> None:
    papers, rulings = made.board_papers, cases.rulings(docket, made)
    assert papers.write_agenda(tmp_path / "agenda.pdf", docket) is None
    assert papers.write_agenda(tmp_path / "public.pdf", docket, public=True) is None
    assert code(papers.write_minutes(tmp_path / "none.pdf", date(2020, 11, 5))) == "no_meeting"
    cases.must(made.board.vote(docket, cases.vote(), {next(iter(docket.items)): "Its papers were asked for"}, rulings))
    assert papers.write_minutes(tmp_path / "minutes.pdf", date(2020, 11, 5)) is None
    assert papers.write_minutes(tmp_path / "minutes-public.pdf", date(2020, 11, 5), public=True) is None
    for name in ("agenda", "public", "minutes", "minutes-public"):
        page = (tmp_path / f"{name}.pdf").read_bytes()
        assert page.startswith(b"%PDF-")
        assert b"%plain" not in page[:20]


def test_a_new_case_says_when_its_board_votes(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    office = cases.empty(tmp_path, tmp_path_factory)
    definition = office._room.log.document(office.case.definition).encode()
    office.close()
    for board_votes in ("before", "authority", "off"):
        made = Office.create(
            tmp_path / f"{board_votes}.case", definition, "a.json", mode="practice", board_votes=board_votes
        )
        assert isinstance(made, Office)
        assert made.board.count().board_votes == board_votes
        made.close()


def test_the_same_steps_again_and_steps_without_a_reason_are_refused(made: Office) -> None:
    assert code(made.board.set_steps("before", "cast", "why")) == "nothing_changed"
    assert code(made.board.set_steps("off", "cast", " ")) == "reason_missing"
    assert isinstance(made.board.set_steps("before", "home", "As the scanner is set up"), Done)


# looked up once more


def test_what_is_approved_after_the_look_up_has_to_be_looked_up_too(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    office = cases.two_batches(tmp_path, tmp_path_factory)
    cases.must(office.looking_up.look_up("D0001"))
    assert office.board.not_looked_up() is None
    number = office.board.ready().batches[0].envelopes[0]
    cases.must(office.review.reopen(number, "Looked at again"))
    cases.determined_as_ruled(office, [number])
    assert code(office.board.draw()) == "not_looked_up"
    cases.must(office.board.draw(["B0001", "B0002"], asked=False))
    assert code(office.board.draw()) == "not_looked_up", "the look-up was for the docket before"
    cases.must(cases.draw(office))
    assert deep(office) == ()
    office.close()


def test_a_docket_drawn_all_the_same_says_why_in_record_agenda_and_minutes(made: Office, tmp_path: Path) -> None:
    cases.must(made.board.draw(why="The state sends no newer list"))
    docket = made.board.dockets()[0]
    (over,) = made.board.count().overridden
    assert (docket.why, over.kind, over.about, over.by) == (
        "The state sends no newer list", "docket.drawn", "D0001", cases.SUPERVISOR,
    )  # fmt: skip
    assert "The state sends no newer list" in made.record.lines(limit=1)[0].words
    assert deep(made) == ()
    assert made.board_papers.write_agenda(tmp_path / "agenda.pdf", docket, public=True) is None


def test_a_vote_entered_later_is_marked_in_the_record(made: Office, docket: DocketState) -> None:
    later = structs.replace(cases.vote(), later=True)
    cases.must(made.board.vote(docket, later))
    assert made.board.motions()[0].vote.later
    assert "entered later" in made.record.lines(limit=1)[0].words
    assert deep(made) == ()


# drawn on another thread


def drawing(office: Office) -> DrawnDocket:
    """A docket of all that is ready, put together and not recorded."""
    cases.must(office.looking_up.look_up(office.board.next_docket()))
    return office.board.drawing()(lambda *_: None)


def test_a_docket_put_together_is_recorded_as_one_act(made: Office) -> None:
    drawn, size = drawing(made), made.record.head().size
    cases.must(made.board.record_docket(drawn))
    assert (made.record.head().size, len(made.board.dockets()[0].items)) == (size + 1, 36)
    assert code(made.board.record_docket(drawn)) == "changed_meanwhile"
    assert deep(made) == ()


@pytest.mark.parametrize("which", ["items", "questions"])
def test_a_docket_is_refused_whose_envelope_has_changed_meanwhile(which: str, made: Office) -> None:
    drawn = drawing(made)
    number = next(iter(drawn.listed if which == "items" else drawn.asked))
    if which == "items":
        cases.must(made.review.reopen(number, "Looked at again"))
    else:
        cases.sign_in(made, cases.REVIEWER)
        cases.must(made.review.withdraw(number, "Looked at again"))
        cases.sign_in(made, cases.SUPERVISOR)
    assert code(made.board.record_docket(drawn)) == "changed_meanwhile"
    assert made.board.dockets() == ()


def test_a_docket_is_refused_where_its_look_up_is_not_the_newest_any_more(made: Office) -> None:
    drawn = replace(drawing(made), to_look_up=True)
    assert code(made.board.record_docket(drawn)) == "changed_meanwhile"
    assert code(made.board.record_docket(replace(drawn, to_look_up=False, pack="other"))) == "changed_meanwhile"


def test_each_signature_is_checked_before_a_docket_is_put_together(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.must(made.looking_up.look_up(made.board.next_docket()))
    unsigned = made.board.ready().batches[0].envelopes[-1]
    monkeypatch.setattr(CaseReading, "first_unsigned_of", lambda _self, number: int(number == unsigned))
    told: list[tuple[int, int]] = []
    drawn = made.board.drawing()(lambda done, of: told.append((done, of)))
    assert code(drawn.acted) == code(made.board.draw()) == "unsigned"
    assert told == [(0, 39)]


def test_an_entry_about_an_envelope_that_is_not_signed_and_came_meanwhile_is_found(
    made: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = drawing(made)
    number = next(iter(drawn.asked))
    cases.sign_in(made, cases.REVIEWER)
    cases.must(made.review.withdraw(number, "Looked at again"))
    cases.sign_in(made, cases.SUPERVISOR)
    monkeypatch.setattr(CaseReading, "first_unsigned_of", lambda _self, each: int(each == number))
    assert code(made.board.record_docket(drawn)) == "unsigned"
