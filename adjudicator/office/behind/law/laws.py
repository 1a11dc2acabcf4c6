"""The law that a determination names: the case carries every pack that was ever in force in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.rules.pack import Pack, pack_of
from adjudicator.law.rules.span import with_dates_of
from adjudicator.law.telling.example_words import READ_FIRST, example_words
from adjudicator.law.telling.span_words import outside_words
from adjudicator.records.election import Election
from adjudicator.records.names import too_long, unseen
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.resources import PACK_IDS, fitting, is_example, pack, pack_with
from adjudicator.words import _, told
from adjudicator.words.dates import dated

NO_LAW = _("No pack of this program is the law on the day of this election, {day}")
NO_LAW_REMEDY = _("Choose a pack yourself, and give a reason.")
REASON = _("Give a reason, which stays with the case.")
ANOTHER = _("Choose {pack}, which is the law on that day, or give a reason, which stays with the case.")
LONGEST_REASON = 300


def reason_problem(reason: str) -> str:
    """What keeps a text from being the reason for a pack, which stands on pages and screens; empty where nothing does."""
    because = " ".join(reason.split())
    problem = too_long(because, LONGEST_REASON) or unseen(because)
    return _("The reason {problem}", problem=problem) if problem else ""


def board_votes_under(rules: str) -> str:
    """When the board votes in a new case under a pack, where nobody says: before anything is opened, under Georgia's."""
    return "before" if rules in PACK_IDS else "off"


def law_for(
    day: date, definition: str, rules: str = "", reason: str = "", *, live: bool = True
) -> Pack | tuple[Problem, ...]:
    """The pack that a case on an election of a day is made with: the one that is named, else the one that fits best.

    A reason that is given stays with the pack. Gives the problem, as one of the definition, where none fits, where nobody
    gave a reason and the one that is named is not the law on that day or, for a `live` case, is an example, and for a reason
    that is too long or cannot be read.
    Raises KeyError for an unknown id.
    """
    fits, because = fitting(day), " ".join(reason.split())
    law = pack(rules) if rules else fits
    if law is None:
        return (Problem(definition, told(NO_LAW, day=dated(day)), NO_LAW_REMEDY, column="date"),)
    if live and is_example(law.id) and not because:
        return (Problem(definition, example_words(law), READ_FIRST, column="date"),)
    outside = outside_words(law, day)
    if outside and not because:
        remedy = told(ANOTHER, pack=fits.id) if fits else REASON
        return (Problem(definition, outside, remedy, column="date"),)
    if problem := reason_problem(reason):
        return (Problem(definition, problem, _("Write why in a sentence or two."), column="date"),)
    return replace(law, chosen_because=because)


def law_of(tables: str, election: Election) -> Recommender:
    """The law of a pack's tables as a case carries them, its rules told in the words of this program.

    A rule's sentences are no part of what it decides, so they come from the program by the rule's id, and stay with the case
    only for a pack that the program does not have: one of a county's own, or of another version. So do its dates where an
    older version had none but words for them.
    """
    return Recommender(_in_own_words(tables), election)


@lru_cache(maxsize=8)
def _in_own_words(tables: str) -> Pack:
    kept = pack_of(tables)
    if kept.id in PACK_IDS:
        kept = with_dates_of(kept, pack(kept.id))
    try:
        own = pack_with(kept.id, kept.settings)
    except (KeyError, ValueError, WorldError):
        return kept
    if own.digest != kept.digest:
        return kept
    because = {rule.id: rule.because for rule in own.rules}
    # a name is not in the digest: a person who takes the mark of an example out of a case's file takes it from no screen
    name = own.name if is_example(own.id) else kept.name
    return replace(kept, name=name, rules=tuple(replace(rule, because=because[rule.id]) for rule in kept.rules))


class Laws:
    """Recommenders by the digest of their pack, each read from the case's own documents once.

    `packs` gives which document has the tables of a pack, as the case knows it at that moment; `document` reads one.
    """

    def __init__(
        self, packs: Callable[[], Mapping[str, str]], document: Callable[[str], str], election: Election
    ) -> None:
        self._packs, self._document, self._election = packs, document, election
        self._read: dict[str, Recommender] = {}

    def of(self, pack: str) -> Recommender:
        """The law of a pack's digest.

        Raises KeyError for one that the case does not carry, ValueError where its document has another's tables.
        """
        if pack not in self._read:
            found = law_of(self._document(self._packs()[pack]), self._election)
            if found.pack.digest != pack:
                raise ValueError(f"the document of pack {pack} has the tables of pack {found.pack.digest}")
            self._read[pack] = found
        return self._read[pack]
