"""What this program is, for those who ask for help or give it: versions, and the case that is open. Nothing of a person."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from PySide6.QtCore import qVersion

from adjudicator import __version__
from adjudicator.at_rest.library import sqlite_version
from adjudicator.casework.record.catalogue import FORM
from adjudicator.office import Office
from adjudicator.words import _, told


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what is told: what it is about, and what it is."""

    label: str
    value: str


def facts_of(office: Office | None) -> tuple[Fact, ...]:
    """The program's, and those of the open case: its file's name without the folder, which may name somebody."""
    return (*_of_program(), *(_of_case(office) if office is not None else (Fact(_("Case"), _("none is open")),)))


def as_text(facts: tuple[Fact, ...]) -> str:
    """The same to be pasted: a line for each."""
    return "\n".join(f"{fact.label}: {fact.value}" for fact in facts)


def _of_program() -> tuple[Fact, ...]:
    return (
        Fact(_("Version"), __version__),
        Fact(_("Writes case files of form"), FORM),
        Fact("Python", platform.python_version()),
        Fact("Qt", qVersion()),
        Fact("SQLite", sqlite_version()),
    )


def _of_case(office: Office) -> tuple[Fact, ...]:
    pack = office.recommender.pack
    return (
        Fact(_("Case file"), office.path.name),
        Fact(_("Form of the case file"), office.case.form),
        Fact(_("Encrypted"), _("yes") if office.at_rest.is_encrypted else _("no")),
        Fact(_("Pack of rules"), told(pack.name)),
        Fact(_("Id of the pack"), pack.id),
        Fact(_("Digest of the pack"), pack.digest),
    )
