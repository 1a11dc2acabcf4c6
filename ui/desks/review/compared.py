"""What a look-up on the roll found to agree with the papers and to differ, each as one line. Pure."""

from __future__ import annotations

from adjudicator.words import _, beside


def agrees_words(agrees: tuple[str, ...]) -> str:
    """What agrees; empty where nothing does."""
    return _("Agrees: {fields}", fields=beside(*agrees, by=", ")) if agrees else ""


def differs_words(differs: tuple[str, ...]) -> str:
    """What differs; empty where nothing does."""
    return _("Differs: {fields}", fields=beside(*differs, by=", ")) if differs else ""
