"""A reviewer at the keyboard of the real window: reads papers and screen, and answers by keys alone.

What to answer is worked out as the scripted worker of a practice run does, from the papers and what the office looked up;
nothing but keys ever acts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QComboBox

from adjudicator.casework.sheet.application_day import closings_on
from adjudicator.casework.sheet.cards import cards_of, current_card
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.practice.papers import Paper
from adjudicator.records.elector import Candidate
from adjudicator.rehearsal.reasons import CERTIFICATE, explanation, why_against
from adjudicator.rehearsal.whom import pick
from adjudicator.rehearsal.worker import NO_PAPER, paper_differs, registration_of, slips_of
from adjudicator.words.dates import long_day, long_day_and_hour
from tests.flows.hands import Hands
from ui.desks.review.lines.table import DESK_LINES
from ui.desks.review.papers import options_of
from ui.desks.review.screen import PanelScreen, ReviewScreen
from ui.desks.review.views.lines import LineRow
from ui.desks.review.whys import WHY, WHY_PAPER, WHY_WORDS
from ui.desks.review.work import RESEARCH_PREFIX
from ui.kit.form import ChoiceField
from ui.shared.home_words import precinct_words
from ui.shared.questions import RESEARCH_RESULTS
from ui.shell.window import Window

MOST_CHOICES = 400
MOST_STEPS = 80
"""So many steps on one envelope, and something does not go on."""

OFTEN = 25
"""Envelopes between two lines of the log."""

FROM_THE_PAPER: Mapping[str, str] = {"oath": "signed", "eligibility": "eligible", "statement": "missing"}
ALWAYS: Mapping[str, str] = {
    "signature": "accepted", "secrecy_envelope": "present", "withdrawn": "no", "registration_data": "complete",
}  # fmt: skip


class KeyboardReviewer:
    """Works everything in the queue of whoever is signed in, by keys."""

    def __init__(
        self, hands: Hands, window: Window, papers: Mapping[str, Paper], tell: Callable[[str], object]
    ) -> None:
        self._hands, self._window, self._papers, self._tell = hands, window, papers, tell
        self.keys = 0
        self.done = 0

    def last_arrival(self, now: datetime) -> datetime:
        """When the last identification came that the papers tell of: nobody can enter what is still to come."""
        told = (paper.identification_arrived_at for paper in self._papers.values())
        return max((datetime.fromisoformat(at).replace(tzinfo=now.tzinfo) for at in told if at), default=now)

    def work_all(self, most: int) -> int:
        """Work what is to do, at most so many envelopes; how many were recorded."""
        recorded = 0
        while recorded < most and self._screen.nothing is None:
            number = self._screen.number
            self._work(number)
            recorded += 1
            self.done += 1
            if self.done % OFTEN == 0:
                self._tell(f"reviewed {self.done}")
        return recorded

    @property
    def _screen(self) -> ReviewScreen:
        return self._window._pages["review"].presenter.screen

    def _work(self, number: str) -> None:
        paper = self._papers.get(number, NO_PAPER)
        for _ in range(MOST_STEPS):
            if self._screen.number != number:
                return
            panel = self._screen.panel
            if panel is not None:
                self._in_panel(panel, paper)
            else:
                self._step(number, paper)
        raise AssertionError(f"envelope {number} does not go on\n---\n{self._hands.words}")

    def _step(self, number: str, paper: Paper) -> None:
        sheet: Any = self._window._office.review.sheet(number)
        if slips_of(sheet, paper):
            self._press("E")
            return
        card = current_card(cards_of(sheet))
        if card is None:
            self._press("Ctrl+Enter")
            return
        asking = self._screen.asking
        if card.id == "owed":
            assert asking is not None
            assert asking.fact.startswith(RESEARCH_PREFIX), asking.fact
            self._press(next(option.key for option in RESEARCH_RESULTS if option.value == "nothing"))
            return
        line = card.open_line or next((line for line in card.to_accept if paper_differs(line, paper)), None)
        if line is None:
            self._press("Enter")
            return
        if asking is None or asking.fact != line.fact:
            self._reopen(line.fact)
        self._press(self._key(sheet, paper, line))

    def _press(self, *keys: str) -> None:
        self._hands.press(*keys)
        self.keys += len(keys)

    def _reopen(self, fact: str) -> None:
        """Go with Tab to the line that is to be answered otherwise, and press it."""
        for _ in range(120):
            row = self._hands.focus
            if isinstance(row, LineRow) and row.line.fact == fact:
                self._press("Space")
                asking = self._screen.asking
                assert asking is not None, fact
                assert asking.fact == fact
                return
            self._press("Tab")
        raise AssertionError(f"Tab never came to the line {fact}")

    # answers

    def _key(self, sheet: Sheet, paper: Paper, line: CardLine) -> str:
        """The key of the answer."""
        if line.fact == "match":
            return self._match_key(sheet)
        if line.fact == "home":
            return self._home_key()
        if line.fact == "applied":
            return self._applied_key(sheet, paper)
        if line.fact == "identification" and paper.identification_arrived_at:
            return "3"
        value = _value(sheet, paper, line)
        why = why_against(sheet, line.fact, value)
        options = [each for each in DESK_LINES[line.fact].question.on(sheet).options if each.value == value]
        fitting = [each for each in options if why is not None and each.why == why.code] or options
        assert fitting, (line.fact, value)
        return fitting[0].key

    def _match_key(self, sheet: Sheet) -> str:
        candidates = sheet.evidence.match.candidates
        picked = pick(candidates)
        if isinstance(picked, Candidate):
            return str(candidates.index(picked) + 1)
        return {"none": "0", "several": "8"}[picked]

    def _home_key(self) -> str:
        """To choose precinct and portion; where the precinct that handed it out is not known, to read the papers."""
        asking = self._screen.asking
        assert asking is not None
        return "1" if not any(choice.key == "8" for choice in asking.choices) else "8"

    def _applied_key(self, sheet: Sheet, paper: Paper) -> str:
        elector = sheet.evidence.elector
        listed = elector.registered_on if elector is not None else None
        return "1" if listed is not None and paper.application in (None, listed) else "2"

    # panels

    def _in_panel(self, panel: PanelScreen, paper: Paper) -> None:
        sheet: Any = self._window._office.review.sheet(self._screen.number)
        if panel.kind == "put_right":
            self._press("1")
        elif panel.kind == "correct":
            self._correct(panel, sheet, paper)
        elif panel.kind == WHY:
            self._press(self._why_key(panel, sheet))
        elif panel.kind in (WHY_PAPER, WHY_WORDS):
            self._write(CERTIFICATE)
            self._press("Ctrl+Enter")
        elif panel.kind == "arrival":
            self._arrival(panel, paper)
        elif panel.kind == "portion":
            self._portion(sheet, paper)
        elif panel.kind == "application" and panel.choices:
            self._press(next(each.key for each in panel.choices if each.value == "office_stamp"))
        elif panel.kind == "application":
            self._write(str(long_day(_applied_for(sheet, paper))))
            self._press("Ctrl+Enter")
        elif panel.kind == "applied":
            self._write(str(long_day(self._applied_on(sheet, paper))))
            self._press("Ctrl+Enter")
        else:
            raise AssertionError(f"no answer to the panel {panel.kind}: {panel.title}")

    def _why_key(self, panel: PanelScreen, sheet: Sheet) -> str:
        fact, __, key = panel.about.partition(":")
        if fact == "match":
            elector = sheet.evidence.match.candidates[int(key) - 1].elector
            why = explanation(self._window._office.review.compared(sheet, elector))
            wanted = why.code if why is not None else ""
        else:
            option = DESK_LINES[fact].question.on(sheet).option(key) if fact in DESK_LINES else None
            why = why_against(sheet, fact, option.value) if option is not None else None
            wanted = why.code if why is not None else ""
        found = next((choice for choice in panel.choices if choice.value == wanted), panel.choices[0])
        return found.key

    def _correct(self, panel: PanelScreen, sheet: Sheet, paper: Paper) -> None:
        name, value = next(iter(slips_of(sheet, paper).items()))
        field = next(each for each in panel.fields if each.id == "field")
        if field.value != name:
            self._choose(next(words for code, words in field.options if code == name))
            return
        self._press("Tab")
        options = dict(options_of(name, self._window._office.election))
        if options:
            self._choose(str(options[str(value)]))
        else:
            self._press("Ctrl+A")
            self._write(_as_typed(name, value))
        self._press("Tab")
        self._write("The paper says otherwise than the list")
        self._press("Ctrl+Enter")

    def _arrival(self, panel: PanelScreen, paper: Paper) -> None:
        """What came, on a key; then when."""
        if panel.choices:
            self._press(next(each.key for each in panel.choices if each.value == paper.identification_kind))
            return
        self._write(str(long_day_and_hour(datetime.fromisoformat(paper.identification_arrived_at))))
        self._press("Ctrl+Enter")

    def _portion(self, sheet: Sheet, paper: Paper) -> None:
        election = sheet.evidence.election
        precinct = election.precincts[paper.lived_precinct]
        portion = next(each for each in precinct.portions if each.style == paper.lived_style)
        self._choose(str(precinct_words(precinct, precinct.code)))
        self._press("Tab")
        box = self._hands.focus
        assert isinstance(box, QComboBox)
        at = box.findData(portion.id)
        self._choose(box.itemText(at))
        self._press("Ctrl+Enter")

    def _applied_on(self, sheet: Sheet, paper: Paper) -> date:
        elector = sheet.evidence.elector
        listed = elector.registered_on if elector is not None else None
        return paper.application or listed or min(closings_on(sheet.evidence, sheet.cast_style).values())

    def _write(self, words: str) -> None:
        self._hands.write(words)
        self.keys += len(words)

    def _choose(self, words: str) -> None:
        """Go with the arrows to an entry of the list box that has the focus; a choice may put others in its place."""
        for _ in range(MOST_CHOICES):
            box = self._hands.focus
            assert isinstance(box, ChoiceField), type(box)
            wanted, at = box.findText(words), box.currentIndex()
            assert wanted >= 0, (words, [box.itemText(place) for place in range(box.count())])
            if at == wanted:
                return
            self._press("Down" if at < wanted else "Up")
        raise AssertionError(f"the arrows never came to {words!r}")


def _value(sheet: Sheet, paper: Paper, line: CardLine) -> str:
    """The answer to a line whose keys are its values."""
    fact = line.fact
    own: Mapping[str, Callable[[], str]] = {
        "registration": lambda: registration_of(sheet, paper),
        "residence": lambda: paper.residence or "as_listed",
        "identification": lambda: {"none": "missing", "": "shown"}.get(paper.identification, paper.identification),
        "voted_already": lambda: paper.voted_already or line.value or "no",
        "cast": lambda: line.value or "time_unknown",
    }
    if fact in own:
        return own[fact]()
    if fact in FROM_THE_PAPER:
        return getattr(paper, fact, "") or line.value or FROM_THE_PAPER[fact]
    return ALWAYS[fact]


def _applied_for(sheet: Sheet, paper: Paper) -> date:
    """The day of the application that was found; without it, that of the roll; else the last day that was in time."""
    elector = sheet.evidence.elector
    listed = elector.registered_on if elector is not None else None
    return paper.application or listed or sheet.evidence.calendar.registration_closes


def _as_typed(name: str, value: Any) -> str:
    """A field's value as a person types it."""
    if name == "reasons":
        return " ".join(value)
    if name == "cast_at":
        return str(long_day_and_hour(datetime.fromisoformat(value)))
    return str(value)
