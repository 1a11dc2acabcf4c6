"""Doubts of law that no choice settles, beside the positions of a pack: as rows, and each laid open. Pure."""

from __future__ import annotations

from adjudicator.law.rules.position import Doubt
from ui.desks.setup.positions import title_of
from ui.parts import Row
from ui.shared.law_card import Section


def doubt_row(doubt: Doubt) -> Row:
    """The doubt among the positions."""
    return Row(f"doubt:{doubt.id}", (title_of(doubt.id), doubt.asks, doubt.source), frozenset({"position"}))


def doubt_sections(doubt: Doubt) -> tuple[Section, ...]:
    """What is asked, why it is a doubt, and what is done all the same."""
    return (
        Section("The question", (doubt.asks,)),
        Section("Why it is one", (doubt.doubt,)),
        Section("What the program does, and what to do", (doubt.says,)),
        Section("Source", (doubt.source,)),
    )
