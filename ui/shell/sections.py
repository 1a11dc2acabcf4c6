"""The table of where the manual tells of each page of the window, and of each part of a page."""

from __future__ import annotations

from collections.abc import Mapping

SECTIONS: Mapping[str, tuple[str, str]] = {
    "start": ("start", "First start"),
    "unlock": ("case-file", "The case file on the disk"),
    "raise": ("case-file", "A case of an older version"),
    "sign_in": ("sign-in", "Signing in and out"),
    "password": ("sign-in", "Signing in and out"),
    "accounts": ("people", "Two people answer for an account"),
    "lock": ("lock", "Signing in and out"),
    "alone": ("case-file", "The case file on the disk"),
    "overview": ("overview", "Overview"),
    "receive": ("receive", "Receive"),
    "review": ("review", "Review"),
    "holds": ("holds", "Holds and cures"),
    "batches": ("batches", "Batches and four eyes"),
    "release": ("release", "Release"),
    "record": ("record", "Record and Verify"),
    "setup": ("setup", "Setup"),
    "setup/people": ("people", "People and roles"),
    "setup/pack": ("rules", "The law in force"),
    "setup/calendar": ("calendar", "The law in force"),
    "setup/orders": ("court-orders", "Court orders"),
    "setup/places": ("places", "Setup"),
    "setup/reasons": ("reason-codes", "Setup"),
    "setup/files": ("files", "Receive"),
    "setup/at_rest": ("case-file", "The case file on the disk"),
    "setup/sittings": ("lock-and-shifts", "Signing in and out"),
}
"""Page, or page/part -> the anchor of its section in the manual, and the heading to open where the anchor is not there."""


def section_of(page: str, part: str = "") -> tuple[str, str]:
    """Anchor and heading of a page, or of a part that has a section of its own; empty where nothing is known of it."""
    return SECTIONS.get(f"{page}/{part}") or SECTIONS.get(page) or ("", "")
