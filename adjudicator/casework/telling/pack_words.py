"""Words that a pack has in place of Georgia's: sentences to the voter, and questions in Review. A closed list of keys.

A key is one of `voter_english` (`not_counted:no_identification`), or of a question: `ask:FACT` and `help:FACT` for its
prompt and its help, `answer:FACT:VALUE` for the words of the answers that give a value; `value:FACT:VALUE` is what cards and
panels say of an answer once it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from string import Formatter

from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.telling.voter_english import ENGLISH
from adjudicator.casework.telling.wording import Wording, places_in
from adjudicator.records.facts import FACTS
from adjudicator.records.toml_table import Table, meant
from adjudicator.words import _

_KINDS = ("not_counted", "waits", "still", "why", "what", "mark")
"""The kinds of sentences to the voter that a pack may have words for."""

_NEAREST = 8
"""Keys that a message shows of those that are allowed."""

DAYS = frozenset({"closes", "county_date", "state_date"})
"""The places that a question's words may have: days of the case's calendar."""


@lru_cache(maxsize=1)
def keys() -> Mapping[str, frozenset[str]]:
    """Every key that a pack may have words for, with the places in braces that they may hold."""
    voter = {
        key: frozenset(place for sentence in said for form in sentence for place in places_in(form))
        for key, said in ENGLISH.sentences.items()
        if key.partition(":")[0] in _KINDS
    }
    asked = [fact for fact in FACTS if fact in LINES]
    questions = [f"{kind}:{fact}" for fact in asked for kind in ("ask", "help")]
    answers = [f"answer:{fact}:{value}" for fact in asked for value in FACTS[fact]]
    given = [f"value:{fact}:{value}" for fact in asked for value in FACTS[fact]]
    return {**voter, **dict.fromkeys((*questions, *answers), DAYS), **dict.fromkeys(given, frozenset[str]())}


def check_words(table: Table) -> None:
    """Collect what is wrong with a pack's `[words]`: keys that are none, empty words, places that nothing fills."""
    allowed = keys()
    for key, text in table.keys.items():
        if key not in allowed:
            kind = key.partition(":")[0]
            near = [each for each in allowed if each.partition(":")[0] == kind] or list(allowed)
            table.refuse(_('"{key}" is nothing that a pack has words for', key=key), _meant(key, near))
        elif not isinstance(text, str) or not text.strip():
            table.refuse(
                _("{key} has no words", key=key), _('Write them in quotation marks: "{key}" = "...".', key=key)
            )
        else:
            _check_places(table, key, text, allowed[key])


def _meant(key: str, near: list[str]) -> str:
    remedy = meant(key, near)
    if len(near) <= _NEAREST:
        return remedy
    first = remedy.partition("? ")[0]
    found = f"{first}? " if "? " in remedy else ""
    return f"{found}{_('docs/packs.md says which words a pack may have.')}"


def _check_places(table: Table, key: str, text: str, places: frozenset[str]) -> None:
    try:
        named = {name for __, name, ___, ____ in Formatter().parse(text) if name is not None}
    except ValueError:
        named = {"{"}
    wrong = sorted(named - places)
    if wrong:
        what = _("nothing fills {places} in {key}", places=", ".join(wrong), key=key)
        table.refuse(what, meant(wrong[0], sorted(places)))


@lru_cache(maxsize=8)
def _wording(said: tuple[tuple[str, str], ...]) -> Wording:
    own = {key: ((text,),) for key, text in said if key in ENGLISH.sentences}
    return replace(ENGLISH, sentences={**ENGLISH.sentences, **own}) if own else ENGLISH


def wording_of(said: Mapping[str, str]) -> Wording:
    """The sentences to the voter, with a pack's own in place of those it has words for."""
    return _wording(tuple(sorted(said.items())))
