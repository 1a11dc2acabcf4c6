"""The start screen: recent cases, a new case and its problems, and the practice election in a folder of its own."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.office import Office
from adjudicator.people.passphrases import passphrase_of
from adjudicator.records.trouble import WorldError
from tests.presenters.setup_cases import DEFINITION, Shell
from ui.presenters import start_practice
from ui.presenters.start import StartPresenter

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


def test_a_case_is_opened_by_its_path(presenter, opened):
    presenter.open("/somewhere/x.case")
    assert opened == [Path("/somewhere/x.case")]


def test_packs_are_offered_by_name_the_usual_one_chosen(presenter):
    presenter.go("new")
    assert presenter.screen.packs[0].label == "Georgia 2020, as the Secretary of State announced (the default)"
    assert presenter.screen.pack == presenter.screen.packs[0].value
    assert len(presenter.screen.packs) == 3


def test_a_definition_is_said_in_words(presenter):
    presenter.choose_definition(str(DEFINITION))
    words = presenter.screen.definition.words
    assert words.startswith("Gwinnett County, General Election, Tue 3 Nov 2020: ")
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


def test_the_default_pack_is_named_and_where_it_differs_from_the_statute_is_said_with_its_citations(presenter):
    presenter.go("new")
    screen = presenter.screen
    assert screen.packs[0].detail.startswith(
        "Another precinct of the county: the contests that are on both ballots count."
    )
    assert screen.packs[0].detail.endswith(" georgia-2020-sos")
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
    presenter.choose_pack("georgia-2021")
    presenter.choose_place(str(tmp_path / "Gwinnett"))
    presenter.choose_encryption(encrypt=False)
    presenter.make_case()
    assert opened == [tmp_path / "Gwinnett.case"]
    office = Office.open(opened[0])
    assert (office.case.mode, office.case.rules) == ("live", "georgia-2021")
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
    ):
        presenter.make_case(*written)
        assert list(presenter.screen.troubles) == [field]
        assert opened == []
    assert presenter.screen.if_lost.startswith("Whoever loses it loses the file")
    presenter.make_case(WORDS, WORDS)
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
    assert presenter.screen.making == ""


def test_without_a_folder_it_is_made_in_a_temporary_place(presenter, opened, quick):
    presenter.go("practice")
    presenter.practise()
    assert opened[0].exists()
    assert opened[0].parent.name.startswith("practice-election-")


def test_how_far_it_is_is_shown_with_what_is_being_done(presenter, shell, quick, tmp_path):
    seen = []
    presenter.go("practice")
    presenter.choose_folder(str(tmp_path))
    presenter.listen(lambda screen: seen.append((screen.making, screen.done, screen.of)))
    presenter.practise()
    assert ("Receiving the envelopes", 2, 2) in seen


def test_stopping_clears_the_progress_and_a_late_result_is_not_opened(presenter, shell, opened, quick, tmp_path):
    shell.waits = True
    presenter.go("practice")
    presenter.choose_folder(str(tmp_path))
    presenter.practise()
    presenter.stop()
    assert shell.cancelled
    assert presenter.screen.making == ""
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
