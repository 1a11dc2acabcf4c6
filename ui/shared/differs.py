"""A pack to be chosen, and where it differs from the statute: the notice of it, and the paragraphs that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adjudicator.law.rules.pack import Pack, Paragraph
from adjudicator.records.trouble import WorldError
from adjudicator.resources import paragraph
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


def pack_choice(place: int, pack: Pack, *, default: bool = False) -> Choice:
    """A pack to choose: its name, what it does in a sentence, and its id."""
    name = _("{name} (the default)", name=told(pack.name)) if default else told(pack.name)
    return Choice(str(place), pack.id, name, beside(told(pack.says), pack.id))


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
