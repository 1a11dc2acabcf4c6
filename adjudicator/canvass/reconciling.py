"""Whether the county's results fit what may be in them: provisional votes by contest and precinct against the record.

Pure: from how many ballots may count, how many were scanned, and what a file of results says. A number that does not fit is
told and never refused. Undervotes and write-ins are judged in no contest by itself: the contests that a duplicate leaves
blank are undervotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from adjudicator.canvass.tally import in_ballot_order
from adjudicator.records.election import Election
from adjudicator.records.results import Results, VoteCell
from adjudicator.words import _, beside, n_

Weight = Literal["error", "warning"]

PALPABLE_ERROR = "O.C.G.A. 21-2-493(b)"
"""More votes than voters: the superintendent has to find out why before anything is computed."""

LEAST_SHORT, SHORT_IN_PRECINCT, SHORT_IN_COUNTY = 2, 10, 3
"""So many ballots, or so many in a hundred, votes may prove fewer than were scanned: some voters leave contests blank."""


@dataclass(frozen=True, slots=True)
class Countable:
    """What may be in the results.

    `ceilings` says of each contest and precinct how many ballots may count in it. `scanned` are the provisional ballots
    scanned in the county, `scanned_in` those of each precinct, and `on_ballot` those that have a contest on them, each
    None where that is not known. The precinct is that of the ballot's style as it is scanned.
    """

    ceilings: Mapping[VoteCell, int]
    scanned: int
    scanned_in: Mapping[str, int] | None = None
    on_ballot: Mapping[VoteCell, int] | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two numbers, or lists of names, that do not fit.

    `code` is stable for programs, and `DISAGREEMENTS` has words for each. `contest` and `precinct` are what it is about,
    by id and code, or by the name in the file where the definition does not have it; both empty: the whole county.
    `sentence` says it, `citation` is the paragraph that it rests on, where one does.
    """

    code: str
    weight: Weight
    contest: str
    precinct: str
    expected: int
    actual: int
    sentence: str
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What came of it: errors first. `proven_in` says how many ballots the votes of each precinct prove."""

    disagreements: tuple[Disagreement, ...]
    proven_in: Mapping[str, int]

    @property
    def proven(self) -> int:
        """How many ballots the results prove in all."""
        return sum(self.proven_in.values())

    @property
    def errors(self) -> tuple[Disagreement, ...]:
        """What has to be explained before the results are uploaded or certified."""
        return tuple(each for each in self.disagreements if each.weight == "error")


@dataclass(frozen=True, slots=True)
class DisagreementKind:
    """A kind of disagreement: in a few words, and what to do about it."""

    title: str
    what_to_do: str


_COMPARE_BATCHES = _("Compare the scanner batches with those in the county's results: one is missing, or in it twice.")
_ASK_FOR_WHOLE = _("Ask the tabulation room why it is missing, and for a file that has it.")
_OTHER_NAME = _(
    "Correct the name in the file, or ask whether this is the right file. Until then its votes are not checked."
)

DISAGREEMENTS: Mapping[str, DisagreementKind] = {
    "votes_above_ceiling": DisagreementKind(
        _("More votes than are possible"),
        _(
            "Stop. More ballots were counted than may count. Look for a batch that was scanned twice, for a ballot that was "
            "opened and must not count, and for a contest that a duplicate had to leave blank."
        ),
    ),
    "times_cast_differ": DisagreementKind(_("Ballots with a contest: another number"), _COMPARE_BATCHES),
    "ballots_cast_differ": DisagreementKind(_("Ballots counted: another number"), _COMPARE_BATCHES),
    "more_than_scanned": DisagreementKind(
        _("More ballots than were scanned"),
        _("Look for a batch that was scanned twice, and for other ballots that were scanned as provisional ones."),
    ),
    "fewer_than_scanned": DisagreementKind(
        _("Clearly fewer ballots than were scanned"),
        _(
            "Look for a batch that was scanned and is not in the results. If none is missing, many voters left contests "
            "blank: say so."
        ),
    ),
    "contest_not_in_results": DisagreementKind(_("A contest is not in the results"), _ASK_FOR_WHOLE),
    "contest_not_in_definition": DisagreementKind(_("A contest of the results is not known"), _OTHER_NAME),
    "precinct_not_in_results": DisagreementKind(_("A precinct is not in the results"), _ASK_FOR_WHOLE),
    "precinct_not_in_definition": DisagreementKind(_("A precinct of the results is not known"), _OTHER_NAME),
    "seats_differ": DisagreementKind(
        _("How many choices may be marked: another number"),
        _("Look at the ballot. Until it is settled, the comparison goes by the definition."),
    ),
}
"""Code of a disagreement -> what it is."""


def reconcile(election: Election, countable: Countable, results: Results) -> Reconciliation:
    """Hold a file of results against what may be in it."""
    seats = seats_of(election, results)
    proven = proven_ballots(election, results.votes, seats)
    looked = _Comparison(election, countable, results, seats, proven, results.contests, results.precincts)
    found = [
        *looked.above_ceilings(),
        *looked.times_cast(),
        *looked.ballots_cast(),
        *looked.more_than_scanned(),
        *looked.fewer_than_scanned(),
        *looked.not_in_both(),
        *looked.other_seats(),
    ]
    return Reconciliation(tuple(sorted(found, key=lambda each: each.weight != "error")), proven)


def seats_of(election: Election, results: Results) -> dict[str, int]:
    """How many choices a voter may mark in each contest: as the definition says, else as the file does, else one."""
    return {contest.id: contest.seats or results.seats.get(contest.id, 1) for contest in election.contests.values()}


def proven_ballots(election: Election, votes: Mapping[VoteCell, int], seats: Mapping[str, int]) -> dict[str, int]:
    """How many ballots the votes of each precinct prove at least.

    A ballot gives a contest no more votes than it has seats, so a contest proves its votes over its seats, rounded up, and
    a precinct the most that one of its contests proves. In a primary no ballot has contests of two parties, so what they
    prove is added up.
    """
    alone = _parties_alone(election)
    most: dict[str, Counter[str]] = {}
    for cell, number in votes.items():
        party = election.contests[cell.contest].party
        of_precinct = most.setdefault(cell.precinct, Counter[str]())
        group = party if party in alone else ""
        of_precinct[group] = max(of_precinct[group], -(-number // seats[cell.contest]))
    return {
        precinct: max(groups[""], sum(number for group, number in groups.items() if group))
        for precinct, groups in most.items()
    }


def _parties_alone(election: Election) -> frozenset[str]:
    """The parties that never stand on one ballot with each other; one that stands with most others is left out first."""
    styles = (
        {election.contests[contest].party for contest in contests} - {""} for contests in election.styles.values()
    )
    together = [parties for parties in styles if parties]
    alone = sorted(set[str]().union(*together))
    while True:
        partners = {one: set[str]().union(*(each for each in together if one in each)) & set(alone) for one in alone}
        most = max(partners, key=lambda one: len(partners[one]), default="")
        if not most or len(partners[most]) < 2:
            return frozenset(alone)
        alone.remove(most)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The single questions, each with what does not fit."""

    election: Election
    countable: Countable
    results: Results
    seats: Mapping[str, int]
    proven: Mapping[str, int]
    contests: frozenset[str]
    precincts: frozenset[str]

    def above_ceilings(self) -> Iterator[Disagreement]:
        """More votes in a contest and precinct than ballots and seats allow: no tolerance."""
        for cell in self._in_order(self.results.votes):
            ballots, votes = self.countable.ceilings.get(cell, 0), self.results.votes[cell]
            seats = self.seats[cell.contest]
            if votes > ballots * seats:
                sentence = _(
                    "{contest}, precinct {precinct}: {votes} in the results; {most} at most are possible "
                    "({ballots}, {each}).",
                    contest=self._title(cell.contest),
                    precinct=self._precinct(cell.precinct),
                    votes=n_("{count} provisional vote", "{count} provisional votes", votes),
                    most=ballots * seats,
                    ballots=n_("{count} ballot may count there", "{count} ballots may count there", ballots),
                    each=n_("{count} vote each", "{count} votes each", seats),
                )
                yield Disagreement(
                    "votes_above_ceiling", "error", *cell, ballots * seats, votes, sentence, PALPABLE_ERROR
                )

    def times_cast(self) -> Iterator[Disagreement]:
        """Ballots counted that have a contest, against those scanned on styles that have it."""
        wanted = self.countable.on_ballot
        if wanted is None or not self.results.times_cast:
            return
        # a cell with votes and without a number of ballots is not known; one that is not listed at all has none
        unlisted = (cell for cell in wanted if cell not in self.results.votes and self._has_both(cell))
        for cell in self._in_order({*self.results.times_cast, *unlisted}):
            expected, actual = wanted.get(cell, 0), self.results.times_cast.get(cell, 0)
            if expected != actual:
                sentence = _(
                    "{contest}, precinct {precinct}: {scanned} with this contest; the results say {counted} were counted.",
                    contest=self._title(cell.contest),
                    precinct=self._precinct(cell.precinct),
                    scanned=_scanned(expected),
                    counted=actual,
                )
                yield Disagreement("times_cast_differ", "error", *cell, expected, actual, sentence)

    def ballots_cast(self) -> Iterator[Disagreement]:
        """Ballots counted of a precinct and of the county, where the file gives them for provisional ones alone."""
        cast = self.results.ballots_cast
        if not cast:
            return
        scanned_in = self.countable.scanned_in
        for precinct in self._precincts_in_order({*cast, *scanned_in} if scanned_in is not None else ()):
            expected, actual = (scanned_in or {}).get(precinct, 0), cast.get(precinct, 0)
            if expected != actual:
                sentence = _(
                    "Precinct {precinct}: {scanned}; the results say {counted} were counted.",
                    precinct=self._precinct(precinct),
                    scanned=_scanned(expected),
                    counted=actual,
                )
                yield Disagreement("ballots_cast_differ", "error", "", precinct, expected, actual, sentence)
        total = sum(cast.values())
        if total != self.countable.scanned:
            sentence = _(
                "In the county, {scanned}; the results say {counted} were counted.",
                scanned=_scanned(self.countable.scanned),
                counted=total,
            )
            yield Disagreement("ballots_cast_differ", "error", "", "", self.countable.scanned, total, sentence)

    def more_than_scanned(self) -> Iterator[Disagreement]:
        """Votes that prove more ballots than were scanned."""
        scanned_in = self.countable.scanned_in
        for precinct in self._precincts_in_order(self.proven if scanned_in is not None else ()):
            scanned, proven = (scanned_in or {}).get(precinct, 0), self.proven[precinct]
            if proven > scanned:
                yield self._proven("more_than_scanned", "error", precinct, scanned, proven)
        total = sum(self.proven.values())
        if total > self.countable.scanned:
            yield self._proven("more_than_scanned", "error", "", self.countable.scanned, total)

    def fewer_than_scanned(self) -> Iterator[Disagreement]:
        """Votes that prove clearly fewer ballots than were scanned, and than could be proven by what may count."""
        full = {cell: ballots * self.seats[cell.contest] for cell, ballots in self.countable.ceilings.items()}
        provable = proven_ballots(self.election, full, self.seats)
        for precinct in self._precincts_in_order(provable):
            expected, proven = provable[precinct], self.proven.get(precinct, 0)
            if self.countable.scanned_in is not None:
                expected = min(expected, self.countable.scanned_in.get(precinct, 0))
            if precinct in self.precincts and _is_short(expected, proven, SHORT_IN_PRECINCT):
                yield self._proven("fewer_than_scanned", "warning", precinct, expected, proven)
        expected, proven = min(sum(provable.values()), self.countable.scanned), sum(self.proven.values())
        if _is_short(expected, proven, SHORT_IN_COUNTY):
            yield self._proven("fewer_than_scanned", "warning", "", expected, proven)

    def not_in_both(self) -> Iterator[Disagreement]:
        """Contests and precincts that are in the results alone, or may count and are not in them."""
        ceilings, results = self.countable.ceilings, self.results
        contests, precincts = Counter[str](), Counter[str]()
        for cell, ballots in ceilings.items():
            contests[cell.contest] += ballots
            precincts[cell.precinct] = max(precincts[cell.precinct], ballots)
        for contest in in_ballot_order(self.election):
            if contests[contest] and contest not in self.contests:
                sentence = n_(
                    "{contest} is not in the results, and {count} ballot may count in it.",
                    "{contest} is not in the results, and {count} ballots may count in it.",
                    contests[contest],
                    contest=self._title(contest),
                )
                yield Disagreement("contest_not_in_results", "error", contest, "", contests[contest], 0, sentence)
        for precinct in self._precincts_in_order(precincts):
            if precincts[precinct] and precinct not in self.precincts:
                sentence = n_(
                    "Precinct {precinct} is not in the results, and {count} ballot may count there.",
                    "Precinct {precinct} is not in the results, and {count} ballots may count there.",
                    precincts[precinct],
                    precinct=self._precinct(precinct),
                )
                yield Disagreement("precinct_not_in_results", "error", "", precinct, precincts[precinct], 0, sentence)
        for title, votes in sorted(results.strange_contests.items()):
            sentence = n_(
                "The results have {count} provisional vote in “{contest}”, which is no contest of the definition.",
                "The results have {count} provisional votes in “{contest}”, which is no contest of the definition.",
                votes,
                contest=title,
            )
            yield Disagreement("contest_not_in_definition", _weight(votes), title, "", 0, votes, sentence)
        for name, votes in sorted(results.strange_precincts.items()):
            sentence = n_(
                "The results have {count} provisional vote in “{precinct}”, which is no precinct of the definition.",
                "The results have {count} provisional votes in “{precinct}”, which is no precinct of the definition.",
                votes,
                precinct=name,
            )
            yield Disagreement("precinct_not_in_definition", _weight(votes), "", name, 0, votes, sentence)

    def other_seats(self) -> Iterator[Disagreement]:
        """Contests of which file and definition say differently how many choices a voter may mark."""
        for contest in in_ballot_order(self.election):
            said, known = self.results.seats.get(contest, 0), self.election.contests[contest].seats
            if said and known and said != known:
                sentence = _(
                    "{contest}: by the definition a voter may mark {known}, by the results {said}.",
                    contest=self._title(contest),
                    known=known,
                    said=said,
                )
                yield Disagreement("seats_differ", "warning", contest, "", known, said, sentence)

    def _proven(self, code: str, weight: Weight, precinct: str, scanned: int, proven: int) -> Disagreement:
        proves = n_(
            "the votes prove {count} ballot, and {scanned}",
            "the votes prove {count} ballots, and {scanned}",
            proven,
            scanned=_scanned(scanned),
        )
        sentence = _("In the county, {proves}.", proves=proves)
        if precinct:
            sentence = _("Precinct {precinct}: {proves}.", precinct=self._precinct(precinct), proves=proves)
        return Disagreement(code, weight, "", precinct, scanned, proven, sentence)

    def _has_both(self, cell: VoteCell) -> bool:
        return cell.contest in self.contests and cell.precinct in self.precincts

    def _in_order(self, cells: Iterable[VoteCell]) -> list[VoteCell]:
        ordinals = {contest: place for place, contest in enumerate(in_ballot_order(self.election))}
        places = {precinct: place for place, precinct in enumerate(self.election.precincts)}
        return sorted(cells, key=lambda cell: (ordinals[cell.contest], places[cell.precinct]))

    def _precincts_in_order(self, precincts: Iterable[str]) -> list[str]:
        wanted = set(precincts)
        known = [precinct for precinct in self.election.precincts if precinct in wanted]
        return [*known, *sorted(wanted - set(known))]

    def _title(self, contest: str) -> str:
        return self.election.contests[contest].title

    def _precinct(self, code: str) -> str:
        found = self.election.precincts.get(code)
        return beside(code, found.name) if found and found.name != code else code


def _is_short(expected: int, proven: int, in_hundred: int) -> bool:
    short = expected - proven
    return short > LEAST_SHORT and short * 100 > expected * in_hundred


def _weight(votes: int) -> Weight:
    return "error" if votes else "warning"


def _scanned(ballots: int) -> str:
    return n_("{count} ballot was scanned", "{count} ballots were scanned", ballots)
