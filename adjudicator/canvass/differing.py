"""What results say otherwise, in the words of the election: contests by their titles in place of ids."""

from __future__ import annotations

from dataclasses import replace

from adjudicator.canvass.reconciling import DISAGREEMENTS
from adjudicator.canvass.troubles import Trouble
from adjudicator.records.election import Election
from adjudicator.words import _, beside, number


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
