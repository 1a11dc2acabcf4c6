"""The parts of an election definition: contests, ballot styles, precincts with their portions, the parties of a primary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from adjudicator.intake.json_items import Item
from adjudicator.intake.problem_list import nearest
from adjudicator.records.election import (
    CONTEST_LEVELS,
    DISTRICT_CONTESTS,
    MUNICIPALITY,
    NO_BALLOT,
    PARTY_NAMES,
    Contest,
    Portion,
    Precinct,
)
from adjudicator.words import _, any_of, n_, plural, some_of
from adjudicator.words.sentence import Plural

T = TypeVar("T")

DISTRICT_LEVELS = (
    "us_house", "state_senate", "state_house", "county_commission", "school_board", "judicial", "city_council",
    "municipal_school_board", "water_board", "super_council", "super_commissioner", "super_school_board", "fire",
    MUNICIPALITY,
)  # fmt: skip
"""Levels that a portion may name beside its other keys: those of the state's list of registered electors."""

PRESIDENTIAL = 4
"""Years from one election of a President to the next; it is held in those that are divisible by it."""

ONE_STYLE = _("Write ballot_styles, a style for each party: the voter's own ballot is that of the same party.")


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
            what = _("the contest {contest} is of a party that is not among the parties", contest=contest.id)
            root.wrong(
                "contests.party", what, _("Write {codes}, or add the party.", codes=any_of(named)), contest.party
            )
    return named


def read_styles_by_party(item: Item, printed: Printed) -> dict[str, str]:
    """Return a portion's styles, party -> style, with every error collected; empty where it has `ballot_style` alone."""
    if "ballot_styles" not in item.keys:
        return {}
    if not printed.primary:
        remedy = _('Write "ballot_style" with the one style, or add "primary": true to the definition.')
        item.wrong("ballot_styles", _("is for primaries only"), remedy)
    if "ballot_style" in item.keys:
        style = item.text("ballot_style")
        item.wrong("ballot_style", _("stands beside ballot_styles"), _("Keep one of the two."), style)
    by_party = item.object_of("ballot_styles")
    styles = {party: style for party in by_party.keys if (style := by_party.needed(party))}
    for party, style in styles.items():
        _check_style(by_party, party, style, printed)
    for party in printed.contested:
        if party not in by_party.keys:
            what = _("the portion has no ballot style for a party that has contests")
            item.wrong("ballot_styles", what, _('Add "{party}" with its style.', party=party), party)
    return styles


def refuse_style(item: Item, key: str, style: str) -> None:
    """Collect that a portion names a style that the definition does not have."""
    what = _("the portion names a ballot style that is not in the definition")
    item.wrong(key, what, _("Add the style, or correct its name in the portion."), style)


def _check_style(item: Item, party: str, style: str, printed: Printed) -> None:
    known = printed.parties or dict.fromkeys((*printed.contested, *PARTY_NAMES))
    if party not in known:
        what = _("the portion names a party that is not among the parties")
        remedy = _("Write {codes}, or add the party.", codes=any_of(printed.parties or printed.contested))
        item.wrong(party, what, remedy, party)
    if style == NO_BALLOT:
        return
    if style not in printed.styles:
        refuse_style(item, party, style)
        return
    on_ballot = (printed.contests[contest] for contest in printed.styles[style] if contest in printed.contests)
    others = [contest.id for contest in on_ballot if contest.party not in ("", party)]
    if others:
        what = _("the ballot style has contests of another party ({contests})", contests=some_of(others))
        item.wrong(party, what, _("Correct the style of the portion, or the party of the contests."), style)


def warn_of_parties(
    root: Item, printed: Printed, precincts: Mapping[str, Precinct], name: str, *, runoff: bool
) -> None:
    """Collect doubts about a primary: contests without a party, portions with one style, a runoff not called one."""
    if not printed.primary:
        return
    if not printed.contested:
        root.warn("primary", _("is true, but no contest has a party"), _('Give the contests their "party".'))
    alone = [portion.id for portion in _portions(precincts) if not portion.styles and portion.style != NO_BALLOT]
    if alone:
        what = n_(
            "{count} portion has one ballot style for all parties ({names})",
            "{count} portions have one ballot style for all parties ({names})",
            len(alone),
            names=some_of(alone),
        )
        root.warn("precincts.portions.ballot_style", what, ONE_STYLE)
    if is_called_runoff(name) and not runoff:
        what = _("is not set, though the election is called a runoff")
        root.warn("runoff", what, _('Add "runoff": true, so that the vote in the primary is asked for.'))


def is_called_runoff(name: str) -> bool:
    """Whether an election's name says that it is a runoff, however that is written."""
    return "runoff" in name.casefold().replace("-", "").replace(" ", "")


def parties_of(printed: Printed, precincts: Mapping[str, Precinct]) -> dict[str, str]:
    """Return the parties of a primary with their words; none for another election."""
    if not printed.primary:
        return {}
    on_portions = (party for portion in _portions(precincts) for party in portion.styles)
    codes = printed.parties or dict.fromkeys((*printed.contested, *on_portions))
    return {code: printed.parties.get(code) or PARTY_NAMES.get(code.upper(), code) for code in codes}


def _portions(precincts: Mapping[str, Precinct]) -> Iterable[Portion]:
    return (portion for precinct in precincts.values() for portion in precinct.portions)


def read_contests(root: Item) -> dict[str, Contest]:
    """Return the contests by id, in the definition's order."""
    contests: dict[str, Contest] = {}
    for place, item in enumerate(_objects(root, "contests", "contest_id"), start=1):
        contest = _contest(item, place)
        _keep(item, "contest_id", contest.id, contest, contests)
    _warn_of_contests(root, tuple(contests.values()))
    return contests


def read_styles(root: Item, contests: Mapping[str, Contest]) -> dict[str, tuple[str, ...]]:
    """Return the ballot styles, each with its contests' ids in ballot order."""
    item = root.object_of("ballot_styles")
    if root.is_empty("ballot_styles"):
        root.wrong("ballot_styles", _("is missing or empty"), _("Add each ballot style with the list of its contests."))
    styles = {style: _style(item, style, contests) for style in item.keys}
    on_ballot = {contest for style in styles.values() for contest in style}
    unused = [contest for contest in contests if contest not in on_ballot]
    _sum_up(root, "ballot_styles", _on_no_style, unused, _("Check the lists of the styles."))
    return styles


def read_precincts(root: Item, printed: Printed) -> dict[str, Precinct]:
    """Return the precincts by code, in the definition's order, each with its portions."""
    precincts: dict[str, Precinct] = {}
    portions: dict[str, Portion] = {}
    for item in _objects(root, "precincts", "code"):
        precinct = _precinct(item, printed, portions)
        _keep(item, "code", precinct.code, precinct, precincts)
    _warn_of_precincts(root, tuple(precincts.values()))
    used = {style for portion in portions.values() for style in portion.all_styles}
    unused = [style for style in printed.styles if style not in used]
    _sum_up(root, "ballot_styles", _of_no_portion, unused, _("Check the portions."))
    return precincts


def _objects(root: Item, key: str, named_by: str) -> Iterable[Item]:
    if root.is_empty(key):
        root.wrong(key, _("is missing or empty"), _("Add the election's {key} as a list.", key=key))
    return root.objects(key, named_by)


def _keep(item: Item, key: str, name: str, thing: T, kept: dict[str, T]) -> None:
    """Keep a thing by its name; a name that is already taken is an error."""
    if name in kept:
        item.wrong(key, _("is there twice"), _("Give each its own."), name)
    elif name:
        kept[name] = thing


def _contest(item: Item, place: int) -> Contest:
    level = item.needed("level")
    if level and level not in CONTEST_LEVELS:
        _warn_of_level(item, level)
    return Contest(
        id=item.needed("contest_id"),
        ordinal=item.whole("ordinal", place),
        title=item.needed("title"),
        level=level,
        district=item.text("district"),
        title_es=item.text("title_es"),
        party=item.text("party"),
        office=item.text("office"),
        registration_closes=item.day("registration_closes"),
        measure=item.flag("measure"),
        seats=_seats(item),
    )


def _seats(item: Item) -> int:
    """How many choices a voter may mark, 0 where it does not say.

    A definition that a case keeps was taken in before these keys were read: nothing in them makes it unreadable.
    """
    inferred = item.keys.get("votes_allowed_inferred")
    known = inferred if type(inferred) is int and inferred > 0 else 0
    said = item.keys.get("votes_allowed")
    if item.problems.kept:
        return said if type(said) is int and said > 0 else known
    return item.whole("votes_allowed", known) or known


def _warn_of_level(item: Item, level: str) -> None:
    near = nearest(level, CONTEST_LEVELS)
    remedy = _('Write "{near}" if that is meant.', near=near) if near else _("Leave it if the contest is a local one.")
    what = _("is not a level that is known, so the contest is taken for a local one")
    item.warn("level", what, remedy, level)


def _style(item: Item, style: str, contests: Mapping[str, Contest]) -> tuple[str, ...]:
    ids = tuple(item.texts(style))
    if style == NO_BALLOT:
        what = _("no ballot style can have this name: a portion has it where who lives there has no contest")
        item.wrong(style, what, _("Give the ballot style another name."), style)
    if item.is_empty(style):
        remedy = _(
            'List the contests\' ids; a portion whose voters have no contest has "{style}" as its style.',
            style=NO_BALLOT,
        )
        item.wrong(style, _("the ballot style has no contest"), remedy, style)
    for contest in dict.fromkeys(ids):
        if contest not in contests:
            what = _("the ballot style {style} names a contest that is not in the definition", style=style)
            item.wrong(style, what, _("Add the contest, or correct its id in the style."), contest)
        if ids.count(contest) > 1:
            what = _("the ballot style {style} names a contest twice", style=style)
            item.wrong(style, what, _("Remove one of the two."), contest)
    return ids


def _precinct(item: Item, printed: Printed, portions: dict[str, Portion]) -> Precinct:
    code = item.needed("code")
    own: list[Portion] = []
    for part in item.objects("portions", "portion"):
        portion = _portion(part, code, printed)
        _keep(part, "portion", portion.id, portion, portions)
        own.append(portion)
    return Precinct(
        code=code,
        name=item.needed("name"),
        portions=tuple(own),
        registered=item.whole("registered", 0),
        polling_place=item.text("polling_place"),
        address=item.text("address"),
    )


def _portion(item: Item, precinct: str, printed: Printed) -> Portion:
    styles = read_styles_by_party(item, printed)
    style = "" if styles or "ballot_styles" in item.keys else item.needed("ballot_style")
    if style and style != NO_BALLOT and style not in printed.styles:
        refuse_style(item, "ballot_style", style)
    other = item.object_of("districts")
    districts = {level: item.text(level) for level in DISTRICT_LEVELS if level in item.keys}
    return Portion(
        id=item.needed("portion"),
        precinct=precinct,
        style=style,
        districts=districts | {level: other.text(level) for level in other.keys},
        share=item.part("share"),
        styles=styles,
    )


def _warn_of_contests(root: Item, contests: Sequence[Contest]) -> None:
    untranslated = [contest.id for contest in contests if not contest.title_es]
    _sum_up(root, "contests.title_es", _without_spanish, untranslated, _("English is shown for them."))
    anywhere = [contest.id for contest in contests if contest.level in DISTRICT_CONTESTS and not contest.district]
    _sum_up(root, "contests.district", _without_district, anywhere, _("Any district fits them."))


def warn_of_president(root: Item, contests: Collection[Contest], held: date, *, primary: bool) -> None:
    """A definition that names offices, and none for President, leaves who moved to another state late without a contest."""
    offices = {contest.office for contest in contests} - {""}
    if not offices or "president" in offices:
        return
    titled = next((each.title for each in contests if not each.office and each.is_for_president), "")
    if titled or (held.year % PRESIDENTIAL == 0 and not primary):
        what = _("names the office of some contests, and for none of them President")
        remedy = _(
            'Give the contest for President "office": "president", or take "office" from the others: without it nobody who '
            "moved to another state within 30 days has a contest to vote for."
        )
        root.warn("contests.office", what, remedy, titled)


_on_no_style = plural(
    "{count} contest is on no ballot style ({names})", "{count} contests are on no ballot style ({names})"
)
_of_no_portion = plural(
    "{count} ballot style belongs to no portion ({names})", "{count} ballot styles belong to no portion ({names})"
)
_without_spanish = plural(
    "{count} contest has no Spanish title ({names})", "{count} contests have no Spanish title ({names})"
)
_without_district = plural(
    "{count} contest voted by district has no district ({names})",
    "{count} contests voted by district have no district ({names})",
)
_without_portion = plural("{count} precinct has no portion ({names})", "{count} precincts have no portion ({names})")
_without_elector = plural("{count} precinct has no elector ({names})", "{count} precincts have no elector ({names})")
_without_place = plural(
    "{count} precinct has no polling place ({names})", "{count} precincts have no polling place ({names})"
)
_without_address = plural(
    "{count} polling place has no address ({names})", "{count} polling places have no address ({names})"
)
_strange_levels = plural(
    "{count} level is not in the state's list ({names})", "{count} levels are not in the state's list ({names})"
)

PRECINCT_GAPS: Sequence[tuple[str, Plural, Callable[[Precinct], bool], str]] = (
    ("portions", _without_portion, lambda it: not it.portions, _("No elector's home is found there.")),
    ("registered", _without_elector, lambda it: not it.registered, _("Nothing to do if that is so.")),
    ("polling_place", _without_place, lambda it: not it.polling_place, _("No message to voters can name it.")),
    ("address", _without_address, lambda it: not it.address, _("No message to voters can give it.")),
)
"""Key, what is said, when, and what follows: a real county may have any of these."""


def _warn_of_precincts(root: Item, precincts: Sequence[Precinct]) -> None:
    for key, what, is_missing, remedy in PRECINCT_GAPS:
        codes = [precinct.code for precinct in precincts if is_missing(precinct)]
        _sum_up(root, f"precincts.{key}", what, codes, remedy)
    for level in DISTRICT_LEVELS:
        portions = (portion for precinct in precincts for portion in precinct.portions)
        empty = [portion.id for portion in portions if portion.districts.get(level) == ""]
        if empty:
            what = n_(
                "{count} portion has no {level} district ({names})",
                "{count} portions have no {level} district ({names})",
                len(empty),
                level=level,
                names=some_of(empty),
            )
            root.warn(f"precincts.portions.{level}", what, _("An empty district matches any."))
    _warn_of_strange_levels(root, precincts)


def _warn_of_strange_levels(root: Item, precincts: Sequence[Precinct]) -> None:
    portions = [portion for precinct in precincts for portion in precinct.portions]
    named = dict.fromkeys(level for portion in portions for level, district in portion.districts.items() if district)
    strange = [level for level in named if level not in DISTRICT_LEVELS]
    remedy = _("No elector's home is found by them: a person says which portion is the voter's.")
    _sum_up(root, "precincts.portions.districts", _strange_levels, strange, remedy)


def _sum_up(root: Item, column: str, what: Plural, names: Collection[str], remedy: str) -> None:
    """Collect one warning for all things that lack the same, so that a real county's file is not drowned in them."""
    if names:
        root.warn(column, what(len(names), names=some_of(names)), remedy)
