"""What does not fit, in words: results by the titles of contests in place of ids, and who can settle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adjudicator.canvass.reconciling import DISAGREEMENTS
from adjudicator.canvass.troubles import Trouble
from adjudicator.records.election import Election
from adjudicator.words import _, beside, number

CUSTODIANS = _("In the count?: a custodian or a supervisor settles it.")
AT_OPENING = _("Opening: the people there settle it, or a supervisor explains it.")

WHO_SETTLES: Mapping[str, str] = {
    "received": _("Receive: a clerk settles it, or a supervisor explains it."),
    "sorted": AT_OPENING,
    "opened": AT_OPENING,
    "duplicated": AT_OPENING,
    "scanned": CUSTODIANS,
    "cleared": CUSTODIANS,
    "in_results": CUSTODIANS,
    "released": _("Release: a supervisor settles it."),
}
"""Step at which two numbers differ -> at which desk, and who can settle it."""


def who_settles(step: str) -> str:
    """At which desk a difference is settled, and by whom."""
    return WHO_SETTLES.get(step, _("In the count?: a supervisor settles it."))


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
