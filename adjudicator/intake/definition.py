"""Reads an election definition in the native form.

The native form is one JSON object in UTF-8. Keys that are not named here are passed over.

| key | holds |
|---|---|
| `election`, `county` | names, not empty |
| `date` | election day, `"2020-11-03"` |
| `state` | two letters, `"GA"` |
| `fips` | the county's five digits; missing is a warning |
| `time_zone` | optional, `"America/New_York"`; needed where a state has more than one |
| `polls_open`, `polls_close` | optional, `"07:00"` and `"19:00"` where missing |
| `closing_times` | optional: a place -> its own closing time, `{"Dacula Park": "19:45"}` |
| `advance_sites` | optional: names of the places that serve every precinct |
| `shared_buildings` | optional: lists of codes of precincts that vote in one building |
| `primary` | optional, `true` for a primary or its runoff |
| `runoff` | optional, `true` for the runoff of a primary: who voted in the primary may be bound by it |
| `runoff_of` | in a runoff: the day of the election whose runoff it is, `"2020-11-03"`; days that the law counts from that election follow it |
| `registration_closes` | optional: the last day to register, where it is not the one that the law's calendar gives |
| `parties` | in a primary: codes of the parties and their words, `{"D": "Democratic", "R": "Republican", "N": "Nonpartisan"}`; usual codes have their words without it |
| `contests` | list of objects, in ballot order: `contest_id`, `title`, `level`; optional `ordinal` (its place in the list where missing), `title_es`, `district`, `party`, `office` (`"president"`), `registration_closes` (a date), `measure` (0 or 1), `votes_allowed` (how many choices a voter may mark; `votes_allowed_inferred` where it was worked out from results) |
| `precincts` | list of objects: `code`, `name`; may be empty: `registered`, `polling_place`, `address`, `portions` |
| `precincts[].portions` | list of objects: `portion` (its id), `ballot_style` or, in a primary, `ballot_styles`: a party -> its style, `{"D": "001-D", "R": "001-R"}`; "none" in place of a style where who lives there has no contest in this election, as outside the limits of a city that elects; optional `share` (part of the precinct's electors, 0 to 1), and a district for each level that the list of electors has (docs/definition.md names them), or of any other level in an object `districts` |
| `ballot_styles` | object: a style -> the list of its contests' ids, in ballot order |

An empty district matches any, "none" only electors without one: outside every city, say. Codes and ids are texts,
because leading zeros count.
"""  # noqa: E501 - a table's rows cannot be broken

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from adjudicator.intake.definition_parts import (
    Printed,
    is_called_runoff,
    parties_of,
    read_contests,
    read_parties,
    read_precincts,
    read_styles,
    warn_of_parties,
    warn_of_president,
)
from adjudicator.intake.json_items import Item, load_object
from adjudicator.intake.problem_list import ProblemList
from adjudicator.records.election import Election, Precinct
from adjudicator.records.trouble import Problem
from adjudicator.words import _, some_of

OPENS = time(7, 0)  # O.C.G.A. 21-2-403
CLOSES = time(19, 0)

_ZONES = {  # IANA time zone database; 49 CFR part 71
    "America/New_York": (
        "CT", "DC", "DE", "GA", "MA", "MD", "ME", "NC", "NH", "NJ", "NY", "OH", "PA", "RI", "SC", "VA", "VT", "WV",
    ),
    "America/Chicago": ("AL", "AR", "IA", "IL", "LA", "MN", "MO", "MS", "OK", "WI"),
    "America/Denver": ("CO", "MT", "NM", "UT", "WY"),
    "America/Los_Angeles": ("CA", "WA"),
    "Pacific/Honolulu": ("HI",),
    "America/Puerto_Rico": ("PR",),
    "America/St_Thomas": ("VI",),
    "Pacific/Guam": ("GU",),
    "Pacific/Pago_Pago": ("AS",),
    "Pacific/Saipan": ("MP",),
}  # fmt: skip

ZONE_OF_STATE: Mapping[str, str] = {state: zone for zone, states in _ZONES.items() for state in states}
"""State -> its time zone, for states with one."""

DIVIDED_STATES = frozenset(
    {"AK", "AZ", "FL", "ID", "IN", "KS", "KY", "MI", "ND", "NE", "NV", "OR", "SD", "TN", "TX"}
)  # fmt: skip
"""States in which the county decides, so that the definition must name the zone."""


@lru_cache(maxsize=4)
def read_definition(data: bytes, name: str, *, kept: bool = False) -> tuple[Election | None, tuple[Problem, ...]]:
    """Read an election definition; `name` is the file's name, for messages, `kept` whether a case has it already.

    Returns no election where any problem is more than a warning. The latest few are kept: a window, its checks and its
    releases read the same one, and that took a third of opening a case. Source: files-and-commands, "Files in".
    """
    problems = ProblemList(name, kept=kept)
    root = load_object(data, problems, _("Choose an election definition."))
    if root is None:
        return None, problems.shown()
    election = _election(root, hashlib.sha256(data).hexdigest())
    return (None if problems.has_errors else election), problems.shown()


def _election(root: Item, digest: str) -> Election:
    contests = read_contests(root)
    styles = read_styles(root, contests)
    primary, runoff = root.flag("primary"), root.flag("runoff")
    name, held = root.needed("election"), root.needed_day("date")
    warn_of_president(root, contests.values(), held, primary=primary)
    printed = Printed(contests, styles, read_parties(root, contests), primary)
    precincts = read_precincts(root, printed)
    warn_of_parties(root, printed, precincts, name, runoff=runoff)
    state = _state(root)
    opens, closes = _hours(root)
    sites = tuple(root.texts("advance_sites"))
    return Election(
        name=name,
        date=held,
        state=state,
        county=root.needed("county"),
        fips=_fips(root),
        time_zone=_time_zone(root, state),
        contests=contests,
        precincts=precincts,
        styles=styles,
        polls_open=opens,
        polls_close=closes,
        advance_sites=sites,
        primary=primary,
        digest=digest,
        closing_times=_closing_times(root, precincts, sites),
        shared_buildings=_shared_buildings(root, precincts),
        parties=parties_of(printed, precincts),
        runoff=runoff,
        runoff_of=_first_election(root, held, is_runoff=runoff or is_called_runoff(name)),
        registration_closes=_closing_of_registration(root, held),
    )


def _first_election(root: Item, held: date, *, is_runoff: bool) -> date | None:
    """The day of the election whose runoff this is; a runoff that does not name it is a warning."""
    first = root.day("runoff_of")
    if first and date.min < held <= first:
        what = _("is not before the day of the election")
        root.wrong("runoff_of", what, _("Write the day of the election whose runoff this is."), first.isoformat())
    elif first is None and is_runoff and root.is_blank("runoff_of"):
        what = _("is missing, though this is a runoff")
        remedy = _(
            'Add "runoff_of" with the day of the election whose runoff this is, as in "2020-11-03": where the law has only '
            "its electors vote, registration closed for it."
        )
        root.warn("runoff_of", what, remedy)
    return first


def _closing_of_registration(root: Item, held: date) -> date | None:
    closes = root.day("registration_closes")
    if closes and date.min < held < closes:
        what = _("is after the day of the election")
        root.wrong("registration_closes", what, _("Correct one of the two."), closes.isoformat())
    return closes


def _state(root: Item) -> str:
    state = root.needed("state")
    if state and state not in ZONE_OF_STATE and state not in DIVIDED_STATES:
        root.wrong("state", _("is not a state"), _('Write its two capital letters, as in "GA".'), state)
    return state


def _fips(root: Item) -> str:
    fips = root.text("fips")
    if not fips:
        root.warn("fips", _("is empty"), _("Add the county's five digits: files for the state need them."))
    elif not re.fullmatch(r"[0-9]{5}", fips):
        root.wrong("fips", _("is not five digits"), _('Write the county\'s FIPS code as a text, as in "13135".'), fips)
    return fips


def _time_zone(root: Item, state: str) -> str:
    zone = root.text("time_zone")
    if zone and not is_time_zone(zone):
        root.wrong("time_zone", _("is not a time zone"), _('Write its IANA name, as in "America/New_York".'), zone)
    if not zone and state in DIVIDED_STATES:
        remedy = _('Add "time_zone" with the county\'s own, as in "America/Chicago".')
        root.wrong("time_zone", _("is missing, and {state} has more than one time zone", state=state), remedy, state)
    return zone or ZONE_OF_STATE.get(state, "")


def _hours(root: Item) -> tuple[time, time]:
    opens, closes = root.hour("polls_open") or OPENS, root.hour("polls_close") or CLOSES
    if opens >= closes:
        root.wrong("polls_close", _("is not after polls_open"), _("Correct one of the two."), f"{closes:%H:%M}")
    return opens, closes


def _closing_times(root: Item, precincts: dict[str, Precinct], sites: tuple[str, ...]) -> dict[str, time]:
    item = root.object_of("closing_times")
    times = {place: hour for place in item.keys if (hour := item.hour(place))}
    known = {precinct.polling_place for precinct in precincts.values()} | set(precincts) | set(sites)
    strange = [place for place in times if place not in known]
    if strange:
        what = _(
            "names places that are neither a polling place nor an advance site ({places})", places=some_of(strange)
        )
        root.warn("closing_times", what, _("Write the place as the precinct has it."))
    return times


def _shared_buildings(root: Item, precincts: dict[str, Precinct]) -> tuple[tuple[str, ...], ...]:
    groups = root.list_of("shared_buildings")
    item = Item("shared_buildings", {str(index): group for index, group in enumerate(groups)}, root.problems)
    found = tuple(tuple(item.texts(index)) for index in item.keys)
    for code in (code for group in found for code in group if code not in precincts):
        what = _("names a precinct that is not in the definition")
        root.wrong("shared_buildings", what, _("Correct the code."), code)
    return found


def is_time_zone(name: str) -> bool:
    """Whether a name is one of the IANA database's, as this computer has it."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
