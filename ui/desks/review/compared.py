"""What a look-up on the roll found to agree with the papers and to differ, each as one line. Pure."""

from __future__ import annotations

from adjudicator.records.elector import Candidate
from adjudicator.words import _, beside
from ui.desks.review.letters import heard_words, marked_words


def agrees_words(agrees: tuple[str, ...]) -> str:
    """What agrees; empty where nothing does."""
    return _("Agrees: {fields}", fields=beside(*agrees, by=", ")) if agrees else ""


def differs_words(differs: tuple[str, ...]) -> str:
    """What differs; empty where nothing does."""
    return _("Differs: {fields}", fields=beside(*differs, by=", ")) if differs else ""


def differing(found: Candidate) -> tuple[str, ...]:
    """What differs, with the letters that do in brackets; of a search by words what it says."""
    return (*map(marked_words, found.spelled), *found.differs[len(found.spelled) :])


def differing_heard(found: Candidate) -> tuple[str, ...]:
    """The same for those who hear it: which letters differ, in words."""
    return (*map(heard_words, found.spelled), *found.differs[len(found.spelled) :])
