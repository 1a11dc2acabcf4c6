"""A case of an older form: what raising it means, how far it is, and what is said where it cannot be done now."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.copies.raising import form_of
from adjudicator.records.trouble import WorldError
from tests.desks.setup_cases import Shell, chance
from ui.desks.start.raising import RaisePresenter, RaiseWork, Ways

GOLDEN = Path(__file__).parents[2] / "golden" / "3.0" / "small.case"


@pytest.fixture
def case(tmp_path):
    return Path(shutil.copy(GOLDEN, tmp_path / "small.case"))


@pytest.fixture
def went():
    return []


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def presenter(case, shell, went):
    ways = Ways(*(lambda way=way: went.append(way) for way in ("open", "look", "back")))
    return RaisePresenter(RaiseWork(case, None, chance()), "3.0", shell.run, ways)


def test_what_it_means_is_said_before_with_the_name_of_the_backup(presenter, case):
    said = " ".join(presenter.screen.says)
    for words in (
        "form 3.0",
        "small-form-3.0.case",
        "to the byte",
        "Older versions cannot open it",
        "key of their own",
    ):
        assert words in said
    assert (presenter.screen.name, presenter.screen.folder) == (case.name, str(case.parent))


def test_it_is_raised_and_opened(presenter, case, went):
    presenter.open()
    assert went == []
    presenter.raise_it()
    assert presenter.screen.raised
    assert "small-form-3.0.case" in presenter.screen.says[0]
    assert form_of(case) == FORM
    presenter.open()
    assert went == ["open"]


def test_while_it_is_raised_there_is_no_way_on(presenter, shell, went):
    shell.waits = True
    presenter.raise_it()
    presenter.raise_it()
    presenter.look()
    presenter.back()
    assert presenter.screen.making
    assert went == []
    shell.work_on()
    presenter.back()
    assert went == ["back"]


def test_an_open_window_is_said_in_words_and_it_may_be_tried_again(presenter, case):
    with closing(sqlite3.connect(case)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM log").fetchone()
        presenter.raise_it()
    assert presenter.screen.strip.what == "Somebody has this case open"
    assert not presenter.screen.making
    presenter.raise_it()
    assert presenter.screen.raised


def test_a_backup_of_an_earlier_try_is_never_written_over(presenter, case):
    case.with_name("small-form-3.0.case").write_bytes(b"mine")
    presenter.raise_it()
    assert presenter.screen.strip.what == "small-form-3.0.case is already there, and is never overwritten"
    assert presenter.screen.strip.remedy == "Move that backup to another folder, then try again."
    assert case.with_name("small-form-3.0.case").read_bytes() == b"mine"


def test_other_trouble_is_said_with_its_remedy(presenter):
    presenter._failed(WorldError("damaged", "small.case is damaged", "Restore the newest backup."))
    assert presenter.screen.strip.what == "The file was not raised: small.case is damaged"
    assert presenter.screen.strip.remedy == "Restore the newest backup."
