"""Why a ballot fares as it does: a sentence for the voter, the grounds in the law's own order, the facts that settle it.

Of an envelope that was determined it explains what was determined; of any other, what the rules recommend. Screens, letters
and the command line ask `explain`; files of a release a `PublicExplainer`, which names nothing that helps to tell who the
voter is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from adjudicator.casework.record.state import DeterminationState
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.telling.pack_words import wording_of
from adjudicator.casework.telling.particulars import election_particulars, own_particulars
from adjudicator.casework.telling.voter import Particulars, Told, voter_sentence
from adjudicator.law.engine.memo import remember
from adjudicator.law.engine.otherwise import Way, ways_otherwise
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.engine.ruled import ruled
from adjudicator.law.engine.settling import settling_facts
from adjudicator.law.rules import citations
from adjudicator.law.rules.pack import Pack
from adjudicator.records.findings import CAST_TOO_LATE, RULED_OUT, Finding, Recommendation
from adjudicator.words import _

COUNTS = Finding(
    "counted",
    "yes",
    "count_full",
    "",
    citations.COUNTED,
    _("Nothing that the law looks at stands in the way: every contest on this ballot counts."),
    (),
)
"""The ground of a ballot that counts in full, against which no rule stands."""

COUNTS_WHOLE = replace(
    COUNTS, because=_("Every contest on this ballot is one in which the voter may vote: all of them count.")
)
"""The ground of one that counts in full though a rule lets only some contests count: they are all that it has."""

BY_RULING = Finding(
    "ruled_out",
    "yes",
    "limit",
    RULED_OUT,
    citations.COUNTED,
    _("The board ruled that some contests on this ballot do not count."),
    (),
)
"""The ground of a ballot on which the board ruled contests out."""

EFFECTS: Mapping[str, tuple[str, ...]] = {
    "not_counted": ("not_counted",),
    "held": ("hold",),
    "count_partial": ("limit", "note", "mark"),
    "count_full": ("count_full", "note", "limit", "mark"),
}
"""Outcome -> the effects of the findings on which it rests, the deciding one first."""

COUNTED = frozenset({"count_full", "count_partial"})

DETAILS: Mapping[str, str] = {
    "not_registered": "registration",
    "not_eligible": "eligibility",
    "not_resident": "residence",
    "no_identification": "identification",
    "statement_defective": "statement",
    "registration_unclear": "registration",
    "registration_data_missing": "registration_data",
    "signature_mismatch": "signature",
}
"""Reason or hold -> the fact whose value says it more exactly."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one ballot fares as it does: `counted` of `total` contests count.

    `sentence` tells the voter, `public` the same without what helps to tell who the voter is; both are empty while nothing
    can be told. `grounds` are the findings that apply, in the law's
    own order, `deciding` the one among them that decides, if the rules do; `settling` are the fewest facts that do.
    `others` are the findings that do not apply, or cannot be told yet.
    """

    outcome: str
    counted: int
    total: int
    sentence: str
    public: str
    grounds: tuple[Finding, ...]
    deciding: Finding | None
    settling: Mapping[str, str]
    others: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicExplanation:
    """What a release says of one determination: the paragraphs it rests on, in the law's own order, and the sentence."""

    citations: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class PublicExplainer:
    """Explains determinations to the readers of a release, in the form that is the same for all whose ballots fare alike.

    `law_of` gives the law of a pack's digest; `about` names the days of the election and nothing else. What was said of one
    determination is remembered for all that are like it.
    """

    law_of: Callable[[str], Recommender]
    about: Particulars
    _said: dict[object, PublicExplanation] = field(
        default_factory=dict[object, PublicExplanation], init=False, compare=False
    )

    def explain(self, determination: DeterminationState) -> PublicExplanation:
        """Explain one; a departure may rest on no paragraph."""
        d = determination
        rest = (bool(d.too_late_for), CAST_TOO_LATE in d.not_counted.values(), bool(d.ruled_out), *d.facts.items())
        alike = (d.pack, d.outcome, d.reasons, d.holds, d.marks, d.departs, *rest)
        return remember(self._said, alike, lambda: self._explain(d))

    def _explain(self, determination: DeterminationState) -> PublicExplanation:
        decided = _recorded(determination)
        law = self.law_of(determination.pack)
        grounds = grounds_of(_found(decided, law), law.pack)
        told = (each for each in _supporting(decided, grounds) if each.effect != "note")
        cited = dict.fromkeys(finding.citation for finding in told)  # its ground may tell what a voter is
        return PublicExplanation(
            tuple(cited), voter_sentence(_told(decided, grounds), self.about, wording_of(law.pack.said))
        )


@dataclass(frozen=True, slots=True)
class _Decided:
    """What was determined, or is recommended, and from which facts."""

    outcome: str
    reasons: tuple[str, ...]
    holds: tuple[str, ...]
    marks: tuple[str, ...]
    counted: tuple[str, ...]
    left_out: tuple[str, ...]
    facts: Mapping[str, str]
    ballot: tuple[str, str | None, tuple[str, ...], tuple[str, ...]]
    departs: bool = False
    ruled_out: tuple[str, ...] = ()
    polls_closed: bool = False


def explain(sheet: Sheet, recommender: Recommender) -> Explanation | None:
    """Explain an envelope; None while not even the ballot's style is known. Letters take their sentence from here."""
    decided = _decided(sheet)
    if decided is None:
        return None
    found = _found(decided, recommender)
    settled = decided.outcome in EFFECTS
    grounds = tuple(each for each in grounds_of(found, recommender.pack) if settled or each.rule != COUNTS.rule)
    told = _told(decided, grounds) if settled else None
    wording = wording_of(recommender.pack.said)
    return Explanation(
        decided.outcome,
        len(decided.counted) if decided.outcome in COUNTED else 0,
        len(decided.counted) + len(decided.left_out),
        voter_sentence(told, _about(sheet, decided), wording) if told else "",
        voter_sentence(told, _everybodys(sheet), wording) if told else "",
        grounds,
        None if decided.departs else next(_supporting(decided, grounds), None),
        _settling(decided, recommender),
        tuple(each for each in found.findings if each.applies != "yes"),
    )


def otherwise(sheet: Sheet, recommender: Recommender) -> tuple[Way, ...]:
    """What would have to be different for another outcome; nothing where it is open, or a person's departure."""
    decided = _decided(sheet)
    if decided is None or decided.departs or decided.outcome not in EFFECTS:
        return ()
    return ways_otherwise(recommender, decided.facts, *decided.ballot)


def grounds_of(found: Recommendation, law: Pack) -> tuple[Finding, ...]:
    """The findings that bear on the outcome, in the law's own order, after what decides where a ballot counts in full.

    Of a ballot that is not counted, or waits, no limit is a ground: which contests would count decides nothing there.
    """
    idle = ("limit", "note") if found.outcome in ("not_counted", "held") else ()
    applying = tuple(each for each in found.findings if each.applies == "yes" and each.effect not in idle)
    if any(contest.code == RULED_OUT for contest in found.contests):
        applying = (replace(BY_RULING, citation=_counts_by(law)), *applying)
    if found.outcome != "count_full":
        return applying
    limited = any(each.effect == "limit" for each in applying)
    counts = replace(COUNTS_WHOLE if limited else COUNTS, citation=_counts_by(law))
    return (counts, *applying)


def _counts_by(law: Pack) -> str:
    """The paragraph by which ballots count: that which a pack's rule on an empty envelope cites, Georgia's or its own."""
    cited = (citation for rule in law.rules if rule.id == "ballot_missing" for citation in rule.citations)
    return next(cited, COUNTS.citation)


def _decided(sheet: Sheet) -> _Decided | None:
    determination, found = sheet.state.determination, sheet.recommendation
    if determination is not None and sheet.state.outcome != "undecided":
        return _recorded(determination)
    return _recommended(sheet, found) if found is not None else None


def _recorded(determination: DeterminationState) -> _Decided:
    return _Decided(
        determination.outcome,
        determination.reasons,
        determination.holds,
        determination.marks,
        determination.counted,
        tuple(determination.not_counted),
        determination.facts,
        determination.ballot,
        determination.departs,
        determination.ruled_out,
        CAST_TOO_LATE in determination.not_counted.values(),
    )


def _recommended(sheet: Sheet, found: Recommendation) -> _Decided:
    return _Decided(
        found.outcome,
        found.reasons,
        found.holds,
        found.marks,
        found.counted,
        tuple(contest.id for contest in found.contests if not contest.counts),
        sheet.facts,
        (sheet.cast_style, sheet.home_style or None, sheet.too_late_for, sheet.cast_too_late_for),
        ruled_out=tuple(contest.id for contest in found.contests if contest.code == RULED_OUT),
        polls_closed=any(contest.code == CAST_TOO_LATE for contest in found.contests),
    )


def _found(decided: _Decided, recommender: Recommender) -> Recommendation:
    return ruled(recommender.recommend(decided.facts, *decided.ballot), decided.ruled_out)


def _supporting(decided: _Decided, grounds: tuple[Finding, ...]) -> Iterator[Finding]:
    """The grounds that lead to what was decided, by effect and then in the law's own order; of a departure, at most some."""
    codes = {"not_counted": decided.reasons, "held": decided.holds}.get(decided.outcome)
    for effect in EFFECTS.get(decided.outcome, ()):
        of_effect = [each for each in grounds if each.effect == effect]
        if codes is None:
            yield from of_effect if not decided.departs else ()
        else:
            yield from (each for code in codes for each in of_effect if each.code == code)


def _told(decided: _Decided, grounds: tuple[Finding, ...]) -> Told:
    if decided.departs:
        return Told(decided.outcome, decided.reasons if decided.outcome == "not_counted" else ())
    if decided.outcome == "held":
        in_order = (each.code for each in grounds if each.effect == "hold")
        return Told("held", tuple(dict.fromkeys((*in_order, *decided.holds))))
    first = next(_supporting(decided, grounds), None)
    closed = (CAST_TOO_LATE,) if decided.polls_closed else ()
    marks = (*decided.marks, *closed, RULED_OUT) if decided.ruled_out else (*decided.marks, *closed)
    return Told(decided.outcome, decided.reasons, first.rule if first else "", marks)


def _about(sheet: Sheet, decided: _Decided) -> Particulars:
    """What may be named; of a departure only the days of the election, since the facts say something else."""
    if decided.departs:
        return _everybodys(sheet)
    codes = decided.holds if decided.outcome == "held" else decided.reasons
    fact = DETAILS.get(next(iter(codes), ""), "")
    contests = sheet.evidence.election.contests
    return replace(
        own_particulars(sheet),
        detail=decided.facts.get(fact, ""),
        counted=len(decided.counted),
        left_out=tuple(contests[each].title if each in contests else each for each in decided.left_out),
    )


def _everybodys(sheet: Sheet) -> Particulars:
    return election_particulars(sheet.evidence.election.date, sheet.evidence.calendar)


def _settling(decided: _Decided, recommender: Recommender) -> Mapping[str, str]:
    if decided.departs or decided.outcome not in EFFECTS:
        return {}
    settling = settling_facts(recommender, decided.facts, *decided.ballot)
    return {fact: decided.facts[fact] for fact in settling}
