"""Who is taken for the voter, and which portion is taken for the voter's own, as they go into the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from adjudicator.casework.acts.act import Act, Acted, closed_to
from adjudicator.casework.acts.review.whys import WHY_MISSING, Why, is_reason, why_data
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.application_day import Applied, closes_last
from adjudicator.casework.sheet.home import LISTED, home_of, home_on_roll
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.records.election import NO_BALLOT, Portion
from adjudicator.records.elector import AnotherName, Elector
from adjudicator.records.facts import Source
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class ElectorTaken:
    """The elector a person takes for the voter, with the home portion; `elector` is None for a portion chosen by hand.

    `portion`, `precinct` and `style` are empty for another county's elector. `address` says which address the portion is
    that of, `home_source` where a portion came from that a person chose, None for one that follows from the roll's row.
    `differs` says that something compared with the papers differs, so that choosing this elector wants an explanation, and
    `another_names` are the names that are another's, which want one that fits;
    `listed` is the portion that follows from the roll's row where a person chooses another for the same address.
    """

    elector: Elector | None
    county: str
    precinct: str
    portion: str
    style: str
    roll: str
    address: str = LISTED
    home_source: Source | None = None
    differs: bool = False
    another_names: tuple[AnotherName, ...] = ()
    listed: str = ""


def take_elector(sheet: Sheet, elector: Elector | None, roll: str) -> ElectorTaken:
    """An elector taken for the voter, at home where the roll has them.

    A portion that was chosen by hand before the voter was found stays the voter's; with another elector it is told anew.
    """
    chosen = sheet.state.elector
    evidence = replace(sheet.evidence, elector=elector)
    alone = chosen is not None and not chosen.registration_number
    home = home_of(sheet.state, evidence) if alone else home_on_roll(sheet.state, evidence)
    if home is None:
        return ElectorTaken(elector, sheet.evidence.election.county, "", "", "", roll)
    source = chosen.home_source if chosen is not None and alone else None
    return ElectorTaken(elector, home.county, home.precinct, home.portion, home.style, roll, home.address, source)


def take_portion(sheet: Sheet, portion: Portion, source: Source, roll: str) -> ElectorTaken:
    """A portion taken for the voter's own: that of the new address where the home went along with a move."""
    home = sheet.home
    address = home.address if home is not None else LISTED
    on_roll = home_on_roll(sheet.state, sheet.evidence) if address == LISTED else None
    return replace(
        take_elector(sheet, sheet.elector, roll),
        county=sheet.evidence.election.county,
        precinct=portion.precinct,
        portion=portion.id,
        style=portion.style_of(sheet.party),
        address=address,
        home_source=source,
        listed=on_roll.portion if on_roll is not None and on_roll.portion != portion.id else "",
    )


def take_no_portion(sheet: Sheet, source: Source, roll: str) -> ElectorTaken:
    """That the voter's address is in no portion: outside the city limits, say, in an election of the city alone."""
    outside = Portion(NO_BALLOT, "", NO_BALLOT, {})
    return take_portion(sheet, outside, source, roll)


def record_portion(state: EnvelopeState, taken: ElectorTaken, act: Act, why: Why | None = None) -> Acted:
    """Record which portion a person takes for the voter's own.

    Refused once the envelope is determined, and where the roll's row gives another portion and no reason is given.
    """
    refusal = closed_to(state, act)
    if refusal is not None:
        return refusal
    if taken.listed and why is None:
        words = _(
            "By the roll's row the voter's own portion is {portion}. Say why that is wrong.", portion=taken.listed
        )
        return Refusal(WHY_MISSING, words, state.number)
    if why is not None and not is_reason("home", why):
        return Refusal("unknown_why", _("Choose a reason from the list, or write one in a sentence."), state.number)
    chosen = {**(elector_data(taken) or {}), **why_data(why)}
    data = {**chosen, "listed": taken.listed} if taken.listed else chosen
    return (act.entry("facts.recorded", {"envelope": state.number, "facts": [], "elector": data}),)


def record_applied(sheet: Sheet, applied: Applied, act: Act) -> Acted:
    """Record the day on which the voter applied to register, sealed.

    Refused for a day after the election, for one after the last closing, which is an answer to the question of registration,
    and once the envelope is determined.
    """
    state, evidence = sheet.state, sheet.evidence
    refusal = closed_to(state, act)
    if refusal is not None:
        return refusal
    if applied.on > evidence.election.date:
        return Refusal(
            "bad_input", _("That day is after the election. Write the day on which the voter applied."), state.number
        )
    if applied.on > closes_last(evidence):
        words = _("Registration had closed by then for every contest. Answer the question about registration again.")
        return Refusal("applied_late", words, state.number, "O.C.G.A. 21-2-224(a)")
    data = {"on": Secret(applied.on.isoformat()), "source": structs.asdict(applied.source)}
    return (act.entry("facts.recorded", {"envelope": state.number, "facts": [], "applied": data}),)


def elector_data(taken: ElectorTaken | None) -> dict[str, Any] | None:
    """An elector taken, as it stands in an entry; None lets a chosen one go."""
    if taken is None:
        return None
    elector = taken.elector
    registered_on = elector.registered_on.isoformat() if elector and elector.registered_on else ""
    return {
        "registration_number": Secret(elector.registration_number) if elector else None,
        "county": taken.county,
        "precinct": taken.precinct,
        "portion": taken.portion,
        "style": taken.style,
        "status": elector.status if elector else "",
        "registered_on": Secret(registered_on) if elector else None,
        "roll": taken.roll,
        "address": taken.address,
        "home_source": structs.asdict(taken.home_source) if taken.home_source else None,
    }
