"""The rows, sums and lines of the Board desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from adjudicator.casework.record.count_state import DocketState, Ruling
from adjudicator.export.paper.board_pages import motion_words, ruling_words, vote_words
from adjudicator.law.telling.words import hold_words, outcome_words, reason_words
from adjudicator.office import Office
from adjudicator.office.desks.count.board import Moved
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, capital, number
from adjudicator.words.dates import day_and_hour
from ui.desks.board.screen import CaseCard, Figure
from ui.parts import Row

OUTCOMES = ("count_full", "count_partial", "not_counted")


class Cards:
    """What the board needs on each envelope that waits; made once for each state of the record."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._made: tuple[int, dict[str, CaseCard]] = (0, {})

    def card(self, number: str) -> CaseCard | None:
        """The card of an envelope, None for no number."""
        if not number:
            return None
        size = self._office.record.head().size
        if self._made[0] != size:
            self._made = (size, {})
        if number not in self._made[1]:
            found = self._office.board.case_of(number)
            if isinstance(found, Refusal):  # not kept: the record does not grow when it is there
                return CaseCard(number, (found.words,))
            self._made[1][number] = CaseCard(number, tuple(filter(None, found)) if found else ())
        return self._made[1][number]


def figures(outcomes: Mapping[str, int], reasons: Mapping[str, int]) -> tuple[Figure, ...]:
    """Sums by outcome, and by reason what is not counted."""
    found = ((outcome_words(code), number(outcomes.get(code, 0)), 0) for code in OUTCOMES)
    return (*found, *((reason_words(code), number(count), 1) for code, count in sorted(reasons.items())))


def by_question(questions: Mapping[str, tuple[str, ...]]) -> list[tuple[str, tuple[str, ...]]]:
    """Envelopes with what they ask, those of one question together."""
    return sorted(questions.items(), key=lambda each: each[1])


def case_row(number: str, codes: tuple[str, ...], ruling: Ruling | None = None, *, in_part: bool = False) -> Row:
    """An envelope that wants a ruling."""
    ruled = ruling_words(ruling.ruling, in_part or bool(ruling.ruled_out)) if ruling is not None else ""
    return Row(number, (number, beside(*map(hold_words, codes), by="; "), ruled))


def docket_row(docket: DocketState, office: Office) -> Row:
    """A docket and whether it was voted on."""
    voted = _("waits")
    if docket.vote is not None:
        voted = _("carried") if docket.vote.carried else _("did not carry")
    drawn = day_and_hour(office.local(docket.drawn_at))
    cells = (docket.id, drawn, len(docket.items), len(docket.questions), voted)
    return Row(docket.id, cells, order=(docket.id, docket.drawn_at, *cells[2:]))


def motion_row(moved: Moved) -> Row:
    """A motion that was voted on."""
    hour = day_and_hour(datetime.fromisoformat(moved.vote.hour))
    on = capital(motion_words(moved.kind, moved.docket))
    cells = (hour, moved.vote.number, on, vote_words(moved.vote))
    return Row(str(moved.seq), cells, order=(moved.vote.hour, *cells[1:]))


def motion_lines(moved: Moved, office: Office) -> tuple[str, ...]:
    """A motion of a past meeting: its text, what was taken out, the rulings, and who entered it when."""
    titles = {contest.id: contest.title for contest in office.election.contests.values()}
    ruled = (_ruling_line(number, each, titles) for number, each in moved.rulings.items())
    who, when = office.people.name_of(moved.by), day_and_hour(office.local(moved.at))
    entered = _("Entered by {person}, {when}", person=who, when=when)
    if moved.vote.later:
        entered = _("Entered later, from the paper of the meeting, by {person}, {when}", person=who, when=when)
    because = _("Certified with something not explained: {reason}", reason=moved.why) if moved.why else ""
    return tuple(filter(None, (moved.vote.text, *taken_out(moved.removed, office), *ruled, because, entered)))


def taken_out(removed: Mapping[str, str], office: Office) -> tuple[str, ...]:
    """What was taken out of a docket; why, for those who see names."""
    return tuple(
        beside(_("Envelope {number} was taken out", number=number), office.board.reason(seal), by=": ")
        for number, seal in removed.items()
    )


def _ruling_line(number: str, ruling: Ruling, titles: Mapping[str, str]) -> str:
    said = _("Envelope {number}: {ruling}", number=number, ruling=ruling_words(ruling.ruling, bool(ruling.ruled_out)))
    out = beside(*(titles.get(each, each) for each in ruling.ruled_out), by="; ")
    return beside(said, _("without {contests}", contests=out) if out else "", by=", ")
