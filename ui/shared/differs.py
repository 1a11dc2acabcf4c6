"""A pack to be chosen, that it is not the law on the day of the election, and where it differs from the statute: the notices
of that, and the paragraphs that it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from adjudicator.law.rules.pack import Pack, Paragraph
from adjudicator.law.telling.example_words import READ_FIRST, example_words
from adjudicator.law.telling.render import dates_words
from adjudicator.law.telling.span_words import outside_words
from adjudicator.records.trouble import WorldError
from adjudicator.resources import is_example, paragraph
from adjudicator.words import _, beside, told
from ui.parts import Choice, Notice, Row
from ui.shared.law_card import LawCard, Section

DIFFERS = "differs"
"""The id of its row and its card."""

TITLE = _("Where this differs from the statute")
_CITATION = re.compile(r"(?:O\.C\.G\.A\.|\d+ U\.S\.C\.) [0-9-]+(?:\([0-9A-Za-z]+\))*")


def differs_notice(pack: Pack) -> Notice | None:
    """A pack's own words on where it differs from the statute; None where it does not."""
    return Notice(TITLE, told(pack.differs), kind="warning") if pack.differs else None


def outside_notice(pack: Pack, day: date, offered: Pack | None = None) -> Notice | None:
    """That a pack is not the law on the day of an election, and the one to use instead; None where it is."""
    outside = outside_words(pack, day)
    if not outside:
        return None
    action = _("Use {pack}", pack=offered.id) if offered else ""
    return Notice(outside, action=action, kind="warning")


def before_use(pack: Pack, day: date, offered: Pack | None = None) -> Notice | None:
    """That a pack is an example, or that it is not the law on the day of an election; None where it is neither."""
    outside = outside_notice(pack, day, offered)
    if not is_example(pack.id):
        return outside
    why = _("{sentence}.", sentence=outside.what) if outside else ""
    action = _("Use {pack}", pack=offered.id) if offered else ""
    return Notice(example_words(pack), why, READ_FIRST, action, kind="warning")


def pack_choice(place: int, pack: Pack, *, fits: bool = False) -> Choice:
    """A pack to choose: its name, what it does in a sentence, when it is the law, and its id."""
    name = _("{name} (proposed)", name=told(pack.name)) if fits else told(pack.name)
    dates = next(dates_words(pack), "")
    return Choice(str(place), pack.id, name, beside(told(pack.says), dates, pack.id))


def differs_row(pack: Pack) -> Row:
    """The same as a row, to be laid open with the paragraphs that it cites."""
    return Row(DIFFERS, (_("Differs from the statute"), told(pack.differs), "; ".join(_citations(pack))))


def differs_card(pack: Pack) -> LawCard | None:
    """The same as a card, with every paragraph that it cites."""
    if not pack.differs:
        return None
    sections = (Section(_("In a few words"), (told(pack.differs),)), *(quoted(each) for each in _cited(pack)))
    return LawCard(DIFFERS, TITLE, told(pack.name), sections)


def quoted(paragraph: Paragraph) -> Section:
    """A paragraph's own words, with its edition."""
    cited = paragraph.citation
    heading = cited if paragraph.verbatim else _("{citation} (a paraphrase)", citation=cited)
    lines = (*paragraph.text.split("\n\n"), paragraph.release)
    return Section(heading, tuple(line for line in lines if line), quoted=True)


def _cited(pack: Pack) -> Iterator[Paragraph]:
    for citation in _citations(pack):
        try:
            yield paragraph(citation, pack)
        except (LookupError, WorldError):  # the case carries a pack that this computer does not have as it was
            continue


def _citations(pack: Pack) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_CITATION.findall(pack.differs)))
