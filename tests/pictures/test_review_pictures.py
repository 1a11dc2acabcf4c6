"""Pictures of the Review desk at every step, in both themes, wide, narrow and at twice the text size."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QColor, QImage

from adjudicator.office import Done, Office
from tests.pictures.at_a_desk import BY_COMMAND, Look
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.review import ReviewView
from ui.kit.scan.store import scans
from ui.kit.style.theme import theme
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords

USUAL, DARK, LARGE = ((1280, 800), "light", 100), ((1280, 800), "dark", 100), ((1280, 800), "light", 200)
LOOKS = [
    USUAL,
    LARGE,
    ((1000, 700), "light", 100),
    DARK,
    ((1920, 1080), "light", 100),
    ((1920, 1080), "dark", 100),
]
STEP_LOOKS = [USUAL, DARK, LARGE]


def _cases() -> ModuleType:
    name, path = "tests_review_cases", Path(__file__).parents[1] / "desks" / "review_cases.py"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


cases = _cases()


class Desk:
    """The Review desk in the frame, as a reviewer sees it."""

    def __init__(self, office: Office) -> None:
        self.frame, words = Frame(), FrameWords()
        self.presenter = ReviewPresenter(office, cases.RecordingShell())
        self.view = ReviewView(self.presenter)
        self.frame.add_page("review", self.view)
        self.frame.draw(words.screen(office, "review", undo=False))
        self.frame.show()
        self.view.setFocus()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cases.practice_folder(tmp_path_factory)


@pytest.fixture
def office(folder: Path, tmp_path: Path) -> Iterator[Office]:
    opened = cases.office_on_a_copy(folder, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def first(folder: Path):
    return lambda wanted: next(sheet.number for sheet in cases.pristine_sheets(folder) if wanted(sheet))


@pytest.fixture
def desk(qtbot, office: Office) -> Desk:
    made = Desk(office)
    qtbot.addWidget(made.frame)
    return made


def _take(desk: Desk, pictures: ModuleType, name: str, *looks: Look) -> None:
    for size, theme_name, text_size in sorted(looks, key=lambda look: look[1:]):  # these take time to change
        theme().apply(pictures.QApplication.instance(), theme_name, text_size)
        desk.frame.resize(size[0] - 1, size[1])
        pictures.settle()  # what unfolds takes two passes to come to rest
        path = pictures.take(desk.frame, f"review-{name}", size, theme_name, text_size)
        assert desk.frame.size().toTuple() == size
        assert pictures.colours(path) > 40, path.name
        assert pictures.clipped(desk.frame) == [], path.name


def test_an_envelope_on_its_way_to_count_in_part_in_every_look(desk, first, pictures):
    desk.presenter.enter(first(cases.in_part))
    desk.presenter.accept()
    _take(desk, pictures, "voter", *LOOKS)
    desk.presenter.accept()
    _take(desk, pictures, "in-part", *LOOKS)
    desk.presenter.unfold_first()
    _take(desk, pictures, "paragraph", *LOOKS)
    desk.presenter.unfold_first()
    desk.presenter.tell_differently()
    _take(desk, pictures, "differently", *LOOKS)


def _nobody(presenter: ReviewPresenter) -> None:
    presenter.accept()
    presenter.press("0")


def _not_found(presenter: ReviewPresenter) -> None:
    _nobody(presenter)
    presenter.press("2")
    presenter.tell_differently()


def _otherwise(presenter: ReviewPresenter) -> None:
    presenter.accept()
    presenter.accept()
    presenter.otherwise()


def _against(presenter: ReviewPresenter) -> None:
    presenter.accept()
    presenter.accept()
    presenter.press("1")


def _own_words(presenter: ReviewPresenter) -> None:
    _against(presenter)
    presenter.press("0")


def _ballots(presenter: ReviewPresenter) -> None:
    presenter.accept()
    presenter.accept()
    presenter.show_ballots()


def _arrived(presenter: ReviewPresenter) -> None:
    presenter.reopen("identification")
    presenter.press("3")


def _explains(presenter: ReviewPresenter) -> None:
    presenter.reopen("match")
    presenter.press("1")


def _document(presenter: ReviewPresenter) -> None:
    presenter.accept()
    presenter.reopen("registration")
    presenter.press("1")


def _day_of_applying(presenter: ReviewPresenter) -> None:
    _document(presenter)
    presenter.press("3")


def _applied(presenter: ReviewPresenter) -> None:
    _day_of_applying(presenter)
    presenter.submit({"on": "Oct 2", "words": "transaction 88-1"})


STEPS: dict[str, tuple[str, Callable[[ReviewPresenter], None]]] = {
    "papers": ("in_part", lambda presenter: None),
    "candidates": ("several", lambda presenter: presenter.accept()),
    "registration": ("nobody", _nobody),
    "search": ("nobody", lambda presenter: presenter.press("2")),
    "contradiction": ("outstanding", lambda presenter: (presenter.accept(), presenter.accept())),
    "why": ("outstanding", _against),
    "why-words": ("outstanding", _own_words),
    "explains": ("differing", _explains),
    "correct": ("in_part", lambda presenter: presenter.correct()),
    "ballots": ("in_part", _ballots),
    "arrival": ("without_id", _arrived),
    "no-identification": ("without_id", lambda presenter: None),
    "portion": ("in_part", lambda presenter: presenter.fix_home()),
    "otherwise": ("in_part", _otherwise),
    "refer": ("in_part", lambda presenter: presenter.refer()),
    "held": ("nobody", _not_found),
    "hold-not-yet": ("without_id", lambda presenter: (presenter.accept(), presenter.hold())),
    "application": ("late_on_roll", _document),
    "application-day": ("late_on_roll", _day_of_applying),
    "applied": ("late_on_roll", _applied),
    "vote-row": ("credited", lambda presenter: presenter.reopen("voted_already")),
    "in-full": ("in_full", lambda presenter: (presenter.accept(), presenter.accept())),
}


@pytest.mark.parametrize("look", STEP_LOOKS)
def test_every_step_fits(desk, first, pictures, look):
    for step, (kind, act) in STEPS.items():
        desk.presenter.cancel()
        desk.presenter.enter(first(getattr(cases, kind)))
        act(desk.presenter)
        _take(desk, pictures, step, look)


QUESTIONS = ("oath", "identification", "cast", "match", "registration", "residence", "eligibility", "voted_already")


@BY_COMMAND
@pytest.mark.parametrize("fact", QUESTIONS)
def test_each_question_is_asked_again(desk, first, pictures, fact):
    desk.presenter.enter(first(cases.in_part))
    for _ in range(2):
        desk.presenter.accept()
    desk.presenter.reopen(fact)
    _take(desk, pictures, f"asked-{fact.replace('_', '-')}", USUAL)


@BY_COMMAND
def test_an_answer_is_told_differently_and_the_outcome_follows(desk, first, pictures):
    desk.presenter.enter(first(cases.in_full))
    for _ in range(2):
        desk.presenter.accept()
    desk.presenter.reopen("oath")
    desk.presenter.press("3")
    _take(desk, pictures, "answered-otherwise", USUAL)


def test_another_name_is_shown_by_its_letters_and_asks_what_explains_it(desk, office, first, pictures):
    number = first(cases.in_full)
    cases.rename(office, number, last_name="Vandersloot-Pemberton")
    desk.presenter.enter(number)
    desk.presenter.accept()
    _take(desk, pictures, "another-name-candidate", *STEP_LOOKS)
    desk.presenter.press("1")
    _take(desk, pictures, "another-name", *STEP_LOOKS)
    desk.presenter.press("1")
    _take(desk, pictures, "another-name-paper", *STEP_LOOKS)


def test_a_voter_on_the_canceled_list_alone_is_offered_and_taken_with_the_list(desk, office, first, pictures, tmp_path):
    number = first(cases.nobody)
    papers = office.review.sheet(number).evidence.papers
    listed = tmp_path / "cancelled.csv"
    listed.write_text(
        "registration_number,last_name,first_name,birth_year,house_number,street,city,zip,cancelled_on,reason\n"
        f"09090909,{papers.last_name},{papers.first_name},{papers.birth_date[:4]},{papers.house_number},{papers.street},"
        f"{papers.city},{papers.zip_code},2020-11-03,MOVED OUT OF STATE\n",
        encoding="utf-8",
    )
    assert isinstance(office.receive.receive(office.receive.preview("cancelled_list", listed)), Done)
    desk.presenter.enter(number)
    desk.presenter.accept()
    _take(desk, pictures, "listed-offered", *STEP_LOOKS)
    desk.presenter.press("1")
    _take(desk, pictures, "listed-taken", *STEP_LOOKS)


def test_two_envelopes_of_one_voter_stand_side_by_side(desk, office, first, pictures):
    number, other = first(cases.in_part), first(cases.in_full)
    papers = office.review.sheet(number).evidence.papers
    cases.rename(office, other, **{field: getattr(papers, field) for field in cases.OF_THE_VOTER})
    desk.presenter.enter(number)
    desk.presenter.accept()
    desk.presenter.show_others()
    _take(desk, pictures, "two-envelopes", *STEP_LOOKS)
    assert desk.presenter.screen.others[0].number == other


@pytest.mark.parametrize("look", STEP_LOOKS)
def test_the_queue_stands_beside_the_envelope_or_in_its_place(desk, pictures, look):
    desk.presenter.enter()
    pictures.lay(desk.frame, *look)  # it is recalled when there comes to be room for it
    desk.presenter.show_queue(True)
    _take(desk, pictures, "queue", look)


def test_a_recorded_envelope_and_the_empty_queue(desk, office, first, folder, pictures):
    number = first(cases.in_part)
    desk.presenter.enter(number)
    desk.presenter.accept()
    desk.presenter.accept()
    desk.presenter.drawn(number)
    desk.presenter.record()
    desk.presenter.enter(number)
    _take(desk, pictures, "recorded", USUAL)
    for sheet in cases.pristine_sheets(folder):
        if sheet.number != number:
            office.review.refer(sheet.number, "Later.")
    desk.presenter._queue.here = ""
    desk.presenter.enter()
    _take(desk, pictures, "empty", USUAL)


def test_a_practice_envelope_with_its_scans_in_every_look(desk, first, pictures, folder, tmp_path):
    for name in ("envelopes.csv", "papers.csv"):
        shutil.copy(folder / name, tmp_path / name)
    desk.presenter.enter(first(cases.in_part))
    for name, act in (("papers", None), ("voter", desk.presenter.accept), ("large", desk.view._large)):
        if act is not None:
            act()
        pictures.settle()
        scans().rest()
        _take(desk, pictures, f"scans-{name}", *LOOKS)
        assert desk.view.papers.image.canvas.framed()


def test_a_scan_beside_the_case_is_shown_and_hidden_with_the_personal_data(desk, office, first, pictures, tmp_path):
    number = first(cases.in_part)
    scan = QImage(600, 400, QImage.Format.Format_RGB32)
    scan.fill(QColor("#7A9A5B"))
    assert scan.save(str(tmp_path / "0001.png"))
    version = office.review.sheet(number).state.version
    office.receive.correct(number, {"image": "0001.png"}, "The scan came later.", version)
    desk.presenter.enter(number)
    _take(desk, pictures, "scan", USUAL)
    assert desk.view.papers.image.isVisible()
