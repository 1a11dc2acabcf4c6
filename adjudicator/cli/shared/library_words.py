"""The words of click itself ("Usage:", "Missing argument"), in the language of the command line.

Each module of click asks two names of its own for its words, `_` and `ngettext`, which are those of the standard library and
know only catalogs that a system has installed. `speak_here()` gives them the catalogs of this program.
"""

from __future__ import annotations

from click import core, decorators, exceptions, formatting, parser, shell_completion, termui, types

from adjudicator.cli.shared.output import language, spoken
from adjudicator.words import told

MODULES = (core, decorators, exceptions, formatting, parser, shell_completion, termui, types)
"""The modules of click whose words a person may read here."""


def speak_here() -> None:
    """Have click say its words in the language of the command line from now on."""
    for module in MODULES:
        for asked, says in (("_", _say), ("ngettext", _say_of)):
            if hasattr(module, asked):
                setattr(module, asked, says)


def _say(message: str) -> str:
    return spoken(told(message))


def _say_of(one: str, many: str, count: int) -> str:
    """Its places are filled by click, after this."""
    return language().catalog.ngettext(one, many, count)
