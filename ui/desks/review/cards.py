"""The cards as the Screen has them: lines in words, who the elector is, where the voter belongs, what is asked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adjudicator.casework.sheet.cards import Card
from adjudicator.casework.sheet.lines.voter import has_new_address
from adjudicator.casework.sheet.research import RESEARCH, Owed, research_owed
from adjudicator.words import _, beside, n_, small
from ui.desks.review.lines.match import name_words, person_of
from ui.desks.review.lines.table import DESK_LINES, asking_of
from ui.desks.review.screen import Asking, CardScreen, FactLine
from ui.desks.review.work import RESEARCH_PREFIX, Work
from ui.parts import CardState, Choice
from ui.shared.envelope_words import looked_by
from ui.shared.home_words import home_words
from ui.shared.questions import RESEARCH_RESULTS

TITLES: Mapping[str, str] = {
    "style": _("Ballot style"),
    "papers": _("Papers"),
    "voter": _("Voter"),
    "votes": _("Other votes"),
    "needs": _("Still needed"),
    "owed": _("Still owed to the voter"),
}
ABOUT_HOME = frozenset({"residence", "home"})
"""Questions beside which the sentence about the own precinct stands; others have the room for their answers."""
SEARCHED_FOR = _("Search for the voter")
ALONE: Mapping[str, str] = {
    "voted_already": _("no other vote"),
    "oath": _("oath signed"),
    "signature": _("signature accepted"),
}
"""Fact -> its answer that stands in nobody's way, in words that need no label beside them."""

RESULTS: Mapping[str, str] = {option.value: small(option.words) for option in RESEARCH_RESULTS}


def cards_screen(work: Work) -> tuple[CardScreen, ...]:
    """The cards, each with its lines; the current one with the question that is asked."""
    return tuple(_card_screen(card, work) for card in work.cards)


def _card_screen(card: Card, work: Work) -> CardScreen:
    sheet, current = work.sheet, card.id == work.current
    asking = asking_of(work) if current and work.asked else None
    lines = tuple(_lines(card, work))
    elector = sheet.elector or sheet.evidence.elector
    shown = elector if card.id == "voter" and (asking is None or asking.fact != "match") else None
    state = _state(card, work)
    return CardScreen(
        id=card.id,
        title=SEARCHED_FOR if card.optional else TITLES[card.id],
        state=state,
        key=keys_words(asking.choices) if asking is not None else "",
        summary=_summary(card, work, lines),
        lines=lines,
        person=person_of(shown, sheet.evidence) if shown is not None else None,
        home=home_words(sheet) if shown is not None and _shows_home(work, asking) else "",
        may_fix_home=shown is not None and not work.standing.read_only and sheet.evidence.is_home_county,
        asking=asking,
        who=name_words(shown) if shown is not None and state == "folded" else "",
        news=tuple(line.words for line in lines if line.bad and not line.personal) if state == "folded" else (),
        accept=current and not work.asked,
        others=sheet.evidence.other_envelopes if any(line.fact == "voted_already" for line in lines) else (),
    )


def _shows_home(work: Work, asking: Asking | None) -> bool:
    """The question about a new address says by itself that the own precinct is not known, and needs the room."""
    if asking is None:
        return True
    return asking.fact in ABOUT_HOME and not (asking.fact == "home" and has_new_address(work.sheet))


def _state(card: Card, work: Work) -> CardState:
    if card.id == work.current:
        return "current"
    return "folded" if card.done and not work.standing.read_only else "open"


def keys_words(choices: tuple[Choice, ...]) -> str:
    """The keys of a question's answers in short: "1 to 4", "1 to 9, 0"."""
    keys = [choice.key for choice in choices]
    digits = sorted(key for key in keys if key != "0")
    run = len(digits) > 2 and digits == [str(key) for key in range(1, len(digits) + 1)]
    shown = [_("{first} to {last}", first=digits[0], last=digits[-1])] if run else digits
    return beside(*shown, "0" if "0" in keys else "", by=", ")


def _summary(card: Card, work: Work, lines: tuple[FactLine, ...]) -> str:
    if card.done:
        return _joined_short(lines) if card.id != "owed" else _("all done")
    if card.id == "owed":
        return _("{number} left", number=sum(not item.done for item in research_owed(work.sheet.state)))
    wanting = sum(line.wants_key for line in card.lines)
    return n_("{count} line open", "{count} lines open", wanting) if wanting else ""


def _joined_short(lines: tuple[FactLine, ...]) -> str:
    """The answers of a folded card without their labels, and without who the voter is: that is said by itself."""
    said = (ALONE.get(line.fact) or line.answer or line.words for line in lines if not (line.personal or line.bad))
    return beside(*said, by=", ")


def _lines(card: Card, work: Work) -> Iterator[FactLine]:
    if card.id == "owed":
        checks = (item for item in work.sheet.owed if item.id not in RESEARCH)
        yield from (_owed_line(item, work) for item in (*checks, *research_owed(work.sheet.state)))
    for line in card.lines:
        yield DESK_LINES[line.fact].on_card(line, work.sheet, work.office.people.name_of)


def _owed_line(item: Owed, work: Work) -> FactLine:
    if item.id not in RESEARCH:
        return FactLine(item.id, item.words, state="answered" if item.done else "open")
    fact = f"{RESEARCH_PREFIX}{item.id}"
    line = next((line for line in work.sheet.state.research if line.where == item.id), None)
    if line is None:
        return FactLine(fact, _("{where}: not searched yet", where=item.words))
    result, note = RESULTS.get(line.result, line.result), work.office.review.reason_of(line.note)
    words = _("{where}: {result}", where=item.words, result=result)
    return FactLine(fact, words, looked_by(line.by, work.office.people.name_of), "answered", answer=result, more=note)
