"""Takes the pictures of README and manual from a practice election: `.venv/bin/python tests/pictures/for_docs.py`.

A scripted worker goes before, so that the screens are full; the same seed gives the same pictures. They land in docs/.
Name pictures ("lock review-scan") to keep those alone; the others are drawn all the same, since one goes on from another.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from harness import clipped, colours, settle, take
from made_up_scan import draw_scan
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

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
from adjudicator.words import ENGLISH
from tests.looking import approve_seen
from ui.desks.sign_in.lock import LockPresenter
from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.views.lock import LockView
from ui.desks.sign_in.views.sign_in import SignInView
from ui.kit.drawn.qr import QrCode
from ui.kit.style.theme import theme
from ui.kit.style.tokens import INKS, PALETTES, mix
from ui.kit.window.frame import Frame
from ui.shared.frame_words import FrameWords
from ui.shell.desk_table import DESKS

ROOT = Path(__file__).resolve().parents[2]
SEED, ENVELOPES = 7, 60
SIZE = (1280, 800)
LARGEST = 150_000
"""Bytes of one picture, so that a page of them stays light."""

REVIEWER, OTHER_REVIEWER, SUPERVISOR = "rwhitfield", "tnakamura", "jbellamy"
SHARES = ((REVIEWER, 18), (OTHER_REVIEWER, 14), (REVIEWER, 10))
"""Who determines how many envelopes before the pictures; after each the batch is closed."""


class Shell:
    """What a desk asks of the window: here nothing moves on, and what was said stands in the status line."""

    def __init__(self) -> None:
        self.words = FrameWords()

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        """Say what just happened."""
        self.words.happened = words

    def go(self, desk: str, about: str = "") -> None:
        """Stay where the picture is taken."""

    def ask(self, what: str) -> None:
        """Leave what the menu does."""

    language = ENGLISH

    def run_alone(self, words: str, work: Any, done: Any, failed: Any) -> None:
        """Leave what the case would have to be closed for."""

    def run(self, work: Any, done: Any, failed: Any, progress: Any = None) -> Callable[[], None]:
        """Do long work at once."""
        done(work(lambda *_: None))
        return lambda: None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The envelopes that are kept for the pictures of Review: each shows one thing."""

    wrong_precinct: str
    several: str
    contradiction: str
    scanned: str

    @property
    def all(self) -> tuple[str, ...]:
        """Every one of them."""
        return (self.wrong_precinct, self.several, self.contradiction, self.scanned)


def main() -> None:
    """Make the election, practise on it, take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        app = _application(Path(folder))
        office, worker = _practice(Path(folder) / "practice")
        _picture_of_sign_in(office)
        wanted = _practise(office, worker)
        _pictures_of_intake(office)
        _pictures_for_supervisors(office)
        _pictures_of_review(office, wanted)
        office.close()
        app.processEvents()


def _application(folder: Path) -> QApplication:
    """The application with settings of its own, so that nothing of the person's is read or changed."""
    import_module("conftest")  # settles window system, fonts and scale, as for every other picture
    app = QApplication(sys.argv[:1])
    QCoreApplication.setOrganizationName("pictures")
    QCoreApplication.setApplicationName("pictures")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(folder))
    app.setCursorFlashTime(0)  # a caret that stands
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


def _practise(office: Office, worker: ScriptedWorker) -> Wanted:
    """Have most envelopes determined, one batch approved and released, two waiting; keep some for the pictures."""
    _sign_in(office, REVIEWER)
    wanted = _kept_aside(office)
    for person, share in SHARES:
        _sign_in(office, person)
        for number in [each for each in _to_do(office) if each not in wanted.all][:share]:
            worker.work(number)
        _must(office.batches.close())
    last = next(each for each in reversed(_to_do(office)) if each not in wanted.all)
    _must(office.review.refer(last, "Two houses on this street have the same number. Which is meant?"))
    _sign_in(office, SUPERVISOR)
    _must(approve_seen(office, office.batches.batches()[-1]))
    _must(office.releases.release(office.path.parent / office.releases.proposed_name()))
    return wanted


def _kept_aside(office: Office) -> Wanted:
    sheets = [_sheet(office, number) for number in _to_do(office)]
    easy = [sheet.number for sheet in sheets if _is_wrong_precinct(sheet)]
    several = next(
        sheet.number for sheet in sheets if len(sheet.evidence.match.candidates) > 1 and _is_open(sheet, "match")
    )
    contradiction = next(sheet.number for sheet in sheets if _contradicts(sheet))
    return Wanted(easy[0], several, contradiction, easy[1])


def _is_open(sheet: Sheet, fact: str) -> bool:
    return any(line.fact == fact and line.state != "known" for card in cards_of(sheet) for line in card.lines)


def _contradicts(sheet: Sheet) -> bool:
    """A file and the papers say two things about other votes, and all before it is known."""
    known = sheet.known.get("voted_already")
    return known is not None and known.strength == "contradiction" and sheet.known.get("residence") is not None


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


def _pictures_of_intake(office: Office) -> None:
    _sign_in(office, OTHER_REVIEWER)
    frame, presenter = _desk(office, "receive")
    presenter.choose(str(_list_with_errors(office.path.parent)))
    _save(frame, "pictures/receive-errors")
    frame, presenter = _desk(office, "holds")
    presenter.select(next(each.number for each in office.overview.states() if _waits_for_identification(each)))
    _save(frame, "pictures/holds")


def _list_with_errors(folder: Path) -> Path:
    """The list of envelopes once more, with slips in some rows, as it might come from another program."""
    with (folder / "envelopes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:9]
    for at, (column, value) in SLIPS.items():
        rows[at] = {**rows[at], column: value}
    path = folder / "envelopes-nov-3.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "envelope_number": f"9{row['envelope_number'][1:]}"} for row in rows)
    return path


SLIPS: Mapping[int, tuple[str, str]] = {
    1: ("precinct_cast", "999"),
    3: ("reasons", "XX"),
    5: ("cast_at", "yesterday"),
    7: ("style_cast", "135-BS001"),
}
"""Row -> the column with a slip, and what stands there."""


def _pictures_for_supervisors(office: Office) -> None:
    _sign_in(office, SUPERVISOR)
    _save(_desk(office, "overview")[0], "pictures/overview")
    frame, presenter = _desk(office, "batches")
    presenter.open_batch(next(batch.id for batch in office.batches.batches() if batch.status == "waiting"))
    presenter.look_at_next()
    _save(frame, "pictures/batches")
    _must(approve_seen(office, next(batch for batch in office.batches.batches() if batch.status == "waiting")))
    frame, presenter = _desk(office, "release")
    presenter.choose_folder("/media/office/releases")  # no path of this machine
    _save(frame, "pictures/release")
    _save(_desk(office, "record")[0], "pictures/record")
    frame, presenter = _desk(office, "record")
    presenter.open_checkpoint()
    _scroll_to(frame, QrCode)
    _save(frame, "pictures/checkpoint")
    frame, presenter = _desk(office, "setup")
    presenter.open_person(REVIEWER)
    _save(frame, "pictures/setup-people")
    frame, _ = _desk(office, "overview")
    frame.cover(LockView(LockPresenter(office, lambda: None, lambda: None)))
    _save(frame, "pictures/lock")


def _pictures_of_review(office: Office, wanted: Wanted) -> None:
    _sign_in(office, OTHER_REVIEWER)
    _give_scan(office, wanted.scanned)
    _picture_of_review(office, wanted.scanned, 0, "pictures/review-scan")
    _picture_of_review(office, wanted.several, 1, "pictures/review-question")
    _picture_of_review(office, wanted.contradiction, 2, "pictures/review-contradiction")
    _picture_of_review(office, wanted.wrong_precinct, 2, "review")


def _picture_of_review(office: Office, number: str, cards: int, name: str) -> None:
    """The desk with an envelope, after so many cards were accepted."""
    frame, presenter = _desk(office, "review")
    presenter.enter(number)
    for _ in range(cards):
        presenter.accept()
    _save(frame, name)


def _give_scan(office: Office, number: str) -> None:
    """Lay a scan of the envelope beside the list that it came with."""
    sheet = _sheet(office, number)
    name = f"{number}.png"
    draw_scan(sheet.evidence.papers, office.path.parent / name)
    _must(office.receive.correct(number, {"image": name}, "The scan came later.", sheet.state.version))


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


def _scroll_to(frame: Frame, kind: type[QWidget]) -> None:
    """Scroll a panel until the widget of a kind in it is seen whole, at the size of the picture."""
    frame.resize(*SIZE)
    settle()
    widget = frame.findChild(kind)
    assert widget is not None
    above: QWidget | None = widget
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    assert above is not None
    above.ensureWidgetVisible(widget)


def _save(frame: Frame, name: str) -> None:
    """Take the picture, see that it is one, and put it into docs/ as small as PNG makes it."""
    taken = take(frame, f"docs-{name.replace('/', '-')}", SIZE)
    settle()
    assert clipped(frame) == [], name
    assert colours(taken) > 40, name
    path = ROOT / "docs" / f"{name}.png"
    if sys.argv[1:] and path.stem not in sys.argv[1:]:
        path = taken
    path.parent.mkdir(exist_ok=True)
    assert _with_few_colours(QImage(str(taken))).save(str(path), quality=0)
    assert path.stat().st_size < LARGEST, f"{path.name}: {path.stat().st_size:,} bytes"
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")  # noqa: T201 - a script that says what it made
    frame.hide()
    frame.deleteLater()
    settle()


def _with_few_colours(image: QImage) -> QImage:
    """The picture in 256 colours, the others as the nearest of them: a third of the bytes.

    They are the inks of the theme, whole and as thin lines show them, and else what the picture has most of: by their number
    alone the colours of a scan leave none for the red of a contest that does not count.
    """
    pixels = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    light = PALETTES["light"]
    inks = [QColor(mix(light[ink], light["surface"], share)).rgb() for ink in INKS for share in (1, 0.8, 0.6, 0.4, 0.2)]
    most = (colour for colour, _ in Counter(pixels).most_common(256))
    table = list(dict.fromkeys([*inks, *most]))[:256]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)


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
