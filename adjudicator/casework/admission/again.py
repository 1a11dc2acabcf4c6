"""An act done again on the states before it: what it writes now is what has to stand in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET, UnsetType

from adjudicator.casework.acts.act import Acted
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.admission.fields import Seal
from adjudicator.casework.record.entry import Entry, Secret
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

STANDS_FOR = "sealed"
"""Stands for a sealed text in an act that is done again, where the text is not at hand."""


def text_of(placed: Placed, seal: Seal | UnsetType | None) -> str:
    """The text for an act where an entry has a seal, none where it has none."""
    if not isinstance(seal, Seal):
        return ""
    unseal = placed.context.at_hand.unseal
    return unseal(seal.sealed) if unseal is not None else STANDS_FOR


def done_again(placed: Placed, acted: Acted, found: str) -> Wrong:
    """What an entry has otherwise than the act that is done again; `found` is the id of the finding."""
    if isinstance(acted, Refusal):
        yield found, _("The program refuses this: {refusal}", refusal=acted.words)
    elif not acted:
        yield found, _("The program records nothing here.")
    else:
        yield from compared(placed, acted[0], found)


def compared(placed: Placed, written: Entry, found: str) -> Wrong:
    """What an entry has otherwise than the one that the program writes."""
    entry, older = placed.entry, placed.is_of_older_form()
    if entry.kind != written.kind:
        yield found, _("The program writes {kind} here.", kind=written.kind)
        return
    if {**written.data, "salt": entry.data.get("salt")} == entry.data:
        return
    for name in sorted({*entry.data, *written.data} - {"salt"}):
        if not is_same(written.data.get(name, UNSET), entry.data.get(name, UNSET), older=older):
            yield found, _("Its {field} is not what the program writes here.", field=name.replace("_", " "))


def is_same(written: Any, stored: Any, *, older: bool = False) -> bool:
    """Whether a value of an act is that of an entry; any seal stands for a secret.

    An `older` form has no seal where there is no text.
    """
    if written == stored:
        return True
    if isinstance(written, Secret):
        sealed = isinstance(stored, Mapping) and set(stored) == {"sealed"}
        return sealed or (older and stored in (None, UNSET))
    if isinstance(written, Mapping):
        names = {*written, *stored} if isinstance(stored, Mapping) else ()
        return isinstance(stored, Mapping) and all(
            is_same(written.get(name, UNSET), stored.get(name, UNSET), older=older) for name in names
        )
    if isinstance(written, list | tuple):
        return (
            isinstance(stored, list | tuple)
            and len(stored) == len(written)
            and all(is_same(one, other, older=older) for one, other in zip(written, stored, strict=True))
        )
    return written == stored
