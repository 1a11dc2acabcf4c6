"""The SQLite in use, and what is to be known of an old one."""

from __future__ import annotations

import sqlite3

from adjudicator.words import _

REPAIRED = (3, 50, 2)
"""From this SQLite on no SQL in a file that was made to do harm is known to break it (CVE-2025-6965, CVE-2025-29087)."""


def sqlite_version() -> str:
    """The SQLite of this Python, as it calls itself: "3.45.1"."""
    return sqlite3.sqlite_version


def words_of_old_library() -> str:
    """What is to be known of a standard library whose SQLite has a known fault; empty where it has none."""
    if sqlite3.sqlite_version_info >= REPAIRED:
        return ""
    return _(
        "The SQLite of this Python is {version}. Before {repaired} it can be broken by SQL in a file that was made to do "
        "harm (CVE-2025-6965), unless the maker of this system has repaired it. This program runs no such SQL; other "
        "programs may. Update Python.",
        version=sqlite3.sqlite_version,
        repaired=".".join(map(str, REPAIRED)),
    )
