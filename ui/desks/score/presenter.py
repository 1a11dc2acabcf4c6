"""The score of a practice case: how many were decided rightly, by whom and on which question, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from adjudicator.law.telling.words import fact_words, value_words
from adjudicator.office import Office
from adjudicator.practice.score import Differing, RightShare, Score
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.scoring import outcome_told, score_of
from adjudicator.words import _, beside, capital, n_, plural, small
from ui.parts import Column, ListWords, Row
from ui.shared.listening import Listening

DIFFERING = (
    Column("number", _("Envelope"), "strong", 84),
    Column("given", _("Recorded"), width=116),
    Column("right", _("Right"), width=116),
    Column("why", _("Where it differs"), width=240, stretch=True),
    Column("by", _("By"), "muted", 130, spare=True),
)
DIFFERING_WORDS = ListWords(
    rows=plural("{count} envelope differs", "{count} envelopes differ"),
    many=_("envelopes that differ"),
    empty=_("Nothing differs"),
    empty_words=_(
        "What you decide is held against the right answer; where it differs it is listed here, with the question."
    ),
    hint=_("Filter"),
    icon="circle-check",
)
PEOPLE_WORDS = ListWords(rows=plural("{count} person", "{count} people"), many=_("people"))
QUESTION_WORDS = ListWords(rows=plural("{count} question", "{count} questions"), many=_("questions"))
SHARES = (
    Column("what", _("Who or what"), width=240, stretch=True),
    Column("right", _("Right"), "number", 90),
    Column("decided", _("Decided"), "number", 90),
    Column("share", _("Agreement"), "number", 110),
)


@dataclass(frozen=True, slots=True)
class ScoreScreen:
    """The score in a headline and a sentence, the envelopes that differ, and for supervisors the rows by person and question.

    `chosen` is the envelope that is chosen among those that differ, and `told` are all of its differences, a line each.
    `trouble` says why there is no score; everything else is empty then.
    """

    headline: str = ""
    words: str = ""
    differing: tuple[Row, ...] = ()
    chosen: str = ""
    told: tuple[str, ...] = ()
    people: tuple[Row, ...] = ()
    questions: tuple[Row, ...] = ()
    trouble: str = ""


class ScorePresenter(Listening[ScoreScreen]):
    """Shows the score as it is now. `opened` is called with an envelope's number, `left` when the page is left."""

    def __init__(self, office: Office, opened: Callable[[str], None], left: Callable[[], None]) -> None:
        self._office, self._opened, self._left = office, opened, left
        self._differing: Mapping[str, Differing] = {}
        super().__init__(self._drawn())

    def open(self, number: str) -> None:
        """Open an envelope that differs in Review."""
        self._opened(number)

    def choose(self, number: str) -> None:
        """Tell all that differs of an envelope."""
        each = self._differing.get(number)
        if each is not None and number != self.screen.chosen:
            self.show(replace(self.screen, chosen=number, told=_all_of(each)))

    def leave(self) -> None:
        """Go back to the desk."""
        self._left()

    def _drawn(self) -> ScoreScreen:
        found = score_of(self._office)
        if isinstance(found, Refusal):
            return ScoreScreen(trouble=found.words)
        decided, right = found.total.decided, found.total.right
        if not decided:
            return ScoreScreen(trouble=beside(_("Decide envelopes in Review; the score is here then."), self._still()))
        names = {person.id: person.name for person in self._office.people.everyone()}
        told = self._office.may("read_departures") is None
        self._differing = {each.miss.envelope_number: each for each in found.differing}
        chosen = next(iter(found.differing), None)
        return ScoreScreen(
            headline=_("{right} of {count} decided rightly", right=str(right), count=str(decided)),
            words=beside(_("The outcome and the contests that count are scored, nothing else."), self._still()),
            differing=tuple(self._row(each, names) for each in found.differing),
            chosen=chosen.miss.envelope_number if chosen is not None else "",
            told=_all_of(chosen) if chosen is not None else (),
            people=tuple(_share(names.get(who, who), tally) for who, tally in found.by_person.items()) if told else (),
            questions=tuple(_share(capital(fact_words(fact)), tally) for fact, tally in _worst_first(found))
            if told
            else (),
        )

    def _still(self) -> str:
        """How many are still to be decided, by anybody; empty for none."""
        left = self._office.overview.waiting().to_do
        return (
            n_(
                "{count} envelope of this practice case is still to be decided.",
                "{count} envelopes of this practice case are still to be decided.",
                left,
            )
            if left
            else ""
        )

    def _row(self, each: Differing, names: Mapping[str, str]) -> Row:
        miss = each.miss
        given, right = _outcomes(each)
        why = beside(*_facts(each), by="; ") or ALIKE
        return Row(miss.envelope_number, (miss.envelope_number, given, right, why, names.get(each.by, each.by)))


ALIKE = _("The questions are answered alike; what was recorded departs from them.")


def _outcomes(each: Differing) -> tuple[str, str]:
    """What was recorded, and what would have been right."""
    given, right = (outcome_told(each.miss.kind, which) for which in (each.miss.got, each.miss.expected))
    return given, right


def _all_of(each: Differing) -> tuple[str, ...]:
    """Everything that differs of an envelope, a line each."""
    given, right = _outcomes(each)
    recorded = _("Recorded: {given}. Right: {right}.", given=given, right=right)
    return (recorded, *(tuple(_facts(each)) or (ALIKE,)))


def _facts(each: Differing) -> Iterator[str]:
    for fact, (right, given) in each.facts.items():
        yield _(
            "{question}: {given} (right: {right})",
            question=capital(fact_words(fact)),
            given=small(value_words(fact, given)),
            right=small(value_words(fact, right)),
        )


def _worst_first(found: Score) -> list[tuple[str, RightShare]]:
    return sorted(found.by_question.items(), key=lambda pair: (pair[1].share, -pair[1].decided))


def _share(what: str, tally: RightShare) -> Row:
    share = _("{percent} %", percent=f"{tally.share * 100:.1f}".removesuffix(".0"))
    return Row(what, (what, str(tally.right), str(tally.decided), share))
