"""What does not fit, in words: results by the titles of contests in place of ids, and who can settle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from adjudicator.canvass.reconciling import DISAGREEMENTS
from adjudicator.canvass.trouble import Trouble
from adjudicator.records.election import Election
from adjudicator.words import _, beside, number, small


class SettledAt(NamedTuple):
    """Where a difference is settled: the desk's id; its name, and who can settle it."""

    desk: str
    words: str


_AT_OPENING = SettledAt("opening", _("Opening: the people there settle it, or a supervisor explains it."))
_BY_CUSTODIANS = SettledAt("count", _('At "In the count?" a custodian or a supervisor settles it.'))

_SETTLED_AT: Mapping[str, SettledAt] = {
    "received": SettledAt("receive", _("Receive: a clerk settles it, or a supervisor explains it.")),
    "sorted": _AT_OPENING,
    "opened": _AT_OPENING,
    "duplicated": _AT_OPENING,
    "scanned": _BY_CUSTODIANS,
    "cleared": _BY_CUSTODIANS,
    "in_results": _BY_CUSTODIANS,
    "released": SettledAt("release", _("Release: a supervisor settles it.")),
}


def settled_at(step: str) -> SettledAt:
    """At which desk what differs at a step is settled, and by whom."""
    return _SETTLED_AT.get(step, SettledAt("count", _('At "In the count?" a supervisor settles it.')))


def in_words(trouble: Trouble, election: Election) -> Trouble:
    """A trouble with a sentence that names contest and precinct, where results were held against the record; else itself."""
    kind = DISAGREEMENTS.get(trouble.code)
    if kind is None or trouble.step != "reconciled":
        return trouble
    sentence = _(
        "{where}: {what}. By the record {expected}, by the results {actual}.",
        where=subject_words(trouble.subject, election),
        what=kind.title,
        expected=number(trouble.expected),
        actual=number(trouble.actual),
    )
    return replace(trouble, sentence=beside(sentence, kind.what_to_do))


def subject_words(subject: str, election: Election) -> str:
    """ "President of the United States, precinct 006" for "president/006"; what is not known stays as it is."""
    if subject == "county":
        return _("The whole county")
    contest, __, precinct = subject.partition("/")
    if not precinct and contest not in election.contests:
        contest, precinct = "", subject
    title = election.contests[contest].title if contest in election.contests else contest
    place = _("precinct {code}", code=precinct) if precinct in election.precincts else precinct
    return beside(title, place, by=", ")


TROUBLE_TITLES: Mapping[str, str] = {
    "bag_differs": _("bag and numbered list"),
    "late_absentee_return": _("an absentee ballot found late"),
    "late_check_in": _("a check-in found late"),
    "late_cancellation": _("a canceled registration found late"),
    "late_pending": _("a pending registration found late"),
    "opened_in_vain": _("opened, and does not count now"),
    "opened_otherwise": _("opened, and counts otherwise now"),
    "sorted_short": _("fewer counted by hand when it was sorted"),
    "sorted_long": _("more counted by hand when it was sorted"),
    "hand_count_short": _("fewer counted by hand"),
    "hand_count_long": _("more counted by hand"),
    "not_signed": _("a signature is missing"),
    "exception_open": _("an exception is not settled"),
    "duplicate_not_made": _("a duplicate was not made"),
    "duplicate_too_many": _("too many duplicates"),
    "stock_differs": _("blank ballots"),
    "scanned_twice": _("more scanned than there are"),
    "not_scanned": _("fewer scanned than there are"),
    "flagged_too_many": _("more flagged than scanned"),
    "not_cleared": _("flagged ballots in an upload"),
    "results_differ": _("the county's results"),
    "upload_replaced": _("a batch lost with an upload"),
    "scanned_not_uploaded": _("a batch in no upload"),
    "upload_differs": _("the file of an upload"),
    "seen_differs": _("the state's site"),
    "reopened_after_release": _("open again after it left"),
}
"""Code of what does not fit -> what it is about, in a few words."""


def about_words(about: str) -> str:
    """What does not fit, in words: "fewer counted by hand, P0001"; the code where another program wrote one."""
    code, __, subject = about.partition(":")
    found = DISAGREEMENTS.get(code)
    title = TROUBLE_TITLES.get(code) or (small(found.title) if found is not None else code)
    return beside(title, subject, by=", ")
