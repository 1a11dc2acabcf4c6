"""The draft of the Review desk: the open envelope, the line answered again, the search, the panel with its words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from adjudicator.casework.record.fold_envelope import WITH_NOBODY
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.words import _, told
from ui.desks.review.panels import Values
from ui.desks.review.screen import PanelField, PanelScreen
from ui.desks.review.work import OpenOnDesk
from ui.parts import Notice


class ReviewDraft(msgspec.Struct, frozen=True):
    """What stands on the desk; `stamp` is the envelope's when it was seen, `panel` a PanelScreen as plain data."""

    envelope: str
    stamp: str
    reopened: str = ""
    searched: str = ""
    panel: dict[str, Any] | None = None


def draft_of(sheet: Sheet, standing: OpenOnDesk, panel: PanelScreen | None, typed: Values) -> dict[str, Any]:
    """The draft as plain JSON."""
    shown = written(panel, typed) if panel is not None else None
    draft = ReviewDraft(
        sheet.number,
        stamp_of(sheet.state),
        standing.reopened,
        standing.searched,
        msgspec.to_builtins(shown, enc_hook=str) if shown is not None else None,
    )
    return msgspec.to_builtins(draft)


def read_draft(value: Mapping[str, Any]) -> tuple[ReviewDraft, PanelScreen | None] | None:
    """A draft read back, with its panel; None where it was kept in another form."""
    try:
        draft = msgspec.convert(dict(value), ReviewDraft)
        return draft, _said_again(msgspec.convert(draft.panel, PanelScreen)) if draft.panel is not None else None
    except msgspec.ValidationError:
        return None


def _said_again(panel: PanelScreen) -> PanelScreen:
    """A panel as it was kept, in English, so that its sentences are said in the language of the screen again."""
    fields = tuple(_field_again(each) for each in panel.fields)
    choices = tuple(replace(each, label=_again(each.label)) for each in panel.choices)
    title, words, warning, accept = map(_again, (panel.title, panel.words, panel.warning, panel.accept))
    return replace(panel, title=title, words=words, warning=warning, accept=accept, fields=fields, choices=choices)


def _field_again(field: PanelField) -> PanelField:
    label, hint, problem = map(_again, (field.label, field.hint, field.problem))
    options = tuple((value, _again(words)) for value, words in field.options)
    return replace(field, label=label, hint=hint, problem=problem, options=options)


def _again(words: str) -> str:
    """What a catalog has is found by its English; a sentence whose places were filled stays English."""
    return told(words)


def stamp_of(state: EnvelopeState) -> str:
    """What an envelope's state comes to, apart from who has it in hand: while it stays, nothing about it has changed."""
    return hashlib.sha256(msgspec.json.encode(changed(state, version=0, **WITH_NOBODY))).hexdigest()[:16]


def written(panel: PanelScreen, typed: Values) -> PanelScreen:
    """A panel with what was typed in its fields."""
    return replace(
        panel, fields=tuple(replace(field, value=typed.get(field.id, field.value)) for field in panel.fields)
    )


def words_in(panel: PanelScreen | None) -> str:
    """What a person wrote into a panel in their own words."""
    fields = panel.fields if panel is not None else ()
    return " ".join(field.value.strip() for field in fields if field.kind != "choice" and field.value.strip())


def changed_meanwhile(number: str) -> Notice:
    """Something was recorded about the envelope since the draft was kept."""
    what = _("Envelope {number} has changed since you left it", number=number)
    return Notice(what, _("What you had begun is here."), _("Look at it once more before you go on."), kind="warning")


def out_of_reach(number: str, panel: PanelScreen | None) -> Notice:
    """The envelope can no longer be worked on here; what was written is shown, so that it is not lost."""
    words = words_in(panel)
    lost = _("You had written: “{note}”", note=words) if words else _("Nothing that you had written is lost.")
    what = _(
        "Envelope {number} is no longer to do here: it was recorded, referred or taken by another person", number=number
    )
    return Notice(what, lost, kind="warning")
