"""Takes the pictures of README and manual from a practice election: `.venv/bin/python tests/pictures/for_docs.py`.

A scripted worker goes before, so that the screens are full; the same seed gives the same pictures. They land in docs/.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from harness import clipped, colours, settle, take
from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from adjudicator import resources
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.cards import cards_of
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.intake.definition import read_definition
from adjudicator.office import Office
from adjudicator.practice.papers import read_papers
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.ready import Rehearsal, RehearsalPlan, chance_from, make_ready
from adjudicator.rehearsal.worker import ScriptedWorker
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.sign_in import SignInView
from ui.kit.frame import Frame
from ui.kit.theme import theme
from ui.shared.frame_words import FrameWords
from ui.shell.desk_table import DESKS

ROOT = Path(__file__).resolve().parents[2]
SEED, ENVELOPES = 7, 60
LARGEST = 200_000
"""Bytes of one picture, so that a page of them stays light."""

REVIEWER, OTHER_REVIEWER, SUPERVISOR = "rwhitfield", "tnakamura", "jbellamy"
SHARES = ((REVIEWER, 18), (OTHER_REVIEWER, 14), (REVIEWER, 10))
"""Who determines how many envelopes before the pictures; after each the batch is closed."""


class Shell:
    """What a desk asks of the window: here nothing moves on, and what was said stands in the status line."""

    def __init__(self) -> None:
        self.words = FrameWords()

    def said(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say what just happened."""
        self.words.happened = words

    def go(self, desk: str, about: str = "") -> None:
        """Stay where the picture is taken."""

    def run(self, work: Any, done: Any, failed: Any, progress: Any = None) -> Callable[[], None]:
        """Do long work at once."""
        done(work(lambda *_: None))
        return lambda: None


def main() -> None:
    """Make the election, practise on it, take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        app = _application(Path(folder))
        office, worker = _practice(Path(folder) / "practice")
        _picture_of_sign_in(office)
        wrong_precinct = _practise(office, worker)
        _pictures_of_desks(office, wrong_precinct)
        office.close()
        app.processEvents()


def _application(folder: Path) -> QApplication:
    """The application with settings of its own, so that nothing of the person's is read or changed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv[:1])
    QCoreApplication.setOrganizationName("pictures")
    QCoreApplication.setApplicationName("pictures")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(folder))
    theme().apply(app, "light", 100)
    return app


def _practice(folder: Path) -> tuple[Office, ScriptedWorker]:
    definition = resources.path("practice", "gwinnett-2020.json")
    election, _ = read_definition(definition.read_bytes(), definition.name)
    assert election is not None
    chance = chance_from(SEED, election)
    wanted = RehearsalPlan(ENVELOPES, SEED)
    ready = make_ready(definition.read_bytes(), definition.name, folder, wanted, chance=chance, tell=lambda *_: None)
    assert isinstance(ready, Rehearsal)
    return ready.office, ScriptedWorker(ready.office, read_papers(ready.files.papers))


def _practise(office: Office, worker: ScriptedWorker) -> str:
    """Have most envelopes determined, one batch approved and released, two waiting; give one of a wrong precinct."""
    _sign_in(office, REVIEWER)
    wrong_precinct = next(number for number in _to_do(office) if _is_wrong_precinct(_sheet(office, number)))
    for person, share in SHARES:
        _sign_in(office, person)
        for number in [each for each in _to_do(office) if each != wrong_precinct][:share]:
            worker.work(number)
        _must(office.batches.close())
    _must(office.review.refer(_to_do(office)[-1], "Two houses on this street have the same number. Which is meant?"))
    _sign_in(office, SUPERVISOR)
    _must(office.batches.approve(office.batches.batches()[-1]))
    _must(office.releases.release(office.path.parent / office.releases.proposed_name()))
    return wrong_precinct


def _is_wrong_precinct(sheet: Sheet) -> bool:
    """Everything on its two cards is known from dated records, and the voter's own precinct is another."""
    cards = [card for card in cards_of(sheet) if card.id != "needs"]
    easy = len(cards) == 2 and all(line.state == "known" for card in cards for line in card.lines)
    return easy and sheet.evidence.papers.reasons == ("OP",) and sheet.home is not None and bool(sheet.home.style)


def _waits_for_identification(state: EnvelopeState) -> bool:
    determination = state.determination
    return state.status == "held" and determination is not None and determination.holds == ("no_identification",)


def _picture_of_sign_in(office: Office) -> None:
    presenter = SignInPresenter(office, lambda: None)
    frame = Frame()
    frame.add_page("sign_in", SignInView(presenter))
    frame.show_page("sign_in")
    frame.draw(FrameWords().screen(office, "", undo=False))
    presenter.choose(REVIEWER)
    _save(frame, "pictures/sign-in")


def _pictures_of_desks(office: Office, wrong_precinct: str) -> None:
    _sign_in(office, SUPERVISOR)
    _save(_desk(office, "overview")[0], "pictures/overview")
    frame, presenter = _desk(office, "batches")
    presenter.open_batch(next(batch.id for batch in office.batches.batches() if batch.status == "waiting"))
    presenter.look_at_next()
    _save(frame, "pictures/batches")
    _save(_desk(office, "record")[0], "pictures/record")
    _sign_in(office, OTHER_REVIEWER)
    frame, presenter = _desk(office, "holds")
    presenter.select(next(each.number for each in office.overview.states() if _waits_for_identification(each)))
    _save(frame, "pictures/holds")
    frame, presenter = _desk(office, "review")
    presenter.enter(wrong_precinct)
    presenter.accept()
    presenter.accept()
    _save(frame, "review")


def _desk(office: Office, desk: str) -> tuple[Frame, Any]:
    """The frame with one desk in front, as the person signed in sees it."""
    shell = Shell()
    page = DESKS[desk](office, shell)
    frame = Frame()
    frame.add_page(desk, page.view)
    frame.draw(shell.words.screen(office, desk, undo=False))
    frame.show()
    page.view.setFocus()
    return frame, page.presenter


def _save(frame: Frame, name: str) -> None:
    """Take the picture, see that it is one, and put it into docs/ as small as PNG makes it."""
    taken = take(frame, f"docs-{name.replace('/', '-')}")
    settle()
    assert clipped(frame) == [], name
    assert colours(taken) > 40, name
    path = ROOT / "docs" / f"{name}.png"
    path.parent.mkdir(exist_ok=True)
    without_alpha = QImage(str(taken)).convertToFormat(QImage.Format.Format_RGB888)
    assert without_alpha.save(str(path), "PNG", 0)
    assert path.stat().st_size < LARGEST, f"{path.name}: {path.stat().st_size:,} bytes"
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")  # noqa: T201 - a script that says what it made
    frame.hide()
    frame.deleteLater()
    settle()


def _sheet(office: Office, number: str) -> Sheet:
    return _must(office.review.sheet(number))


def _to_do(office: Office) -> list[str]:
    return [state.number for state in office.overview.states() if state.status == "to_do" and not state.referred]


def _sign_in(office: Office, person: str) -> None:
    office.people.sign_out()
    password = next(password for each, password in practice_people() if each.id == person)
    _must(office.people.sign_in(person, password))


def _must(result: Any) -> Any:
    """A refusal here is a bug of ours."""
    if isinstance(result, Refusal):
        raise AssertionError(f"{result.code}: {result.words}")
    return result


if __name__ == "__main__":
    main()
