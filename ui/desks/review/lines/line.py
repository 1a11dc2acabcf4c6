"""What a line is on the desk: the question, its answers on keys, what a key does, and its words on a card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from adjudicator.casework.acts.review.another_name import PAPER_MISSING
from adjudicator.casework.acts.review.whys import WHY_MISSING, Why
from adjudicator.casework.sheet.application_day import closings_on
from adjudicator.casework.sheet.cards import Card, cards_of
from adjudicator.casework.sheet.lines.line import CardLine
from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.news import is_news
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf, differing_words, said_by, source_words
from adjudicator.law.telling.words import value_words
from adjudicator.office import Done
from adjudicator.records.county import county_words
from adjudicator.records.elector import Elector
from adjudicator.records.facts import NOT_ENTERED, Answer, Known
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, joined
from adjudicator.words.dates import long_day, short_day
from ui.desks.review.panels import Result, refer_panel
from ui.desks.review.screen import Asking, FactLine, VoteRows
from ui.desks.review.whys import paper_panel, why_panel
from ui.desks.review.work import Work
from ui.parts import Choice
from ui.shared.envelope_words import label_of
from ui.shared.questions import Option, Question, question_words

CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer that is made for one envelope: the choice, and what its key does, with the reason where one was given."""

    choice: Choice
    give: Callable[[Why | None], Result]


def plain_words(line: CardLine, sheet: Sheet) -> str:
    """The answer of a line that is plainly a fact's value: "signed"."""
    return value_words(line.fact, line.value, sheet.words)


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One line on the desk; its question alone says all of one whose every key gives an answer.

    - `offers`: answers made for this envelope, before those of the question; `taken` is the key of the one that is
      recorded, empty for none.
    - `without`: keys of the question that are left out for this envelope.
    - `steps`: what an answer does that asks for more, by its `asks`.
    - `note`: what is said over the answers; `searches` adds a search box for the roll, `votes` the rows of other votes.
    - `words`: what a card says of it, after its label; `is_personal` whether that hides with personal data; `more` is what
      stands under it, and hides with them in any case.
    - `expects`: the answer that has the ring where sources disagree, because the person has just given it of a like
      envelope; empty: none.
    """

    question: Question
    offers: Callable[[Work], tuple[Offer, ...]] = lambda __: ()
    taken: Callable[[Work], str] = lambda __: ""
    without: Callable[[Work], frozenset[str]] = lambda __: frozenset()
    steps: Mapping[str, Callable[[Work], Result]] = field(default_factory=dict[str, Callable[[Work], Result]])
    note: Callable[[Work], str] = lambda __: ""
    searches: bool = False
    votes: Callable[[Work], tuple[VoteRows, ...]] = lambda __: ()
    words: Callable[[CardLine, Sheet], str] = plain_words
    open_words: str = _("no answer yet")
    is_personal: Callable[[CardLine], bool] = lambda __: False
    more: Callable[[CardLine, Sheet], str] = lambda *__: ""
    expects: Callable[[Work], str] = lambda __: ""

    @property
    def fact(self) -> str:
        """The fact it asks for."""
        return self.question.fact

    def asking(self, work: Work) -> Asking:
        """The question as it stands open."""
        question, without = self.question.on(work.sheet), self.without(work)
        options = (option for option in question.options if option.key not in without)
        chosen = self.taken(work) or _chosen(work, question)
        return Asking(
            self.fact,
            _filled(question.prompt, work.sheet),
            (*(offer.choice for offer in self.offers(work)), *(_choice(work, question, option) for option in options)),
            chosen,
            _filled(question.help, work.sheet),
            search=self.searches,
            searched=work.standing.searched,
            note=self.note(work),
            likely=chosen or _suggested(work, question, self.expects(work)),
            votes=self.votes(work),
        )

    def press(self, work: Work, key: str, why: Why | None = None) -> Result:
        """Answer by a key; one without an answer does nothing, and an answer that needs a reason asks for it first."""
        offer = next((offer for offer in self.offers(work) if offer.choice.key == key), None)
        option = self.question.on(work.sheet).option(key)
        if offer is not None:
            return offer.give(why)
        if option is None or key in self.without(work):
            return None
        if option.asks:
            return self.steps[option.asks](work) if option.asks in self.steps else None
        if not option.value:
            return refer_panel()
        given = why or (Why(option.why) if option.why else None)
        also = _accepted_along(work, self.fact, option.value)
        done = work.office.review.say(work.sheet, self.fact, option.value, also, given)
        return or_why(work, (self.fact, option.value), key, done)

    def on_card(self, line: CardLine, sheet: Sheet, name_of: NameOf) -> FactLine:
        """The line as a card has it: the answer in words, and where it came from."""
        label, answer = label_of(self.fact), self._answer(line, sheet)
        if line.state == "contradiction":
            words = _("{label}, sources disagree: {answers}", label=label, answers=answer)
        else:
            words = _("{label}: {answer}", label=label, answer=answer)
        source, personal = _source(line, sheet, name_of), self.is_personal(line)
        bad, more = is_news(self.fact, line.value), self.more(line, sheet)
        return FactLine(self.fact, words, source, line.state, personal, answer, bad, more)

    def _answer(self, line: CardLine, sheet: Sheet) -> str:
        if line.state == "open":
            return self.open_words
        if line.state == "contradiction" and line.known is not None:
            sides = (line.known.answer, *line.known.others)
            return beside(*(value_words(side.fact, side.value, sheet.words) for side in sides), by=_(", or "))
        answer = self.words(line, sheet)
        return _("{answer}?", answer=answer) if line.state == "suggested" else answer


def or_why(
    work: Work, answer: tuple[str, str], key: str, done: Done | Refusal, elector: Elector | None = None
) -> Result:
    """What came of an answer (fact, value), or the panel that asks why where it needs a reason."""
    if isinstance(done, Refusal) and done.code == PAPER_MISSING:
        return paper_panel(key)
    if isinstance(done, Refusal) and done.code == WHY_MISSING:
        chosen = work.office.review.compared(work.sheet, elector) if elector is not None else None
        return why_panel(work, answer, key, chosen)
    return done


# the answers on their keys


def _choice(work: Work, question: Question, option: Option) -> Choice:
    first = next(each for each in question.options if each.value == option.value)
    beside = _beside(work, option.value) if option.value and option is first else ""
    return Choice(option.key, option.key, _filled(option.words, work.sheet), beside, option.personal)


def _beside(work: Work, value: str) -> str:
    """What speaks for an answer, as its second line."""
    known = work.line.known if work.line is not None and work.line.wants_key else None
    sides = (known.answer, *known.others) if known is not None else ()
    side = next((answer for answer in sides if answer.value == value), None)
    if known is None or side is None or side.source == NOT_ENTERED:
        return ""
    source = said_by(side.fact, value, side.source, work.office.people.name_of)
    by = beside(known.words if side is known.answer else "", source, by=", ")
    return _("Suggested: {source}", source=by) if known.strength == "silence" else _("Says: {source}", source=by)


def _chosen(work: Work, question: Question) -> str:
    """The key of the answer that is recorded, or accepted with the card; empty while there is none."""
    line = work.line
    if line is None or line.wants_key:
        return ""
    recorded = work.sheet.answers.get(question.fact)
    fitting = [option for option in question.options if option.value == line.value]
    own = (option.key for option in fitting if recorded is not None and option.why == recorded.why)
    return next(own, fitting[0].key if fitting else "")


def _suggested(work: Work, question: Question, expected: str) -> str:
    """The key of the answer that an empty box or a weak record suggests, or that is expected where sources disagree; empty
    where nothing suggests one.
    """
    line = work.line
    if line is None or not line.wants_key:
        return ""
    value = line.value if line.state == "suggested" else expected
    return next((option.key for option in question.options if option.value and option.value == value), "")


def _filled(text: str, sheet: Sheet) -> str:
    papers, election, elector = sheet.evidence.papers, sheet.evidence.election, sheet.evidence.elector
    on = elector.registered_on if elector is not None else None
    days = closings_on(sheet.evidence, sheet.cast_style).items()
    return question_words(
        text,
        sheet.evidence.calendar,
        flag=sheet.flag or _("No list and no paper raises a flag"),
        party=election.party_words(sheet.party or papers.party) or _("party"),
        place=papers.place or _("this place"),
        county=county_words(elector.county) if elector is not None else _("another"),
        registered=long_day(on) if on is not None else "",
        closings=joined(
            _("{contest} on {day}", contest=election.contests[each].title, day=short_day(day)) for each, day in days
        ),
    )


# what is accepted along with an answer


def _accepted_along(work: Work, fact: str, value: str) -> tuple[Answer, ...]:
    """What files say on the voter's other lines, where this answer leaves none open and the voter was chosen by number.

    The whole card was on the screen then, so that a further Enter would ask nothing. Empty in every other case.
    """
    sheet, card = work.sheet, _voter_card(work.cards)
    match = sheet.answers.get("match")
    if match is None or match.value != CHOSEN or card is None:
        return ()
    if [line.fact for line in card.lines if line.wants_key] != [fact]:
        return ()
    answers = {**sheet.answers, fact: Answer(fact, value, match.source)}
    after = _voter_card(cards_of(replace(sheet, answers=answers, facts={**sheet.facts, fact: value})))
    if after is None or after.open_line is not None:
        return ()
    return tuple(line.known.answer for line in after.to_accept if line.known is not None)


def _voter_card(cards: tuple[Card, ...]) -> Card | None:
    return next((card for card in cards if card.id == "voter"), None)


# where an answer came from


def _source(line: CardLine, sheet: Sheet, name_of: NameOf) -> str:
    answer = sheet.answers.get(line.fact)
    if answer is not None and line.known is not None and line.fact in sheet.overtaken:
        return _(
            "now {newer}; before {older}",
            newer=known_source(line.known, name_of),
            older=source_words(answer.source, name_of),
        )
    source = LINES[line.fact].source(sheet, line.fact)
    if source is None:
        return known_source(line.known, name_of) if line.known is not None else ""
    otherwise = differing_words(answer, name_of) if answer is not None else ""
    return beside(source_words(source, name_of), otherwise, by="; ")


def known_source(known: Known, name_of: NameOf) -> str:
    """The source of an answer that the files give, with what they say of it."""
    source = source_words(known.answer.source, name_of)
    return beside("" if known.words == source else known.words, source, by=", ")
