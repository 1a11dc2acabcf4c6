"""In the count? without a window: two fields, what is proposed, what is asked, and what does not fit."""

from __future__ import annotations

import pytest

from tests.desks import batches_cases as cases
from tests.desks import count_cases as hall
from ui.desks.count.presenter import CountPresenter
from ui.parts import Wrong


@pytest.fixture
def office(tmp_path, tmp_path_factory):
    """A case with everything determined; the custodian is signed in, and 20 ballots wait to be scanned."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    hall.opened(made, "P0001", 20)
    hall.sign_in(made, hall.CUSTODIAN)
    yield made
    made.close()


def desk_of(office):
    shell = cases.RecordingShell()
    presenter = CountPresenter(office, shell)
    office.listen(presenter.happened)
    return presenter, shell


def record(presenter, **values):
    for field, text in values.items():
        presenter.scanner.write(field, text)
    presenter.scanner.record({})


def test_a_batch_is_two_fields_and_the_next_follows(office):
    presenter, shell = desk_of(office)
    record(presenter, scan="ICC1/17", ballots="12")
    assert "Scanner batch ICC1/17 recorded: 12 ballots" in shell.said_words
    assert presenter.screen.scanner.values["scan"] == "18"
    record(presenter, ballots="8")
    assert [(scan.id, scan.ballots) for scan in office.tabulation.scans()] == [("ICC1/17", 12), ("ICC1/18", 8)]
    assert not office.tabulation.scans()[0].later


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_recorded(office):
    presenter, _ = desk_of(office)
    record(presenter, scan=" ", ballots="a dozen", flagged="-1", hour="25:70")
    assert set(presenter.screen.scanner.problems) == {"scan", "ballots", "flagged", "hour"}
    assert office.tabulation.scans() == ()


def test_an_hour_that_is_written_is_kept_as_entered_later(office):
    presenter, _ = desk_of(office)
    record(presenter, scan="17", ballots="12", hour="Nov 4, 9:20 p.m.")
    (scan,) = office.tabulation.scans()
    assert (scan.hour, scan.id) == ("2020-11-04T21:20", "17")
    assert scan.later
    assert presenter.screen.scanner.chosen.lines[1].endswith("entered later")


@pytest.mark.parametrize(("written", "ballots"), [("1,342", 1342), (" 12 ", 12), ("0", 0)])
def test_a_number_may_have_thousands_separators(office, written, ballots):
    presenter, _ = desk_of(office)
    record(presenter, scan="17", ballots=written)
    assert [scan.ballots for scan in office.tabulation.scans()] == [ballots]


@pytest.mark.parametrize("written", ["1,2", "12.5", "1,23,456", "١٢", "12345678"])
def test_what_may_be_mistyped_is_no_number(office, written):
    presenter, _ = desk_of(office)
    record(presenter, scan="17", ballots=written)
    assert office.tabulation.scans() == ()


def test_an_hour_to_come_is_refused(office):
    presenter, _ = desk_of(office)
    record(presenter, scan="17", ballots="12", hour="Nov 9, 9:20 p.m.")
    assert presenter.screen.scanner.problems["hour"] == "This time is still to come. Look again."


def test_what_it_holds_is_proposed_from_what_is_still_to_be_scanned(office):
    hall.opened(office, "P0002", 6, done=6)
    hall.sign_in(office, hall.CUSTODIAN)
    presenter, _ = desk_of(office)
    assert presenter.screen.scanner.values["sort"] == "as_they_are"
    record(presenter, scan="17", ballots="20")
    assert presenter.screen.scanner.values["sort"] == "duplicates"
    assert presenter.screen.scanner.left == "Still to be scanned. Duplicates: 6."


def test_a_batch_that_another_window_recorded_is_said_and_the_fields_stay(office):
    presenter, _ = desk_of(office)
    presenter.scanner.write("scan", "17")
    hall.scanned(office, "17", 12)
    assert presenter.screen.scanner.values["scan"] == "17", "what was typed stays"
    record(presenter, ballots="11")
    assert "already recorded, with 12 ballots" in presenter.screen.strip.what
    assert presenter.screen.scanner.values["ballots"] == "11"


def test_what_is_proposed_follows_another_window(office):
    presenter, _ = desk_of(office)
    hall.scanned(office, "ICC1/17", 12)
    assert presenter.screen.scanner.values["scan"] == "18"


def test_after_a_batch_is_in_the_results_the_next_one_is_asked_about(office):
    presenter, _ = desk_of(office)
    for number in ("17", "18"):
        hall.scanned(office, number, 10)
    presenter.scanner.choose("17")
    presenter.scanner.ask("results")
    presenter.scanner.answer({"number": "10", "hour": ""})
    assert office.tabulation.scans()[0].in_results == 10
    assert presenter.screen.scanner.ask.title == "With how many ballots is 18 in the county's results?"
    presenter.scanner.answer({"number": "9", "hour": ""})
    assert presenter.screen.scanner.ask is None
    assert presenter.screen.scanner.rows[0].cells[4] == Wrong("9")


def test_flagged_ballots_are_settled(office):
    presenter, _ = desk_of(office)
    record(presenter, scan="17", ballots="20", flagged="3")
    presenter.scanner.ask("cleared")
    assert presenter.screen.scanner.ask.fields[0].value == "3"
    presenter.scanner.answer({"number": "", "hour": ""})
    assert presenter.screen.scanner.ask.problems == {"number": "Write a number, such as 342."}
    presenter.scanner.answer({"number": "3", "hour": ""})
    assert office.tabulation.scans()[0].is_reviewed


def test_a_batch_is_voided_with_a_reason_and_recorded_again(office):
    presenter, _ = desk_of(office)
    record(presenter, scan="ICC1/17", ballots="20")
    presenter.scanner.ask("void")
    presenter.scanner.answer({"instead": "17", "reason": " "})
    assert presenter.screen.scanner.ask.problems == {"reason": "Write why, in a sentence."}
    presenter.scanner.answer({"instead": "17", "reason": "The feeder jammed"})
    assert office.tabulation.scans()[0].instead == "ICC1/17"
    assert 'Why: "The feeder jammed"' in presenter.screen.scanner.chosen.lines
    record(presenter, scan="17", ballots="19")
    assert [scan.ballots for scan in office.tabulation.scans()] == [19]


def test_what_is_begun_comes_back(office):
    presenter, _ = desk_of(office)
    assert presenter.begun() is None
    presenter.scanner.write("ballots", "34")
    kept = presenter.begun()
    again, _ = desk_of(office)
    assert again.take_up(kept).stands
    assert again.screen.scanner.values["ballots"] == "34"
    assert not again.take_up({"sort": "mixed"}).stands


def test_who_only_looks_has_no_fields(office):
    hall.scanned(office, "17", 12)
    hall.sign_in(office, hall.SECRETARY)
    screen = desk_of(office)[0].screen
    assert (screen.scanner.button, screen.scanner.chosen.offers) == ("", ())
    assert (screen.uploads.drop, screen.results.drop) == ("", "")
    assert "count" in office.people.desks()


@pytest.fixture
def evening(office):
    """Much does not fit; the supervisor is signed in."""
    hall.busy(office)
    return office


def test_what_stands_longest_is_on_top_with_who_can_settle_it(evening):
    hall.scanned(evening, "ICC1/20", 4, holds="duplicates", apart=True)
    hall.uploaded(evening, "ICC1/17", "ICC1/18", "ICC1/19", ballots=26, file="99" * 32)
    presenter, _ = desk_of(evening)
    presenter.troubles.fold()
    told = [line.words for line in presenter.screen.troubles.open]
    assert any(line.startswith("Scanner batch ICC1/20: 4 ballots scanned") for line in told)
    lines = {line.about: line for line in presenter.screen.troubles.open}
    assert lines["scanned_not_uploaded:ICC1/20"].who == 'At "In the count?" a supervisor settles it.'
    assert lines["results_differ:ICC1/18"].numbers == "By the record 8, found 7."


def test_only_some_are_shown_until_all_are_asked_for(evening):
    presenter, _ = desk_of(evening)
    everything = len(evening.tabulation.troubles())
    assert len(presenter.screen.troubles.open) == 3
    assert presenter.screen.troubles.fold == f"Show {everything - 3} more"
    presenter.troubles.fold()
    assert len(presenter.screen.troubles.open) == everything


def test_a_difference_is_explained_and_goes_to_the_others(evening):
    presenter, shell = desk_of(evening)
    about = "results_differ:ICC1/18"
    presenter.troubles.ask(about)
    presenter.troubles.answer({"words": "  "})
    assert presenter.screen.troubles.ask.problems
    presenter.troubles.answer({"words": "One ballot was torn and counted by hand."})
    assert "The difference is explained" in shell.said_words
    presenter.troubles.fold()
    settled = {line.about: line for line in presenter.screen.troubles.settled}
    assert settled[about].explained == 'Explained by June Bellamy. "One ballot was torn and counted by hand."'


def test_once_all_is_explained_the_button_says_what_it_shows(evening):
    presenter, _ = desk_of(evening)
    for trouble in evening.tabulation.troubles():
        presenter.troubles.ask(trouble.about)
        presenter.troubles.answer({"words": "Counted again by two people."})
    everything = len(evening.tabulation.troubles())
    assert presenter.screen.troubles.open == ()
    assert presenter.screen.troubles.fold == f"Show {everything} that are explained"


def test_a_custodian_sees_what_does_not_fit_and_explains_nothing(evening):
    hall.sign_in(evening, hall.CUSTODIAN)
    presenter, _ = desk_of(evening)
    assert {line.action for line in presenter.screen.troubles.open} == {""}
    presenter.troubles.ask_first()
    assert presenter.screen.troubles.ask is None


def test_an_upload_is_a_file_its_batches_ticked_and_a_reason_before_a_reconciliation(evening, tmp_path):
    presenter, shell = desk_of(evening)
    file = tmp_path / "media-3.zip"
    file.write_bytes(b"sent")
    presenter.turn_to("uploads")
    presenter.uploads.take(str(file))
    sending = presenter.screen.uploads.sending
    assert [tick.ticked for tick in sending.ticks] == [True, True, True]
    assert "not reconciled" in sending.early
    presenter.uploads.record({"ballots": "26", "votes": "25", "hour": "", "override": ""})
    assert set(presenter.screen.uploads.sending.problems) == {"override"}
    presenter.uploads.record({"override": "The state asked for it"})
    assert "Upload U0003 recorded: 26 ballots" in shell.said_words
    assert evening.tabulation.uploads()[-1].scans == ("ICC1/17", "ICC1/18", "ICC1/19")
    assert [row.cells[-1] for row in presenter.screen.uploads.rows] == ["stands", "replaced", "replaced"]


def test_a_file_that_can_be_read_says_its_numbers(evening, tmp_path):
    hall.sign_in(evening, cases.REVIEWER)
    evening.batches.close()
    evening.people.sign_out()
    cases.approve_batch(evening, evening.batches.batches()[0].id)
    hall.sign_in(evening, cases.SUPERVISOR)
    presenter, _ = desk_of(evening)
    presenter.uploads.take(str(hall.results_file(evening, tmp_path)))
    values = presenter.screen.uploads.sending.values
    assert int(values["ballots"]) > 0
    before = values["votes"]
    other = presenter.screen.uploads.sending.contests[-1].value
    presenter.uploads.write("contest", other)
    assert presenter.screen.uploads.sending.values["votes"] != before


def test_seen_is_one_number(evening):
    presenter, _ = desk_of(evening)
    presenter.turn_to("uploads")
    presenter.uploads.choose("U0002")
    presenter.uploads.ask("seen")
    presenter.uploads.answer({"number": "14", "hour": ""})
    assert evening.tabulation.uploads()[1].seen == 14


def test_an_upload_is_taken_out(evening):
    presenter, _ = desk_of(evening)
    presenter.uploads.ask("withdraw")
    presenter.uploads.answer({"reason": "", "hour": ""})
    assert presenter.screen.uploads.ask.problems == {"reason": "Write why, in a sentence."}
    presenter.uploads.answer({"reason": "The wrong file was sent", "hour": ""})
    assert presenter.screen.uploads.rows[0].cells[-1] == "taken out"
    assert presenter.screen.uploads.chosen.offers == ()


@pytest.fixture
def approved(office):
    """Everything is approved, and the supervisor is signed in."""
    office.people.sign_out()
    cases.approve_batch(office, cases.close_batch(office))
    hall.sign_in(office, cases.SUPERVISOR)
    return office


def test_results_are_shown_with_both_numbers_and_recorded(approved, tmp_path):
    presenter, shell = desk_of(approved)
    presenter.turn_to("results")
    presenter.results.take(str(hall.results_file(approved, tmp_path, more=3)))
    read = presenter.screen.results.read
    above = next(row for row in read.rows if row.id.startswith("votes_above_ceiling"))
    assert above.cells[3] - above.cells[2] > 0
    assert "493(b)" in read.whole[above.id]
    presenter.results.record()
    assert presenter.screen.results.read is None
    assert above.id in {trouble.about for trouble in approved.tabulation.troubles()}
    assert shell.said_words[-1].startswith("Recorded: ")


def test_results_are_held_against_the_record_again_where_others_recorded_something(approved, tmp_path):
    presenter, _ = desk_of(approved)
    presenter.results.take(str(hall.results_file(approved, tmp_path)))
    hall.uploaded(approved, ballots=0)
    presenter.results.record()
    assert approved.tabulation.count().reconciled is not None


def test_where_other_numbers_differ_by_then_the_person_looks_again(approved, tmp_path):
    presenter, _ = desk_of(approved)
    presenter.results.take(str(hall.results_file(approved, tmp_path)))
    hall.scanned(approved, "17", 400)
    presenter.results.record()
    assert approved.tabulation.count().reconciled is None
    presenter.turn_to("results")
    assert "other numbers differ now" in presenter.screen.strip.what


def test_what_is_no_results_says_why(approved, tmp_path):
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    presenter, _ = desk_of(approved)
    presenter.turn_to("results")
    presenter.results.take(str(tmp_path / "notes.csv"))
    read = presenter.screen.results.read
    assert read.button == ""
    assert read.problems
    presenter.results.record()
    assert approved.tabulation.count().reconciled is None
    presenter.results.put_away()
    assert presenter.screen.results.read is None


def test_a_file_that_is_not_there_is_said(approved, tmp_path):
    presenter, _ = desk_of(approved)
    presenter.turn_to("results")
    presenter.results.take(str(tmp_path / "none.csv"))
    assert presenter.screen.strip is not None


@pytest.mark.parametrize("code", ["scanner", "reconciliation", "certificate", "comparison", "manifest"])
def test_each_paper_is_written_and_never_over_another(evening, tmp_path, code):
    presenter, shell = desk_of(evening)
    file = next(paper.file for paper in presenter.screen.papers if paper.code == code)
    presenter.write(code, str(tmp_path / file))
    assert (tmp_path / file).stat().st_size > 60
    assert shell.said_words[-1] == f"{file} written"
    presenter.write(code, str(tmp_path / file))
    assert presenter.screen.strip is not None
    presenter.dismiss()
    assert presenter.screen.strip is None
