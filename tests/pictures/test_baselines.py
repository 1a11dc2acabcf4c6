"""The main screens look as they did: each is held against the picture of it that is kept in tests/pictures/baselines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from adjudicator.office import Office
from adjudicator.office.raising import raise_case
from adjudicator.records.trouble import Refusal
from tests.desks import (
    batches_cases,
    board_cases,
    count_cases,
    desk_cases,
    progress_cases,
    review_cases,
    setup_cases,
)
from tests.office.conftest import PASSWORD as OF_ADMIN
from tests.pictures.baselines import KEPT, compare
from tests.pictures.harness import lay
from ui.desks.adopt.presenter import AdoptPresenter
from ui.desks.adopt.views.adopt import AdoptView
from ui.desks.number.presenter import NumberPresenter
from ui.desks.number.views.number import NumberView
from ui.desks.progress.presenter import ProgressPresenter
from ui.desks.progress.views.progress import ProgressView
from ui.desks.setup.screen import TABS
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.sign_in import SignInView
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.views.start import StartView
from ui.frame import FrameScreen
from ui.kit.style.theme import theme
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords
from ui.shell.desk_table import DESKS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems draw letters by other means")

LIGHT, DARK = ((1280, 800), "light", 100), ((1280, 800), "dark", 100)
WIDE, WIDE_DARK = ((1920, 1080), "light", 100), ((1920, 1080), "dark", 100)
LARGE = ((1280, 800), "light", 200)
Look = tuple[tuple[int, int], str, int]

GOLDEN = Path(__file__).parents[1] / "golden" / "3.0" / "small.case"

LOOKS: dict[str, tuple[Look, ...]] = {
    **dict.fromkeys(
        ("start", "sign-in", "receive", "holds", "board", "opening", "count", "release", "record", "adopt", "progress"),
        (LIGHT, DARK),
    ),
    **dict.fromkeys(("batches", "overview"), (LIGHT, DARK, WIDE)),
    "review": (LIGHT, DARK, WIDE, WIDE_DARK, LARGE),
    **dict.fromkeys(("number", "counter", "join"), (LIGHT,)),
    "queue": (WIDE,),
    **dict.fromkeys((f"setup-{tab}" for tab in TABS), (LIGHT,)),
    "setup-pack": (LIGHT, DARK),
}
"""Screen -> how it is looked at: the window's size, the theme, the text size."""


class Screens:
    """Makes each screen of LOOKS, from the same data, time and chance each time."""

    def __init__(self, folder: Path, factory: pytest.TempPathFactory) -> None:
        self._folder, self._factory = folder, factory
        self._open = ExitStack()

    def make(self, name: str) -> Frame:
        """The screen in the window's frame; `close` closes what it stands on."""
        screen, _, part = name.partition("-")
        made = getattr(self, f"_{screen}_{part}" if screen == "sign" else f"_{screen}")
        return made(part) if screen == "setup" else made()

    def close(self) -> None:
        self._open.close()

    def _start(self) -> Frame:
        presenter = StartPresenter(setup_cases.Shell(waits=True), lambda *_: None, setup_cases.DEFINITION)
        frame = self._framed("start", StartView(presenter), FrameScreen())
        presenter.set_recent(["/media/stick/Gwinnett 2020-11-03.case", "/media/stick/Rehearsal in October.case"])
        return frame

    def _sign_in(self) -> Frame:
        office = self._opened(setup_cases.small(self._folder))
        presenter = SignInPresenter(office, lambda: None)
        frame = self._framed("sign_in", SignInView(presenter), FrameWords().screen(office, "", undo=False))
        presenter.choose("rwhitfield")
        return frame

    def _receive(self) -> Frame:
        made = desk_cases.folder(self._factory)
        office = self._opened(desk_cases.empty_office(self._folder))
        office.receive.attach_roll(made / "practice.roll")
        frame, presenter = self._desk(office, "receive")
        presenter.choose(str(made / "envelopes.csv"))
        return frame

    def _review(self) -> Frame:
        made = review_cases.practice_folder(self._factory)
        office = self._opened(review_cases.office_on_a_copy(made, self._folder))
        frame, presenter = self._desk(office, "review")
        sheets = review_cases.pristine_sheets(made)
        presenter.enter(next(sheet.number for sheet in sheets if review_cases.in_part(sheet)))
        presenter.accept()
        presenter.accept()
        presenter.otherwise()
        return frame

    def _queue(self) -> Frame:
        office = self._opened(review_cases.office_on_a_copy(review_cases.practice_folder(self._factory), self._folder))
        frame, presenter = self._desk(office, "review")
        presenter.enter()
        lay(frame, *WIDE)  # what stands beside the envelope is recalled when there comes to be room for it
        presenter.show_queue(True)
        return frame

    def _number(self) -> Frame:
        frame = self._overview()
        frame.resize(*LIGHT[0])
        frame.show()
        presenter = NumberPresenter(self._overviewed, lambda _: None)
        view = NumberView(frame, presenter)
        frame.put_over(view)
        view.field.setText("9999")
        presenter.look("9999")
        return frame

    def _counter(self) -> Frame:
        office = self._opened(desk_cases.office_on(desk_cases.folder(self._factory), self._folder))
        frame, presenter = self._desk(office, "holds")
        presenter.open_counter()
        presenter.look_at_counter(next(desk_cases.held_for(office, "no_identification")))
        return frame

    def _join(self) -> Frame:
        presenter = StartPresenter(setup_cases.Shell(waits=True), lambda *_: None, setup_cases.DEFINITION)
        frame = self._framed("start", StartView(presenter), FrameScreen())
        presenter.go("join")
        return frame

    def _holds(self) -> Frame:
        office = self._opened(desk_cases.office_on(desk_cases.folder(self._factory), self._folder))
        frame, presenter = self._desk(office, "holds")
        presenter.select(next(desk_cases.held_for(office, "no_identification")))
        return frame

    def _batches(self) -> Frame:
        office = self._determined()
        batches_cases.depart(office, batches_cases.determined(office, "count_full")[0])
        batch = batches_cases.close_batch(office)
        batches_cases.sign_in(office, batches_cases.SUPERVISOR)
        frame, presenter = self._desk(office, "batches")
        presenter.enter(batch)
        presenter.look(batches_cases.determined(office, "count_partial")[0])
        return frame

    def _overview(self) -> Frame:
        self._overviewed = self._opened(desk_cases.office_on(desk_cases.folder(self._factory), self._folder))
        return self._desk(self._overviewed, "overview")[0]

    def _progress(self) -> Frame:
        made = progress_cases.folder(self._factory)
        office, _clock = progress_cases.office_on(made, self._folder, progress_cases.WORKERS[0][0])
        view = ProgressView(ProgressPresenter(self._opened(office), lambda: None, lambda: None))
        return self._framed("progress", view, FrameWords().screen(office, "overview", undo=False))

    def _board(self) -> Frame:
        office = self._opened(board_cases.ready(self._folder, self._factory))
        return self._desk(office, "board")[0]

    def _opening(self) -> Frame:
        office = self._determined()
        count_cases.busy(office)
        return self._desk(office, "opening")[0]

    def _count(self) -> Frame:
        office = self._determined()
        count_cases.busy(office)
        return self._desk(office, "count")[0]

    def _release(self) -> Frame:
        office = self._determined()
        batches_cases.approve_batch(office, batches_cases.close_batch(office))
        batches_cases.sign_in(office, batches_cases.SUPERVISOR)
        frame, presenter = self._desk(office, "release")
        presenter.choose_folder("/media/stick/releases")
        return frame

    def _record(self) -> Frame:
        office = self._opened(setup_cases.small(self._folder, "oquinn"))
        frame, presenter = self._desk(office, "record")
        frame.show()
        presenter.open_entry("8")
        presenter.verify("deep")
        return frame

    def _setup(self, tab: str) -> Frame:
        frame, presenter = self._desk(self._opened(setup_cases.small(self._folder, "jbellamy")), "setup")
        presenter.go(tab)
        return frame

    def _adopt(self) -> Frame:
        case = self._folder / "gwinnett.case"
        case.write_bytes(GOLDEN.read_bytes())
        raise_case(case, setup_cases.chance(40))
        office = self._opened(Office.open(case, chance=setup_cases.chance(50)))
        assert not isinstance(office.people.sign_in("admin", OF_ADMIN), Refusal)
        view = AdoptView(AdoptPresenter(office, lambda _: None, lambda *_: None))
        return self._framed("accounts", view, FrameWords().screen(office, "", undo=False))

    def _determined(self) -> Office:
        return self._opened(batches_cases.office_on(batches_cases.determined_case(self._factory), self._folder))

    def _opened(self, office: Office) -> Office:
        return self._open.enter_context(closing(office))

    def _desk(self, office: Office, desk: str) -> tuple[Frame, Any]:
        page = DESKS[desk](office, setup_cases.Shell())
        frame = self._framed(desk, page.view, FrameWords().screen(office, desk, undo=False))
        return frame, page.presenter

    def _framed(self, page: str, view: QWidget, drawn: FrameScreen) -> Frame:
        frame = Frame()
        frame.add_page(page, view)
        frame.draw(drawn)
        frame.show_page(page)
        return frame


@pytest.fixture
def screens(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Screens]:
    monkeypatch.setattr(
        "ui.desks.batches.front.SECONDS", 3600.0
    )  # on a slow machine nothing comes to count as looked at
    made = Screens(tmp_path, tmp_path_factory)
    yield made
    made.close()


def picture_name(screen: str, look: Look) -> str:
    """What the picture of a screen is called: "review-1280-light", "review-1280-light-200"."""
    (width, _), theme_name, text_size = look
    return f"{screen}-{width}-{theme_name}" + (f"-{text_size}" if text_size != 100 else "")


def _take(frame: Frame, pictures: ModuleType, name: str, look: Look) -> QImage:
    """Take a picture of a window at rest: no blinking cursor, the mouse out of the way."""
    (width, height), theme_name, text_size = look
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setCursorFlashTime(0)
    QCursor.setPos(app.primaryScreen().geometry().bottomRight())
    theme().apply(app, theme_name, text_size)
    frame.resize(width - 1, height)
    frame.show()
    frame.activateWindow()
    pictures.settle()  # what unfolds takes two passes to come to rest
    return QImage(str(pictures.take(frame, f"baseline-{name}", *look)))


@pytest.mark.parametrize("screen", LOOKS)
def test_a_screen_looks_as_it_did(screen, screens, qtbot, pictures):
    frame = screens.make(screen)
    qtbot.addWidget(frame)
    taken = {name: _take(frame, pictures, name, look) for look in LOOKS[screen] if (name := picture_name(screen, look))}
    said = [words for name, image in taken.items() if (words := compare(name, image))]
    assert not said, "\n".join(said)


def test_no_picture_is_kept_of_a_screen_that_is_gone():
    """One that is left behind would be held against nothing: delete it with the screen."""
    wanted = {picture_name(screen, look) for screen, looks in LOOKS.items() for look in looks}
    assert {path.stem for path in KEPT.glob("*")} <= wanted
