"""Measures the next envelope on screen: from recording one until the next is drawn, in the real window, offscreen.

The envelopes worked on are those of a practice election, with its roll and files; the longer queue is made of further
envelopes behind them. Everything but the recording is prepared through the office beforehand. Recording includes the
durable commit.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from made_up import DEFINITION, PORTION, election, envelopes, receive, signers
from PySide6.QtWidgets import QApplication
from rows import Row, percentile, seconds

from adjudicator import resources
from adjudicator.casework.sheet.cards import cards_of, current_card
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Office
from adjudicator.office.behind.by_number import by_number
from adjudicator.port.rows import QueueQuery
from adjudicator.practice.papers import Paper, read_papers
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from, make_ready, sign_in_as
from adjudicator.rehearsal.worker import NO_PAPER, Effort, ScriptedWorker
from ui.app import make_application
from ui.desks.review import guard
from ui.desks.review.presenter import ReviewPresenter
from ui.kit.window.frame import Frame
from ui.shell.window import Window

FEW, MANY = 1000, 100_000
SIZE = (1440, 900)

CLERK = "jbellamy"
"""Who has received the practice election's own envelopes."""


def run(quick: bool) -> list[Row]:
    """With 1,000 envelopes, then with 100,000: median and 95th percentile."""
    app = make_application()
    guard.SECONDS = 0.0  # nobody has to see it
    with tempfile.TemporaryDirectory() as made:
        chance = chance_from(7, election())
        ready = make_ready(
            DEFINITION, "definition", Path(made), RehearsalPlan(FEW, 7), chance=chance, tell=lambda *_: None
        )
        if isinstance(ready, tuple):
            raise AssertionError(ready)
        ready.office.close()
        papers = read_papers(ready.files.papers)
        rows = rows_of(FEW, times(app, ready.case, papers, 50 if quick else 250))
        with CaseLog.open(ready.case) as log:
            clerk = signers(log)[CLERK]
            for at in range(0, MANY - FEW, PORTION):
                receive(log, envelopes(range(at, min(at + PORTION, MANY - FEW))), clerk)
            rows += queue_rows(log)
        return [*rows, *rows_of(MANY, times(app, ready.case, papers, 50 if quick else 250))]


def rows_of(count: int, taken: list[float]) -> list[Row]:
    """Median and 95th percentile."""
    return [
        Row(f"next envelope on screen, {count:,} envelopes, median", percentile(taken, 50) * 1e3, "ms"),
        Row(f"next envelope on screen, {count:,} envelopes, 95th percentile", percentile(taken, 95) * 1e3, "ms",
            budget="50 ms"),
    ]  # fmt: skip


def queue_rows(log: CaseLog) -> list[Row]:
    """The queue as a list, in another order and through a filter, and an envelope by its number: the median of ten."""
    to_do = QueueQuery(status=("to_do",), referred=False)
    place = log.envelope_rows(replace(to_do, limit=1))[0].place
    asked = {
        "queue, like after like, first page": lambda: log.envelope_rows(replace(to_do, sort="alike")),
        "queue of one place, first page": lambda: log.envelope_rows(replace(to_do, place=place)),
        "envelope by its number": lambda: by_number(log, "M050000"),
        "a number that is none": lambda: by_number(log, "9999999"),
    }
    return [
        Row(f"{what}, {MANY:,} envelopes", percentile([seconds(ask) for __ in range(10)], 50) * 1e3, "ms")
        for what, ask in asked.items()
    ]


class Preparing(ScriptedWorker):
    """The scripted worker, who stops before recording."""

    def prepare(self, number: str) -> None:
        """Answer everything about one envelope."""
        paper = self._papers.get(number, NO_PAPER)
        self._correct(self._sheet(number), paper, Effort())
        while (card := current_card(cards_of(sheet := self._sheet(number)))) is not None:
            self._step(sheet, card, paper, Effort())


def times(app: QApplication, case: Path, papers: dict[str, Paper], envelopes: int) -> list[float]:
    """Seconds from recording until the next envelope is drawn, for so many envelopes."""
    window = Window(Frame(), resources.path("practice", "gwinnett-2020.json"))
    window.start(case)
    window.frame.resize(*SIZE)
    window.frame.show()
    office = window._office
    assert office is not None
    sign_in_as(office, "reviewer")
    window.go("review")
    presenter = window._pages["review"].presenter
    assert isinstance(presenter, ReviewPresenter)
    taken = [one(app, office, presenter, Preparing(office, papers)) for _ in range(envelopes)]
    window.close()
    window.frame.close()
    return taken


def one(app: QApplication, office: Office, presenter: ReviewPresenter, worker: Preparing) -> float:
    """Prepare the envelope on the desk, then take the time of recording it and drawing the next."""
    number = presenter.screen.number
    worker.prepare(number)
    presenter.refresh()
    settle(app)

    def record() -> None:
        presenter.record()
        settle(app)

    took = seconds(record)
    if presenter.screen.number == number:
        raise AssertionError(f"envelope {number} was not recorded: {presenter.screen.strip}")
    return took


def settle(app: QApplication) -> None:
    """Do what is waiting, until nothing is left: layout and painting among it."""
    for _ in range(5):
        app.processEvents()
