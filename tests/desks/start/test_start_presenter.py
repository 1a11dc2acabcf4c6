"""The start screen: recent cases, a new case and its problems, and the practice election in a folder of its own."""

from __future__ import annotations

import json
import re
import shutil
import stat
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest

from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.casework.record.signing import fingerprint
from adjudicator.office import Office
from adjudicator.people.keys import SigningKey
from adjudicator.people.passwords import passphrase_of
from adjudicator.people.words import secret_of
from adjudicator.records.trouble import WorldError
from adjudicator.resources import example_ids
from tests.desks.setup_cases import DEFINITION, Shell
from tests.law.packs.test_written import ATLANTIS
from tests.packs import own_packs
from ui.desks.start import practice as start_practice
from ui.desks.start.presenter import StartPresenter
from ui.parts import Working
from ui.shared.frame_words import FrameWords

WORDS = "seven quiet herons over the marsh"


@pytest.fixture
def opened():
    return []


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def presenter(shell, opened):
    return StartPresenter(shell, lambda case, _: opened.append(case), DEFINITION)


@pytest.fixture
def quick():
    """A practice election that is only a file, made in two steps."""

    class Made:
        def __init__(self, folder):
            self.case = folder / "practice.case"
            self.case.write_bytes(b"case")
            self.office = self

        def close(self):
            self.closed = True

    def make_ready(definition, name, out, wanted, *, chance, tell):
        tell("Making electors and envelopes", 1, 2)
        tell("Receiving the envelopes", 2, 2)
        return Made(out)

    with patch.object(start_practice, "make_ready", make_ready):
        yield


def _written_down(presenter):
    """Go on from the words of the recovery key, as a person who wrote them down."""
    presenter.recovery.have_written(written=True)
    presenter.recovery.go_on()


def _broken(folder: Path) -> Path:
    path = folder / "broken.json"
    path.write_text(json.dumps({"election": "General", "date": "2020-13-03", "state": "GA"}))
    return path


def test_recent_cases_say_where_they_lie_and_which_have_gone(presenter, tmp_path):
    there = tmp_path / "Gwinnett.case"
    there.write_bytes(b"")
    presenter.set_recent([str(there), str(tmp_path / "gone.case")])
    first, second = presenter.screen.recent
    assert first.there
    assert first.name == "Gwinnett.case"
    assert first.detail.startswith(f"{tmp_path}, changed ")
    assert not second.there
    assert second.detail == f"No longer in {tmp_path}"


def test_a_recent_case_says_whose_it_is_where_that_is_known(presenter, tmp_path):
    paths = [tmp_path / "one" / "practice.case", tmp_path / "two" / "practice.case"]
    for path in paths:
        path.parent.mkdir()
        path.write_bytes(b"")
    presenter.set_recent(map(str, paths), {str(paths[0]): "Gwinnett County, PRACTICE"})
    known, unknown = presenter.screen.recent
    assert known.detail.startswith(f"Gwinnett County, PRACTICE, {paths[0].parent}, changed ")
    assert unknown.detail.startswith(f"{paths[1].parent}, changed ")


def test_a_case_is_opened_by_its_path(presenter, opened):
    presenter.open("/somewhere/x.case")
    assert opened == [Path("/somewhere/x.case")]


def held_on(folder: Path, day: str) -> str:
    """The bundled election, on another day."""
    path = folder / f"{day}.json"
    path.write_bytes(DEFINITION.read_bytes().replace(b"2020-11-03", day.encode()))
    return str(path)


def test_packs_are_offered_by_name_and_none_is_chosen_before_the_day_of_the_election_is_known(presenter):
    presenter.go("new")
    screen = presenter.screen
    assert [each.value for each in screen.packs] == ["georgia-2020-sos", "georgia-2020", "georgia-2021", *example_ids()]
    assert (screen.pack, screen.outside, screen.wants_reason) == ("", None, False)
    assert screen.missing == "Still to choose: an election's definition, a place for the file."


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2019-04-02", "georgia-2020"),
        ("2020-11-02", "georgia-2020"),
        ("2020-11-03", "georgia-2020-sos"),
        ("2021-06-30", "georgia-2020-sos"),
        ("2021-07-01", "georgia-2021"),
        ("2024-11-05", "georgia-2021"),
    ],
)
def test_the_pack_that_is_the_law_on_the_day_is_proposed(presenter, tmp_path, day, rules):
    presenter.go("new")
    presenter.choose_definition(held_on(tmp_path, day))
    screen = presenter.screen
    assert (screen.pack, screen.packs[0].value, screen.outside) == (rules, rules, None)
    assert screen.packs[0].label.endswith(" (proposed)")
    assert not screen.packs[1].label.endswith(" (proposed)")


def test_a_pack_of_the_countys_own_is_offered_and_one_that_cannot_be_used_is_named(presenter, tmp_path, monkeypatch):
    place = own_packs(tmp_path, monkeypatch)
    shutil.copytree(ATLANTIS, place / "atlantis-2022")
    presenter.go("new")
    presenter.choose_definition(held_on(tmp_path, "2024-11-05"))
    assert (presenter.screen.pack, presenter.screen.strip) == ("georgia-2021", None)
    assert [each.value for each in presenter.screen.packs if each.value not in example_ids()][-1] == "atlantis-2022"
    shutil.move(place / "atlantis-2022", place / "georgia-2020")
    presenter.go("new")
    strip = presenter.screen.strip
    assert strip.what == "A pack of your own cannot be used: georgia-2020"
    assert strip.why == "The program has a pack of this name, so this folder is not used."
    assert [each.value for each in presenter.screen.packs].count("georgia-2020") == 1


def test_where_no_pack_is_the_law_none_is_proposed_and_that_is_said(presenter, tmp_path):
    presenter.go("new")
    presenter.choose_definition(held_on(tmp_path, "2018-11-06"))
    screen = presenter.screen
    assert (screen.pack, screen.wants_reason) == ("", False)
    assert screen.outside.what == "No pack of this program is the law on the day of this election, Nov 6, 2018"
    presenter.choose_pack("georgia-2020")
    assert presenter.screen.wants_reason
    assert presenter.screen.outside.action == ""


def test_another_definition_has_another_pack_unless_somebody_chose_one(presenter, tmp_path):
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    presenter.choose_definition(held_on(tmp_path, "2024-11-05"))
    assert (presenter.screen.pack, presenter.screen.outside) == ("georgia-2021", None)
    presenter.choose_pack("georgia-2020")
    presenter.choose_definition(str(DEFINITION))
    assert (presenter.screen.pack, presenter.screen.outside) == ("georgia-2020", None)
    presenter.choose_definition(held_on(tmp_path, "2024-11-05"))
    assert presenter.screen.outside.what.startswith('"Georgia 2020, by the statute" is not the law on Nov 5, 2024')


def test_a_pack_of_other_years_wants_a_reason_and_the_one_that_fits_is_offered(presenter, opened, tmp_path):
    presenter.go("new")
    presenter.choose_definition(held_on(tmp_path, "2024-11-05"))
    presenter.choose_pack("georgia-2020")
    presenter.choose_place(str(tmp_path / "Gwinnett"))
    presenter.choose_encryption(encrypt=False)
    assert (presenter.screen.wants_reason, presenter.screen.outside.action) == (True, "Use georgia-2021")
    for reason, said in (
        ("", "Write why this pack is used for this election."),
        ("w" * 301, "at most 300 are allowed"),
    ):
        presenter.make_case(reason=reason)
        assert said in presenter.screen.troubles["reason"]
    presenter.take_offered()
    assert (presenter.screen.pack, presenter.screen.wants_reason, presenter.screen.troubles) == (
        "georgia-2021",
        False,
        {},
    )
    presenter.choose_pack("georgia-2020")
    presenter.make_case(reason="To see what the law before did")
    _written_down(presenter)
    office = Office.open(opened[0])
    assert office.law.outside().endswith("Chosen because: To see what the law before did")
    assert FrameWords().screen(office, "overview", undo=False).outside.what == presenter.screen.outside.what
    office.close()


def test_a_reason_that_was_typed_and_is_not_wanted_is_not_kept(presenter, opened, tmp_path):
    presenter.go("new")
    presenter.choose_definition(held_on(tmp_path, "2024-11-05"))
    presenter.choose_place(str(tmp_path / "Gwinnett"))
    presenter.choose_encryption(encrypt=False)
    presenter.make_case(reason="Written while another pack was chosen")
    _written_down(presenter)
    office = Office.open(opened[0])
    assert (office.law.pack.chosen_because, FrameWords().screen(office, "overview", undo=False).outside) == ("", None)
    office.close()


def test_one_practices_under_the_law_of_the_day_and_not_where_there_is_none(presenter, tmp_path):
    presenter.go("practice")
    presenter.choose_practice(held_on(tmp_path, "2022-11-08"))
    assert presenter.screen.practice_rules.what == "Rules: Georgia after SB 202 of 2021"
    presenter.choose_practice(held_on(tmp_path, "2018-11-06"))
    screen = presenter.screen
    assert (screen.practice.usable, screen.practice_rules) == (False, None)
    assert screen.practice.problems[0].startswith("No pack of this program is the law on the day of this election")


def test_a_definition_is_said_in_words(presenter):
    presenter.choose_definition(str(DEFINITION))
    words = presenter.screen.definition.words
    assert words.startswith("Gwinnett County, General Election, Tue Nov 3, 2020: ")
    assert "156 precincts" in words
    assert presenter.screen.suggested == "Gwinnett 2020-11-03.case"


def test_problems_of_a_definition_are_listed_and_no_case_can_be_made(presenter, tmp_path):
    presenter.go("new")
    presenter.choose_definition(str(_broken(tmp_path)))
    presenter.choose_place(str(tmp_path / "x.case"))
    screen = presenter.screen
    assert any("date" in line for line in screen.definition.problems)
    assert not screen.may_make
    assert screen.missing.startswith("Still to choose: an election's definition.")


def test_a_file_that_cannot_be_read_is_said(presenter, tmp_path):
    presenter.choose_definition(str(tmp_path / "gone.json"))
    assert presenter.screen.definition.problems[0].startswith("The file cannot be read.")


def test_the_proposed_pack_says_where_it_differs_from_the_statute_with_its_citations(presenter):
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    screen = presenter.screen
    assert screen.packs[0].detail.startswith(
        "Another precinct of the county: the contests that are on both ballots count."
    )
    assert screen.packs[0].detail.endswith("to Jun 30, 2021 (SB 202 of 2021). georgia-2020-sos")
    assert screen.differs.what == "Where this differs from the statute"
    assert "(O.C.G.A. 21-2-419(c)(3))" in screen.differs.why


def test_a_live_case_with_such_a_pack_is_made_only_once_that_was_read(presenter, opened, tmp_path):
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    presenter.choose_place(str(tmp_path / "Gwinnett"))
    assert presenter.screen.missing == "Still to read: where the pack differs from the statute."
    presenter.choose_encryption(encrypt=False)
    presenter.make_case()
    assert opened == []
    presenter.have_read(read=True)
    assert (presenter.screen.may_make, presenter.screen.missing) == (True, "")
    presenter.choose_pack("georgia-2020-sos")
    assert presenter.screen.read, "the same pack again takes nothing back"
    presenter.make_case()
    _written_down(presenter)
    assert opened == [tmp_path / "Gwinnett.case"]


def test_a_pack_that_follows_the_statute_asks_for_nothing_and_coming_back_asks_again(presenter):
    presenter.go("new")
    presenter.have_read(read=True)
    presenter.choose_pack("georgia-2020")
    assert (presenter.screen.differs, presenter.screen.read) == (None, False)
    assert "Still to read" not in presenter.screen.missing
    presenter.choose_pack("georgia-2020-sos")
    assert "Still to read" in presenter.screen.missing


def test_practice_shows_its_rules_and_asks_for_no_confirmation(presenter):
    presenter.go("practice")
    rules = presenter.screen.practice_rules
    assert rules.what == "Rules: Georgia 2020, as the Secretary of State announced"
    assert "21-2-218(f)" in rules.why


def test_a_new_case_is_made_with_its_pack_live_and_opened(presenter, opened, tmp_path):
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    presenter.choose_pack("georgia-2020")
    presenter.choose_place(str(tmp_path / "Gwinnett"))
    presenter.choose_encryption(encrypt=False)
    presenter.make_case()
    _written_down(presenter)
    assert opened == [tmp_path / "Gwinnett.case"]
    office = Office.open(opened[0])
    assert (office.case.mode, office.case.rules) == ("live", "georgia-2020")
    office.close()


def test_a_new_case_is_encrypted_unless_that_is_not_wanted(presenter, opened, tmp_path):
    pytest.importorskip("sqlcipher3")
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    presenter.choose_place(str(tmp_path / "Gwinnett"))
    presenter.have_read(read=True)
    for written, field in (
        (("short", "short"), "passphrase"),
        ((WORDS, "mistyped"), "again"),
        (("", ""), "passphrase"),
        (("Gwinnett County 2020", "Gwinnett County 2020"), "passphrase"),
    ):
        presenter.make_case(*written)
        assert list(presenter.screen.troubles) == [field]
        assert opened == []
    assert presenter.screen.if_lost.startswith("If you lose it, you lose the file")
    presenter.make_case(WORDS, WORDS)
    _written_down(presenter)
    assert opened == [tmp_path / "Gwinnett.case"]
    assert is_encrypted(opened[0])
    assert WORDS not in repr(presenter.screen)
    Office.open(opened[0], passphrase=passphrase_of(WORDS)).close()


def test_a_place_that_is_taken_is_said_in_a_strip(presenter, opened, tmp_path):
    (tmp_path / "taken.case").write_bytes(b"")
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    presenter.choose_place(str(tmp_path / "taken.case"))
    presenter.choose_encryption(encrypt=False)
    presenter.have_read(read=True)
    presenter.make_case()
    assert presenter.screen.strip.what
    assert presenter.screen.strip.remedy
    assert opened == []


def test_practice_is_made_in_a_new_folder_each_time_and_opened(presenter, opened, quick, tmp_path):
    presenter.go("practice")
    presenter.choose_folder(str(tmp_path))
    presenter.practise()
    presenter.practise()
    assert opened == [
        tmp_path / "Practice election" / "practice.case",
        tmp_path / "Practice election 2" / "practice.case",
    ]
    assert presenter.screen.making is None


def test_without_a_folder_it_is_made_in_a_temporary_place(presenter, opened, quick):
    presenter.go("practice")
    presenter.practise()
    assert opened[0].exists()
    assert opened[0].parent.name.startswith("practice-election-")


def test_how_far_it_is_is_shown_with_what_is_being_done(presenter, shell, quick, tmp_path):
    seen = []
    presenter.go("practice")
    presenter.choose_folder(str(tmp_path))
    presenter.listen(lambda screen: seen.append(screen.making))
    presenter.practise()
    assert Working("Receiving the envelopes", 2, 2) in seen


def test_stopping_clears_the_progress_and_a_late_result_is_not_opened(presenter, shell, opened, quick, tmp_path):
    shell.waits = True
    presenter.go("practice")
    presenter.choose_folder(str(tmp_path))
    presenter.practise()
    presenter.stop()
    assert shell.cancelled
    assert presenter.screen.making is None
    shell.work_on()
    assert opened == []


def test_what_is_half_made_is_removed_when_it_fails(presenter, shell, tmp_path):
    presenter.go("practice")
    presenter.choose_folder(str(tmp_path))
    with patch.object(
        start_practice, "make_ready", side_effect=WorldError("disk_full", "The disk is full", "Free some.")
    ):
        presenter.practise()
    assert list(tmp_path.iterdir()) == []
    assert presenter.screen.strip.what == "The disk is full"


@pytest.fixture
def made(presenter, tmp_path):
    """The presenter once a plain case was made."""
    _form_of_a_case(presenter, tmp_path / "Gwinnett")
    presenter.make_case()
    return presenter


def _form_of_a_case(presenter, place):
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    presenter.choose_place(str(place))
    presenter.choose_encryption(encrypt=False)
    presenter.have_read(read=True)


def test_a_new_case_has_the_recovery_key_whose_words_are_shown_before_it_is_opened(made, opened, tmp_path):
    screen = made.screen
    assert (screen.door, screen.busy, opened) == ("recovery", True, [])
    seed = secret_of(" ".join(screen.recovery.words))
    _written_down(made)
    with closing(Office.open(tmp_path / "Gwinnett.case")) as office:
        assert office.case.recovery == fingerprint(SigningKey(seed).public.hex())


def test_nothing_goes_on_before_the_words_were_written_down_and_nothing_of_them_stays(made, opened, tmp_path):
    words = made.screen.recovery.words
    made.recovery.go_on()
    made.open(str(tmp_path / "another.case"))
    assert opened == []
    # A single word may stand in the screen's own sentences; two that follow each other do not.
    said = re.findall(r"[a-z]+", repr(made.screen))
    assert not set(pairwise(words)) & set(pairwise(said))
    _written_down(made)
    assert opened == [tmp_path / "Gwinnett.case"]
    assert (made.screen.recovery, made.screen.door) == (None, "recent")
    made.recovery.save(str(tmp_path / "too late.pdf"))
    assert not (tmp_path / "too late.pdf").exists()


def test_no_case_stays_whose_words_nobody_took_down(made, tmp_path):
    """The window is closed, or the machine goes off, while they stand on the screen."""
    assert made.screen.recovery.words
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["a file", "a link to nothing", "no folder"])
def test_words_are_shown_only_where_a_case_can_be_made(presenter, tmp_path, what):
    place = tmp_path / "gone" / "x.case" if what == "no folder" else tmp_path / "x.case"
    if what == "a file":
        place.write_bytes(b"mine")
    elif what == "a link to nothing":
        place.symlink_to("nothing")
    _form_of_a_case(presenter, place)
    presenter.make_case()
    assert (presenter.screen.recovery, presenter.screen.door) == (None, "new")
    assert ("There is no file gone" if what == "no folder" else "already there") in presenter.screen.strip.what


def test_where_the_case_cannot_be_made_after_all_the_words_are_said_to_be_void(made, opened, tmp_path):
    before = made.screen.recovery.words
    (tmp_path / "Gwinnett.case").write_bytes(b"somebody else's")
    _written_down(made)
    screen = made.screen
    assert (screen.door, screen.recovery, screen.busy, opened) == ("new", None, False, [])
    assert screen.strip.what == "The case was not made: Gwinnett.case is already there, and is never overwritten"
    assert "belong to no case: throw them away" in screen.strip.why
    (tmp_path / "Gwinnett.case").unlink()
    made.make_case()
    assert made.screen.recovery.words != before
    _written_down(made)
    assert opened == [tmp_path / "Gwinnett.case"]


def test_the_sheet_is_for_its_owner_alone_and_never_written_over_another_file(made, tmp_path):
    assert made.screen.recovery.suggested == str(tmp_path / "Gwinnett, recovery key.pdf")
    made.recovery.save(str(tmp_path / "sheet"))
    sheet = tmp_path / "sheet.pdf"
    assert sheet.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert made.screen.recovery.strip.kind == "done"
    sheet.write_bytes(b"mine")
    made.recovery.save(str(sheet))
    assert made.screen.recovery.strip.what.endswith("sheet.pdf is already there, and is never overwritten")
    assert sheet.read_bytes() == b"mine"


def test_a_sheet_that_is_not_wanted_after_all_changes_nothing(made, tmp_path):
    before = made.screen
    made.recovery.save("")
    assert made.screen == before


def test_an_example_is_marked_never_proposed_and_made_only_once_somebody_says_who_read_it(presenter, opened, tmp_path):
    presenter.go("new")
    presenter.choose_definition(str(DEFINITION))
    marked = [each.value for each in presenter.screen.packs if "(an example)" in each.label]
    assert marked == list(example_ids())
    presenter.choose_pack("north-carolina-2020")
    presenter.have_read(read=True)
    presenter.choose_place(str(tmp_path / "Example"))
    presenter.choose_encryption(encrypt=False)
    screen = presenter.screen
    assert screen.wants_reason
    assert screen.outside.what.startswith('"North Carolina, as of November 2020 (an example)" was written to be read')
    assert (screen.outside.why, screen.outside.action) == ("", "Use georgia-2020-sos")
    presenter.make_case(reason=" ")
    assert presenter.screen.troubles == {"reason": "Write who has read this example, and when."}
    assert not opened
    presenter.make_case(reason="Read by our counsel on Nov 5")
    _written_down(presenter)
    office = Office.open(opened[0])
    assert office.law.pack.chosen_because == "Read by our counsel on Nov 5"
    assert FrameWords().screen(office, "overview", undo=False).pack.endswith("(an example)")
    office.close()


def test_of_an_example_of_another_year_both_are_said(presenter, tmp_path):
    presenter.go("new")
    presenter.choose_definition(held_on(tmp_path, "2018-11-06"))
    presenter.choose_pack("north-carolina-2020")
    said = presenter.screen.outside
    assert "(an example)" in said.what
    assert "is not the law on Nov 6, 2018" in said.why
    assert said.action == ""
