"""Pictures of who answers for an act: keys, recovery, two people, raised cases, entries that nobody signed."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.entrance import OTHER_KEY
from adjudicator.office.behind.room import Done
from adjudicator.office.office import new_recovery
from adjudicator.office.raising import raise_case
from adjudicator.people.words import secret_words
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.desks.setup_cases import DEFINITION, PASSWORD, Shell, chance, fast_passwords, small
from tests.office.conftest import PASSWORD as OF_ADMIN
from tests.office.test_who_answers import forged
from ui.desks.adopt.presenter import CHANGED, AdoptPresenter
from ui.desks.adopt.views.adopt import AdoptView
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.views.overview import OverviewView
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.views.record import RecordView
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.views.setup import SetupView
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.sign_in import SignInView
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.raising import OPEN_ELSEWHERE, RaisePresenter, RaiseWork, Ways
from ui.desks.start.views.raising import RaiseView
from ui.desks.start.views.start import StartView
from ui.frame import FrameScreen
from ui.kit.window.frame import Frame
from ui.parts import Working
from ui.shared.frame_words import FrameWords
from ui.shared.standing import key_notice

LOOKS = [
    ((1280, 800), "light", 100),
    ((1280, 800), "dark", 100),
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
    ((1000, 700), "light", 100),
    ((1280, 800), "light", 200),
]
FEW = (LOOKS[0], LOOKS[3], LOOKS[5])
GOLDEN = Path(__file__).parents[1] / "golden" / "3.0" / "small.case"
HANDED_OVER = "handed over in person"
PEOPLE = (
    ("ada", Person("ben", "Ben Okafor", frozenset({"administrator", "supervisor"}))),
    ("ben", Person("cleo", "Cleo Park", frozenset({"supervisor"}))),
    ("ada", Person("dana", "Dana Ruiz", frozenset({"clerk", "reviewer"}))),
)
WORDS = secret_words(bytes(range(32)))


@pytest.fixture(autouse=True)
def _quick():
    with fast_passwords():
        yield


@pytest.fixture
def office(tmp_path):
    """A live case with a recovery key: Ada gave Ben and Dana their accounts, Ben gave Cleo hers; Dana has not signed in."""
    recovery = new_recovery(chance(5).salts)
    made = Office.create(
        tmp_path / "live.case",
        DEFINITION.read_bytes(),
        DEFINITION.name,
        chance=chance(2),
        recovery=recovery.fingerprint,
    )
    assert isinstance(made, Office)
    assert isinstance(made.people.add(Person("ada", "Ada Marsh", frozenset({"administrator"})), PASSWORD), Done)
    for giver, person in PEOPLE:
        enter(made, giver)
        assert isinstance(made.people.add(person, HANDED_OVER), Done)
        if person.id != "dana":
            assert not isinstance(made.people.sign_in(person.id, HANDED_OVER, PASSWORD), Refusal)
    yield made
    made.close()


def enter(office, who):
    assert not isinstance(office.people.sign_in(who, PASSWORD), Refusal)


def _take(pictures, frame, page, name, looks=FEW):
    for size, theme_name, text_size in looks:
        path = pictures.take(frame, name, size, theme_name, text_size)
        assert pictures.colours(path) > 30
        assert pictures.clipped(frame) == [], path.name


def _framed(qtbot, office, page, view):
    frame = Frame()
    frame.add_page(page, view)
    frame.draw(FrameWords().screen(office, page, undo=False) if office is not None else FrameScreen())
    frame.show_page(page)
    qtbot.addWidget(frame)
    return frame


def test_a_lost_password(qtbot, pictures, office):
    office.people.sign_out()
    presenter = SignInPresenter(office, lambda: None)
    frame = _framed(qtbot, office, "sign_in", SignInView(presenter))
    presenter.choose("ada")
    presenter.begin_lost()
    presenter.recover("ada", "abandon ability", "short", "short")
    _take(pictures, frame, "sign_in", "people-lost", LOOKS)


def test_a_key_ring_that_was_exchanged_and_nobody_who_can_help(qtbot, pictures, tmp_path):
    with closing(small(tmp_path)) as practice:
        presenter = SignInPresenter(practice, lambda: None)
        frame = _framed(qtbot, practice, "sign_in", SignInView(presenter))
        presenter._refuse(OTHER_KEY)
        _take(pictures, frame, "sign_in", "people-other-key")
        presenter.begin_lost()
        _take(pictures, frame, "sign_in", "people-lost-practice", FEW[:1])


def test_the_words_of_the_recovery_key(qtbot, pictures, tmp_path):
    presenter = StartPresenter(Shell(), lambda *_: None, DEFINITION)
    frame = _framed(qtbot, None, "start", StartView(presenter))
    presenter.recovery.begin(tmp_path / "Gwinnett 2020-11-03.case", WORDS, lambda _: None, lambda: None)
    _take(pictures, frame, "start", "people-recovery", LOOKS)
    presenter.recovery.save("sheet.pdf")
    presenter.recovery.have_written(written=True)
    _take(pictures, frame, "start", "people-recovery-saved")


def test_ones_own_key_over_the_overview_of_a_live_case(qtbot, pictures, office, monkeypatch):
    enter(office, "cleo")
    monkeypatch.setattr(office.overview, "resting_on_one", lambda: 1204)
    frame = _framed(qtbot, office, "overview", OverviewView(OverviewPresenter(office, Shell())))
    frame.greeting.show_notice(key_notice(office))
    _take(pictures, frame, "overview", "people-key", LOOKS)


def test_the_overview_of_a_practice_case_says_it_quietly(qtbot, pictures, tmp_path, monkeypatch):
    with closing(small(tmp_path, "jbellamy")) as practice:
        monkeypatch.setattr(practice.overview, "resting_on_one", lambda: 3)
        frame = _framed(qtbot, practice, "overview", OverviewView(OverviewPresenter(practice, Shell())))
        _take(pictures, frame, "overview", "people-quiet", FEW[:1])


def _setup(qtbot, office, who, about):
    enter(office, who)
    presenter = SetupPresenter(office, Shell())
    frame = _framed(qtbot, office, "setup", SetupView(presenter))
    presenter.go("people")
    presenter.open_person(about)
    return presenter, frame


def test_a_person_whom_one_alone_gave_an_account(qtbot, pictures, office):
    _, frame = _setup(qtbot, office, "ada", "cleo")
    _take(pictures, frame, "setup", "people-given", LOOKS)


def test_a_person_who_has_not_signed_in_yet(qtbot, pictures, office):
    _, frame = _setup(qtbot, office, "ben", "dana")
    _take(pictures, frame, "setup", "people-handed-out")


def test_words_are_compared(qtbot, pictures, office):
    presenter, frame = _setup(qtbot, office, "cleo", "ben")
    presenter.vouching.change_strict()
    presenter.begin_confirm()
    _take(pictures, frame, "setup", "people-compare", LOOKS)


def test_an_oath_is_put_on_record(qtbot, pictures, office):
    presenter, frame = _setup(qtbot, office, "ada", "cleo")
    presenter.begin_oath()
    _take(pictures, frame, "setup", "people-oath")


def test_a_key_that_another_used(qtbot, pictures, office):
    presenter, frame = _setup(qtbot, office, "cleo", "ben")
    presenter.begin_dispute()
    presenter.dispute_key("12")
    _take(pictures, frame, "setup", "people-dispute")


def test_what_a_disputed_key_sends_back(qtbot, pictures, tmp_path):
    with closing(small(tmp_path, "jbellamy")) as practice:
        assert isinstance(practice.people.give_new_key("rwhitfield", HANDED_OVER), Done)
        presenter = SetupPresenter(practice, Shell())
        frame = _framed(qtbot, practice, "setup", SetupView(presenter))
        presenter.open_person("rwhitfield")
        presenter.begin_dispute()
        presenter.dispute_key("3")
        _take(pictures, frame, "setup", "people-dispute-changes")


@pytest.fixture
def case(tmp_path):
    """A case file of form 3.0."""
    return Path(shutil.copy(GOLDEN, tmp_path / "gwinnett.case"))


def test_a_case_of_an_older_form(qtbot, pictures, case):
    presenter = RaisePresenter(RaiseWork(case, None, chance()), "3.0", Shell().run, Ways(*[lambda: None] * 3))
    frame = _framed(qtbot, None, "raise", RaiseView(presenter))
    _take(pictures, frame, "raise", "people-raise", LOOKS)
    before = presenter.screen
    presenter.show(replace(before, strip=OPEN_ELSEWHERE))
    _take(pictures, frame, "raise", "people-raise-open")
    presenter.show(replace(before, making=Working("Raising the file", 1200, 4800)))
    _take(pictures, frame, "raise", "people-raise-making", FEW[:1])
    presenter.show(before)
    presenter.raise_it()
    _take(pictures, frame, "raise", "people-raised", FEW[:1])


def test_the_accounts_of_an_older_form(qtbot, pictures, case):
    raise_case(case)
    with closing(Office.open(case)) as raised:
        assert not isinstance(raised.people.sign_in("admin", OF_ADMIN), Refusal)
        presenter = AdoptPresenter(raised, lambda _: None, lambda *_: None)
        frame = _framed(qtbot, raised, "accounts", AdoptView(presenter))
        frame.draw(replace(frame.screen_drawn, current=""))
        frame.greeting.show_notice(key_notice(raised))
        _take(pictures, frame, "accounts", "people-adopt", LOOKS)
        presenter.show(replace(presenter.screen, strip=CHANGED))
        _take(pictures, frame, "accounts", "people-adopt-changed", FEW[:1])


def test_the_record_with_an_entry_that_nobody_signed(qtbot, pictures, tmp_path):
    with closing(small(tmp_path, "oquinn")) as practice:
        seq = forged(practice.path, "jbellamy", "day.closed", {})
        presenter = RecordPresenter(practice, Shell())
        frame = _framed(qtbot, practice, "record", RecordView(presenter))
        presenter.open_entry(str(seq))
        _take(pictures, frame, "record", "people-unsigned", LOOKS)


def test_verdicts_and_what_was_given_since(qtbot, pictures, tmp_path):
    with closing(small(tmp_path, "jbellamy")) as practice:
        presenter = RecordPresenter(practice, Shell())
        frame = _framed(qtbot, practice, "record", RecordView(presenter))
        presenter.close_day()
        saved = tmp_path / "wednesday.txt"
        saved.write_text(practice.record.newest_checkpoint(), encoding="utf-8")
        practice.people.change("oquinn", frozenset({"observer", "clerk"}), active=True)
        presenter.verify_against(str(saved))
        presenter.open_checkpoint()
        _take(pictures, frame, "record", "people-verdicts", LOOKS)
        forged(practice.path, "jbellamy", "day.closed", {})
        presenter.close_checkpoint()
        presenter.verify("standard")
        _take(pictures, frame, "record", "people-not-ok", FEW)
