"""What is still owed to a voter whose ballot will not count, before that may be recorded (O.C.G.A. 21-2-419(b))."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.evidence import Evidence, same_county
from adjudicator.records.findings import Recommendation
from adjudicator.words import _

RESEARCH: Mapping[str, str] = {
    "county_list": _("This county's list"),
    "cancelled_pending": _("Canceled and pending registrations"),
    "state_wide": _("The statewide list, under other names and birth years"),
    "driver_services": _("The Department of Driver Services"),
    "other_county": _("Another county's office"),
    "voter_told": _("What the voter wrote about where, how and when they registered"),
    "papers_brought": _("Papers the voter brought"),
    "call": _("A call to the voter"),
}
"""Where a voter is looked for before "not registered" may stand (O.C.G.A. 21-2-419(b))."""

OWN_SEARCHES = ("county_list", "cancelled_pending", "state_wide")
"""The places that the look-up on a roll and on lists may answer by itself, as far as they cover them (`covered_by`)."""

OWN_RESULTS = frozenset({"found", "nothing"})
"""What may come of a search of the program's own."""

RESULTS = ("found", "nothing", "no_answer", "not_possible")
"""What may come of a search."""

RESEARCHED = frozenset({"not_found", "pending", "cancelled", "late", "never", "completed_late"})
"""Values of `registration` that need the research list: somebody must have looked in each place."""


def covered_by(counties: Collection[str], statuses: Collection[str], county: str) -> tuple[str, ...]:
    """The places in which a roll of these counties, and roll and lists of these statuses, were looked through; nobody has
    looked where there are no rows.

    A roll of one county is not the state's, whatever it is called.
    """
    covered = {
        "county_list": any(same_county(each, county) for each in counties),
        "cancelled_pending": {"cancelled", "pending"} <= set(statuses),
        "state_wide": len(counties) > 1,
    }
    return tuple(where for where in OWN_SEARCHES if covered[where])


def found_in(where: str, evidence: Evidence, lists: Collection[str]) -> str:
    """What the program's own search in a place came to: "found" or "nothing".

    Who stands on a list of registrations alone is on no roll; and where `lists` were received, they say who is canceled or
    pending.
    """
    elector = evidence.elector
    if elector is None:
        return "nothing"
    if where != "cancelled_pending":
        return "found" if evidence.is_on_roll else "nothing"
    on_list = bool(evidence.listings) or elector.status in ("cancelled", "pending")
    return "found" if on_list or not lists else "nothing"


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed. `id` is "looked_up", "registration" or a place of the research list; `done` says it is."""

    id: str
    words: str
    done: bool


def owed_to_voter(state: EnvelopeState, recommendation: Recommendation | None) -> tuple[Owed, ...]:
    """What is owed to the voter, empty while the outcome is not settled as not counted."""
    if recommendation is None or recommendation.outcome != "not_counted":
        return ()
    return duties(state)


def duties(state: EnvelopeState) -> tuple[Owed, ...]:
    """What has to be done for a voter before anybody records that the ballot does not count.

    Where several electors fit alike, nobody can check the registration of one.
    """
    match = state.answers.get("match")
    looked_up = Owed("looked_up", _("The voter was looked up on the roll"), match is not None)
    if match is not None and match.value == "several":
        return (looked_up,)
    checked = Owed("registration", _("The registration was checked"), "registration" in state.answers)
    return (looked_up, checked, *research_owed(state))


def research_owed(state: EnvelopeState) -> tuple[Owed, ...]:
    """The research list's lines, empty where the registration needs none."""
    registration = state.answers.get("registration")
    if registration is None or registration.value not in RESEARCHED:
        return ()
    done = {line.where for line in state.research}
    return tuple(Owed(where, words, where in done) for where, words in RESEARCH.items())


def all_done(owed: tuple[Owed, ...]) -> bool:
    """Whether nothing is owed any more."""
    return all(item.done for item in owed)
