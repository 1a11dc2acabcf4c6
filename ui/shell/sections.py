"""The table of where the manual tells of each page of the window, and of each part of a page."""

from __future__ import annotations

from collections.abc import Mapping

SECTIONS: Mapping[str, str] = {
    "start": "start",
    "unlock": "case-file",
    "raise": "case-file",
    "backup": "backups",
    "sign_in": "sign-in",
    "password": "sign-in",
    "clock": "practice-clock",
    "score": "practice-score",
    "progress": "progress",
    "accounts": "people",
    "lock": "lock",
    "alone": "case-file",
    "overview": "overview",
    "receive": "receive",
    "receive/bags": "lists-and-bags",
    "receive/scans": "scans",
    "review": "review",
    "holds": "holds",
    "batches": "batches",
    "opening": "opening-and-duplicating",
    "opening/boxes": "boxes-and-seals",
    "board": "board",
    "count": "in-the-count",
    "release": "release",
    "record": "record",
    "setup": "setup",
    "setup/people": "people",
    "setup/pack": "rules",
    "setup/calendar": "calendar",
    "setup/orders": "court-orders",
    "setup/places": "places",
    "setup/reasons": "reason-codes",
    "setup/files": "files",
    "setup/at_rest": "case-file",
    "setup/stations": "stations",
    "setup/sittings": "lock-and-shifts",
    "setup/second": "second-decisions",
}
"""Page, or page/part -> the anchor of its section in the manual."""


def section_of(page: str, part: str = "") -> str:
    """The anchor of a page, or of a part that has a section of its own; empty where nothing is known of it."""
    return SECTIONS.get(f"{page}/{part}") or SECTIONS.get(page) or ""
