"""The parties of a primary in an election definition: their words, and each portion's ballot style for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adjudicator.intake.json_items import Item
from adjudicator.intake.problem_list import some_of
from adjudicator.records.election import NO_BALLOT, PARTY_NAMES, Contest, Portion, Precinct

ONE_STYLE = "Write ballot_styles, a style for each party: the voter's own ballot is that of the same party."


@dataclass(frozen=True, slots=True)
class Printed:
    """What portions are held against: contests, ballot styles, and the parties that the definition names with words."""

    contests: Mapping[str, Contest]
    styles: Mapping[str, tuple[str, ...]]
    parties: Mapping[str, str]
    primary: bool

    @property
    def contested(self) -> tuple[str, ...]:
        """The parties that contests are of, in ballot order."""
        return tuple(dict.fromkeys(contest.party for contest in self.contests.values() if contest.party))


def read_parties(root: Item, contests: Mapping[str, Contest]) -> dict[str, str]:
    """Return the parties that are named, by code; where any is, every contest's party has to be among them."""
    item = root.object_of("parties")
    named = {code: item.needed(code) for code in item.keys}
    for contest in contests.values():
        if named and contest.party and contest.party not in named:
            what = f"the contest {contest.id} is of a party that is not among the parties"
            root.wrong("contests.party", what, f"Write {_listed(named)}, or add the party.", contest.party)
    return named


def read_styles_by_party(item: Item, printed: Printed) -> dict[str, str]:
    """Return a portion's styles, party -> style, with every error collected; empty where it has `ballot_style` alone."""
    if "ballot_styles" not in item.keys:
        return {}
    if not printed.primary:
        remedy = 'Write "ballot_style" with the one style, or add "primary": true to the definition.'
        item.wrong("ballot_styles", "is for primaries only", remedy)
    if "ballot_style" in item.keys:
        item.wrong("ballot_style", "stands beside ballot_styles", "Keep one of the two.", item.text("ballot_style"))
    by_party = item.object_of("ballot_styles")
    styles = {party: style for party in by_party.keys if (style := by_party.needed(party))}
    for party, style in styles.items():
        _check_style(by_party, party, style, printed)
    for party in printed.contested:
        if party not in by_party.keys:
            what = "the portion has no ballot style for a party that has contests"
            item.wrong("ballot_styles", what, f'Add "{party}" with its style.', party)
    return styles


def refuse_style(item: Item, key: str, style: str) -> None:
    """Collect that a portion names a style that the definition does not have."""
    what = "the portion names a ballot style that is not in the definition"
    item.wrong(key, what, "Add the style, or correct its name in the portion.", style)


def _check_style(item: Item, party: str, style: str, printed: Printed) -> None:
    known = printed.parties or dict.fromkeys((*printed.contested, *PARTY_NAMES))
    if party not in known:
        what = "the portion names a party that is not among the parties"
        item.wrong(party, what, f"Write {_listed(printed.parties or printed.contested)}, or add the party.", party)
    if style == NO_BALLOT:
        return
    if style not in printed.styles:
        refuse_style(item, party, style)
        return
    on_ballot = (printed.contests[contest] for contest in printed.styles[style] if contest in printed.contests)
    others = [contest.id for contest in on_ballot if contest.party not in ("", party)]
    if others:
        what = f"the ballot style has contests of another party ({some_of(others)})"
        item.wrong(party, what, "Correct the style of the portion, or the party of the contests.", style)


def warn_of_parties(root: Item, printed: Printed, precincts: Mapping[str, Precinct]) -> None:
    """Collect doubts about a primary: contests without a party, portions with one style, a run-off not called one."""
    if not printed.primary:
        return
    if not printed.contested:
        root.warn("primary", "is true, but no contest has a party", 'Give the contests their "party".')
    alone = [portion.id for portion in _portions(precincts) if not portion.styles and portion.style != NO_BALLOT]
    if alone:
        what = f"{len(alone)} portions have one ballot style for all parties ({some_of(alone)})"
        root.warn("precincts.portions.ballot_style", what, ONE_STYLE)
    named = root.text("election").casefold().replace("-", "").replace(" ", "")
    if "runoff" in named and not root.flag("runoff"):
        what = "is not set, though the election is called a run-off"
        root.warn("runoff", what, 'Add "runoff": true, so that the vote in the primary is asked for.')


def parties_of(printed: Printed, precincts: Mapping[str, Precinct]) -> dict[str, str]:
    """Return the parties of a primary with their words; none for another election."""
    if not printed.primary:
        return {}
    on_portions = (party for portion in _portions(precincts) for party in portion.styles)
    codes = printed.parties or dict.fromkeys((*printed.contested, *on_portions))
    return {code: printed.parties.get(code) or PARTY_NAMES.get(code.upper(), code) for code in codes}


def _portions(precincts: Mapping[str, Precinct]) -> Iterable[Portion]:
    return (portion for precinct in precincts.values() for portion in precinct.portions)


def _listed(codes: Iterable[str]) -> str:
    return " or ".join(codes)
