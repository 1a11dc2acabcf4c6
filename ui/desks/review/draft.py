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
from ui.desks.review.panels import Values
from ui.desks.review.screen import PanelScreen
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
        msgspec.to_builtins(shown) if shown is not None else None,
    )
    return msgspec.to_builtins(draft)


def read_draft(value: Mapping[str, Any]) -> tuple[ReviewDraft, PanelScreen | None] | None:
    """A draft read back, with its panel; None where it was kept in another form."""
    try:
        draft = msgspec.convert(dict(value), ReviewDraft)
        return draft, msgspec.convert(draft.panel, PanelScreen) if draft.panel is not None else None
    except msgspec.ValidationError:
        return None


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
    what = f"Envelope {number} has changed since you left it"
    return Notice(what, "What you had begun is here again.", "Look at it once more before you go on.", kind="warning")


def out_of_reach(number: str, panel: PanelScreen | None) -> Notice:
    """The envelope can no longer be worked on here; what was written is shown, so that it is not lost."""
    words = words_in(panel)
    lost = f"You had written: “{words}”" if words else "Nothing that you had written is lost."
    what = f"Envelope {number} is no longer to do here: it was recorded, referred or taken up meanwhile"
    return Notice(what, lost, kind="warning")
