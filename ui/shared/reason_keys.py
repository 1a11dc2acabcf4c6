"""Reasons against a record, on keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from adjudicator.casework.acts.answering import answered
from adjudicator.casework.acts.whys import explanations, reasons_for
from adjudicator.casework.sheet.claims import record_against
from adjudicator.casework.sheet.home import home_on_roll
from adjudicator.casework.sheet.questions import Option
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf, source_words
from adjudicator.law.telling.words import value_words
from adjudicator.records.election import NO_BALLOT
from adjudicator.records.elector import Candidate
from adjudicator.records.facts import Answer, Source
from ui.desks.review.screen import Field, PanelScreen
from ui.shared.envelope_words import label_of
from ui.shared.counting import joined
from ui.parts import Choice


NOT_THE_RECORD = "Why does the record not hold?"


def on_keys(reasons: Iterable[Option]) -> tuple[Choice, ...]:
    """Short reasons as choices; the value reported is the reason's code."""
    return tuple(Choice(option.key, option.value, option.words) for option in reasons)
