"""The lines about the papers with ways of their own: identification, time voted, ballot style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adjudicator.casework.sheet.evidence import cast_moment
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.lines.papers import CAST as CAST_LINE
from adjudicator.casework.sheet.lines.papers import NO_ORDER, ORDER_NOT_ENTERED
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import ARRIVALS
from adjudicator.law.facts.party import party_of_style
from adjudicator.law.telling.words import value_words
from adjudicator.records.election import plain_place
from adjudicator.words import _, beside
from adjudicator.words.dates import hour, long_day_and_hour
from ui.desks.review.lines.line import DeskLine, Offer
from ui.desks.review.panels import DeskPanel, Result, Values, correct_panel, refer_panel
from ui.desks.review.screen import PanelField, PanelScreen
from ui.desks.review.work import Work
from ui.parts import Choice
from ui.shared.questions import Option, Question, said_with
from ui.shared.reading_times import HINT, UNREAD, read_past

# identification


ARRIVED = "arrival"


def arrival_panel() -> PanelScreen:
    """Asks on keys what identification came."""
    choices = tuple(Choice(str(key), kind, words) for key, (kind, words) in enumerate(ARRIVALS.items(), 1))
    refer = Choice("0", "", _("Something else: refer to a supervisor"))
    return PanelScreen(ARRIVED, _("What arrived?"), choices=(*choices, refer))


def when_panel(kind: str, typed: str = "", problem: str = "", read: str = "") -> PanelScreen:
    """Asks when it came; nothing is assumed. `read` says how the time was understood."""
    when = PanelField("when", _("When did it arrive?"), "line", typed, read or HINT, problem)
    words = _(
        "The time at the counter or of the e-mail, not when it is typed in. The program compares it with the last day."
    )
    return PanelScreen(ARRIVED, ARRIVALS[kind], words, fields=(when,), accept=_("Record the arrival"), about=kind)


def _what(work: Work, panel: PanelScreen, kind: str) -> Result:
    del work, panel
    return when_panel(kind) if kind else refer_panel()


def _arrived(work: Work, panel: PanelScreen, values: Values) -> Result:
    if panel.about not in ARRIVALS:
        return arrival_panel()
    typed = values.get("when", "")
    read = read_past(typed, work.office.election.date, work.office.now())
    if isinstance(read, str):
        return when_panel(panel.about, typed, read)
    return work.office.review.identification_arrived(work.sheet, read, panel.about)


def _arrival_changed(work: Work, panel: PanelScreen, values: Values) -> PanelScreen:
    """Say how the time was understood, before anything is recorded."""
    if panel.about not in ARRIVALS:
        return arrival_panel()
    typed = values.get("when", "")
    read = read_past(typed, work.office.election.date, work.office.now())
    words = read if isinstance(read, str) else _("Read as {when}", when=long_day_and_hour(read))
    return when_panel(panel.about, typed, read=HINT if words == UNREAD else words)


ARRIVAL = DeskPanel(ARRIVED, choose=_what, submit=_arrived, changed=_arrival_changed)

IDENTIFICATION = DeskLine(
    Question(
        "identification",
        _("Was identification shown?"),
        (
            Option("1", _("Yes, at the polls"), "shown"),
            Option("2", _("No, and nothing has come since"), "missing"),
            Option("3", _("It has come since"), asks=ARRIVED),
            Option("4", _("None needed: by mail, or overseas"), "not_required"),
        ),
        _(
            'In person it must be a photo ID. Only an elector marked "ID required" (registered by mail, first vote) may show '
            "a utility bill, bank statement, government check or paycheck instead."
        ),
        _("whether identification was shown"),
    ),
    steps={ARRIVED: lambda __: arrival_panel()},
)

# the time voted


IN_LINE = "in_line_at_closing"


def _cast_words(line: CardLine, sheet: Sheet) -> str:
    moment = cast_moment(sheet.evidence.papers.cast_at)
    at = hour(moment) if moment is not None and line.value != "time_unknown" else ""
    return beside(at, value_words(line.fact, line.value, sheet.words), by=", ")


def in_line_at(sheet: Sheet, before: frozenset[str]) -> frozenset[str]:
    """The places at which a voter was last said to have been in line at closing, once a question of the sheet is answered."""
    cast, place = sheet.answers.get("cast"), plain_place(sheet.evidence.papers.place)
    if cast is None or CAST_LINE.case(sheet) != NO_ORDER or not place:
        return before
    return before | {place} if cast.value == IN_LINE else before - {place}


def _as_before_at_this_place(work: Work) -> str:
    """In line, where the person said so of the last ballot cast after closing at this place; each is asked all the same."""
    place = plain_place(work.sheet.evidence.papers.place)
    return IN_LINE if CAST_LINE.case(work.sheet) == NO_ORDER and place in work.standing.in_line_at else ""


_CAST = Question(
    "cast",
    _("When was this ballot voted?"),
    (
        Option("1", _("Before 5:00 p.m."), "before_5pm"),
        Option("2", _("From 5:00 p.m. to closing"), "from_5pm_to_close"),
        Option("3", _("In line at closing, voted after it"), IN_LINE),
        Option("4", _("After closing, kept open by a court"), "court_extension"),
        Option("5", _("Not on election day"), "not_election_day"),
        Option("6", _("No time on the papers"), "time_unknown"),
    ),
    _(
        "Go by the time on the outer envelope, else by the order of the numbered list. A voter who voted after closing "
        "without a court order was in line at closing."
    ),
    _("when the ballot was voted"),
)
_KEPT_OPEN = said_with("4", CAST_LINE, ORDER_NOT_ENTERED)

CAST = DeskLine(
    replace(
        _CAST,
        cases={
            NO_ORDER: replace(
                _CAST,
                prompt=_("Voted after closing: was the voter in line, or did a court keep the place open?"),
                options=tuple(_KEPT_OPEN if each.key == "4" else each for each in _CAST.options),
                help=_(
                    "No order is entered for this place. If a court may have kept it open, have a supervisor enter the order "
                    "first. With 4 the ballot is kept apart and held until then."
                ),
            )
        },
    ),
    words=_cast_words,
    expects=_as_before_at_this_place,
)

# the ballot style

MOST_STYLES = 9
STYLE_REASON = "The ballot style was read from the papers at the Review desk."
"""It stands in the record."""


def _styles_here(sheet: Sheet) -> tuple[str, ...]:
    """The styles of the precinct where the ballot was cast, at most nine, on the keys 1 to 9.

    In a primary those of the party on the papers, and of every party where the label contradicts it.
    """
    papers = sheet.evidence.papers
    precinct = sheet.evidence.election.precincts.get(papers.precinct_cast)
    if precinct is None:
        return ()
    of_party = precinct.styles_of(papers.party) if papers.party and not papers.style_cast else ()
    return (of_party or precinct.styles)[:MOST_STYLES]


def _style_offers(work: Work) -> tuple[Offer, ...]:
    election = work.sheet.evidence.election

    def offer(key: str, style: str) -> Offer:
        party = party_of_style(election, style)
        words = _("{party} ballot", party=election.party_words(party)) if party else ""
        return Offer(Choice(key, key, style, words), lambda __: _read_from_label(work, style, party))

    return tuple(offer(str(key), style) for key, style in enumerate(_styles_here(work.sheet), 1))


def _read_from_label(work: Work, style: str, party: str) -> Result:
    """The style read from the label; in a primary the party follows it, since the ballot in the envelope is of that style."""
    papers = work.sheet.evidence.papers
    read: Mapping[str, str] = {"style_cast": style, **({"party": party} if party else {})}
    changes = {name: value for name, value in read.items() if value != getattr(papers, name)}
    return work.office.receive.correct(work.sheet.number, changes, STYLE_REASON, work.sheet.state.version)


def _party_note(work: Work) -> str:
    papers, election = work.sheet.evidence.papers, work.sheet.evidence.election
    printed = party_of_style(election, papers.style_cast)
    if not papers.party or not printed or papers.party == printed:
        return ""
    return _(
        "The papers name the {party} ballot, and the label's style {style} is {printed_party}.",
        party=election.party_words(papers.party),
        style=papers.style_cast,
        printed_party=election.party_words(printed),
    )


STYLE = DeskLine(
    Question(
        "style_cast",
        _("Which ballot style is in the envelope?"),
        (Option("0", _("Another style, or it cannot be read"), asks="correct"),),
        _("It stands on the envelope's label. Do not open the envelope to find out."),
        _("which ballot style is in the envelope"),
    ),
    offers=_style_offers,
    steps={"correct": lambda work: correct_panel(work, "style_cast")},
    note=_party_note,
    open_words=_("which one?"),
)
