"""What was done although something stood in its way, a sentence each: account, certificate and release say it alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from adjudicator.casework.record.count_state import Overridden
from adjudicator.words import Words, _, beside

WENT_ON = _("Done although something stood in the way")


def _drawn(about: str, who: str) -> Words:
    return _("Docket {docket} was drawn before it was looked up once more, by {person}", docket=about, person=who)


_SAID: Mapping[str, Callable[[str, str], Words]] = {
    "docket.drawn": _drawn,
    "docket.amended": _drawn,
    "count.certified": lambda about, who: _(
        "Motion {number} certified the count with something not explained, recorded by {person}",
        number=about,
        person=who,
    ),
    "session.opened": lambda about, who: _(
        "A pile was opened before it was looked up once more, in session {session}, recorded by {person}",
        session=about,
        person=who,
    ),
    "upload.made": lambda about, who: _(
        "Upload {upload} was sent before the results were reconciled, recorded by {person}", upload=about, person=who
    ),
}


def went_on_words(overridden: Iterable[Overridden], name_of: Callable[[str], str]) -> tuple[Words, ...]:
    """What was done so, oldest first, by whom, and why where the reason is public; the record has the others sealed."""
    return tuple(_one(each, name_of(each.by)) for each in overridden)


def _one(found: Overridden, who: str) -> Words:
    said = _SAID[found.kind](found.about, who)
    return beside(said, found.why or _("the reason stands in the record"), by=": ")
