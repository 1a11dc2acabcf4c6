"""An act done again on the states before it: what it writes now is what has to stand in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from adjudicator.casework.act import Acted
from adjudicator.casework.admission.context import Wrong
from adjudicator.casework.bodies import Entry, Secret
from adjudicator.records.trouble import Refusal

STANDS_FOR = "sealed"
"""Stands for a sealed text in an act that is done again: that there is one matters, and not what it says."""


def text_of(seal: object) -> str:
    """The text for an act where an entry has a seal, none where it has none."""
    return "" if seal is None or seal is UNSET else STANDS_FOR


def done_again(entry: Entry, acted: Acted, found: str) -> Wrong:
    """What an entry has otherwise than the act that is done again; `found` is the id of the finding."""
    if isinstance(acted, Refusal):
        yield found, f"The program refuses this: {acted.words}"
    elif not acted:
        yield found, "The program records nothing here."
    else:
        yield from compared(entry, acted[0], found)


def compared(entry: Entry, written: Entry, found: str) -> Wrong:
    """What an entry has otherwise than the one that the program writes."""
    if entry.kind != written.kind:
        yield found, f"The program writes {written.kind} here."
        return
    for name in sorted({*entry.data, *written.data} - {"salt"}):
        if not is_same(written.data.get(name, UNSET), entry.data.get(name, UNSET)):
            yield found, f"Its {name.replace('_', ' ')} is not what the program writes here."


def is_same(written: Any, stored: Any) -> bool:
    """Whether a value of an act is that of an entry; any seal stands for a secret."""
    if written == stored:
        return True
    if isinstance(written, Secret):
        return isinstance(stored, Mapping) and set(stored) == {"sealed"}
    if isinstance(written, Mapping):
        return (
            isinstance(stored, Mapping)
            and stored.keys() == written.keys()
            and all(is_same(value, stored[name]) for name, value in written.items())
        )
    if isinstance(written, list | tuple):
        return isinstance(stored, list | tuple) and len(stored) == len(written) and all(map(is_same, written, stored))
    return False
