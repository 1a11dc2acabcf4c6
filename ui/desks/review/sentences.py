"""Sentences that come one after another, taken apart so that each part can still be said in another language.

A refusal is one piece of words; a strip says what happened above and what to do below.
"""

from __future__ import annotations

import re

from adjudicator.words import Language, said
from adjudicator.words.sentence import made

_BETWEEN = re.compile(r"(?<=[.!?])(?<!^[A-Z]\.)(?<! [A-Z]\.) (?=[^a-z\d(])")
"""Between two sentences: not within "5:00 p.m. on", "O.C.G.A. 21" or "R. Ames"."""


def all_but_last(words: str) -> str:
    """All sentences but the last, or the only one; it ends with a full stop."""
    return made(_all_but_last, words)


def last(words: str) -> str:
    """The last of several sentences; empty where there is only one."""
    return made(_last, words)


def all_but_first(words: str) -> str:
    """All sentences but the first; empty where there is only one."""
    return made(_all_but_first, words)


def _all_but_last(language: Language, words: str) -> str:
    parts = _BETWEEN.split(said(words, language))
    return f"{' '.join(parts[:-1] or parts).rstrip('.')}."


def _last(language: Language, words: str) -> str:
    parts = _BETWEEN.split(said(words, language))
    return parts[-1] if len(parts) > 1 else ""


def _all_but_first(language: Language, words: str) -> str:
    return " ".join(_BETWEEN.split(said(words, language))[1:])
