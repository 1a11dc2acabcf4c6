"""The files of a release by who gets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adjudicator.export.manifest import ROOM
from adjudicator.words import _

RECEIVERS: Mapping[str, str] = {
    "tabulation_room": _("The tabulation room"),
    "board": _("The board"),
    "state": _("The state"),
    "public": _("Everyone"),
    "look_up": _("The look-up for voters"),
    "office": _("The office and the canvass"),
    "auditors": _("Auditors and observers"),
}
"""Who gets files -> in words, in the order in which they are shown."""

_OF: Mapping[str, str] = {
    "summary.pdf": "board",
    "dispositions.csv": "state",
    "status.csv": "look_up",
    "totals_public.csv": "public",
    "totals_public_lines.csv": "public",
    **dict.fromkeys(("groups.csv", "contests.csv", "corrections.csv", "contest_totals.csv", "totals.csv"), "office"),
}


def by_receiver(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Who gets files -> their names, sorted; a release from before there were packages has all in one."""
    found: dict[str, list[str]] = {receiver: [] for receiver in RECEIVERS}
    for name in sorted(names):
        receiver = "tabulation_room" if name.startswith(f"{ROOM}/") else _OF.get(name, "auditors")
        found[receiver].append(name)
    return {receiver: tuple(files) for receiver, files in found.items() if files}
