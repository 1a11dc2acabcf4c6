"""The languages that the program speaks: English, and each that has a catalog among the resources."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations

from adjudicator.resources import path
from adjudicator.words import ENGLISH, Language

SUFFIX = ".mo"
NAME = "x-language-name"
"""The header of a catalog in which a language names itself: "Español"."""


@cache
def languages() -> tuple[Language, ...]:
    """English first, then the others by their codes."""
    return (ENGLISH, *(_read(file.stem) for file in sorted(path("languages").glob(f"*{SUFFIX}"))))


def language_of(code: str) -> Language:
    """The language of a code as in BCP 47, of its region too ("es-US", "es_US.UTF-8"); English where it has no catalog."""
    plain = code.replace("_", "-").partition(".")[0].lower()
    by_code = {each.code.lower(): each for each in languages()}
    return by_code.get(plain) or by_code.get(plain.partition("-")[0]) or ENGLISH


def _read(code: str) -> Language:
    with path("languages", f"{code}{SUFFIX}").open("rb") as file:
        catalog = GNUTranslations(file)
    return Language(code, catalog.info().get(NAME, code), catalog)
