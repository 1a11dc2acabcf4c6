"""The JSON of `adjudicator determine`: a query checked, and its answer in the contract's shape and order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.election import Election
from adjudicator.records.facts import FACTS
from adjudicator.records.findings import Recommendation
from adjudicator.words import _, beside

KEYS = ("facts", "cast_style", "home_style", "registered_too_late_for", "cast_too_late_for")

_HOME_STYLE_MATTERS = frozenset({None, "other_style", "other_precinct"})


@dataclass(frozen=True, slots=True)
class QueryError:
    """What is wrong with a query: the place in it (empty where it cannot be read), what, and the values that are allowed."""

    place: str
    what: str
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        allowed = _("Allowed: {values}.", values=", ".join(self.allowed)) if self.allowed else ""
        what = _("{place}: {what}.", place=self.place, what=self.what) if self.place else _("{what}.", what=self.what)
        return beside(what, allowed)


def answer_queries(
    queries: Iterable[object], recommender: Recommender, *, brief: bool = False
) -> Iterator[dict[str, Any] | list[QueryError]]:
    """Answer the queries of an array one by one; a place begins with the query's number, counted from 0."""
    for number, query in enumerate(queries):
        yield answer_query(query, recommender, brief=brief, place=f"[{number}]")


def answer_query(
    query: object, recommender: Recommender, *, brief: bool = False, place: str = "query"
) -> dict[str, Any] | list[QueryError]:
    """Answer one query (determination.md section 5), or say everything that is wrong with it."""
    errors = check_query(query, recommender.election, place)
    if errors:
        return errors
    asked = cast("Mapping[str, Any]", query)
    recommendation = recommender.recommend(
        _facts(asked),
        asked["cast_style"],
        asked.get("home_style"),
        asked.get("registered_too_late_for") or (),
        asked.get("cast_too_late_for") or (),
        findings=not brief,
    )
    return as_json(recommendation, brief=brief)


def as_json(recommendation: Recommendation, *, brief: bool = False) -> dict[str, Any]:
    """A recommendation as the contract's object, keys in its order."""
    answer: dict[str, Any] = {
        "rules": recommendation.rules,
        "digest": recommendation.digest,
        "outcome": recommendation.outcome,
        "reasons": list(recommendation.reasons),
        "holds": list(recommendation.holds),
        "needs": list(recommendation.needs),
        "marks": list(recommendation.marks),
        "contests": [{"id": each.id, "counts": each.counts, "code": each.code} for each in recommendation.contests],
    }
    if not brief:
        answer["findings"] = [
            {
                "rule": finding.rule,
                "applies": finding.applies,
                "effect": finding.effect,
                "code": finding.code,
                "citation": finding.citation,
                "because": str(finding.because),
                "facts": list(finding.facts),
            }
            for finding in recommendation.findings
        ]
    return answer


def check_query(query: object, election: Election, place: str = "query") -> list[QueryError]:
    """Everything that is wrong with one query; nothing, where it can be answered."""
    if not isinstance(query, dict):
        return [QueryError(place, _("this must be an object, not {given}", given=_shown(query)), KEYS)]
    asked = cast("Mapping[str, Any]", query)
    errors = [QueryError(place, _("unknown key {given}", given=_shown(key)), KEYS) for key in asked if key not in KEYS]
    errors += _check_facts(asked.get("facts"), f"{place}.facts")
    errors += _check_style(asked.get("cast_style"), election.styles, f"{place}.cast_style")
    if asked.get("home_style") is not None and not _is_one_of(asked["home_style"], election.styles):
        errors += _check_style(asked["home_style"], election.home_styles, f"{place}.home_style")
    for key in ("registered_too_late_for", "cast_too_late_for"):
        errors += _check_late(asked.get(key), election, f"{place}.{key}")
    return errors or _check_home(asked, f"{place}.home_style")


def _facts(asked: Mapping[str, Any]) -> dict[str, str]:
    return {fact: value for fact, value in asked["facts"].items() if value is not None}


def _check_facts(facts: object, place: str) -> list[QueryError]:
    if not isinstance(facts, dict):
        return [QueryError(place, _("this must be an object of facts, not {given}", given=_shown(facts)), tuple(FACTS))]
    given = cast("Mapping[str, Any]", facts)
    errors = [
        QueryError(place, _("unknown fact {given}", given=_shown(fact)), tuple(FACTS))
        for fact in given
        if fact not in FACTS
    ]
    return errors + [
        QueryError(
            f"{place}.{fact}", _("{given} is not a value of this fact", given=_shown(value)), (*FACTS[fact], "null")
        )
        for fact, value in given.items()
        if fact in FACTS and not _is_one_of(value, (*FACTS[fact], None))
    ]


def _check_style(style: object, styles: Collection[str], place: str) -> list[QueryError]:
    if _is_one_of(style, styles):
        return []
    return [QueryError(place, _("{given} is not a ballot style of this election", given=_shown(style)), tuple(styles))]


def _check_late(late: object, election: Election, place: str) -> list[QueryError]:
    if late is None:
        return []
    if not isinstance(late, list):
        return [
            QueryError(
                place, _("this must be an array of contests, not {given}", given=_shown(late)), tuple(election.contests)
            )
        ]
    return [
        QueryError(
            f"{place}[{number}]",
            _("{given} is not a contest of this election", given=_shown(each)),
            tuple(election.contests),
        )
        for number, each in enumerate(cast("list[object]", late))
        if not _is_one_of(each, election.contests)
    ]


def _check_home(asked: Mapping[str, Any], place: str) -> list[QueryError]:
    facts, home_style = _facts(asked), asked.get("home_style")
    home, registration = facts.get("home"), facts.get("registration")
    if home == "same_style" and home_style is not None and home_style != asked["cast_style"]:
        what = _('the fact home is "same_style", but {given} is not the cast style', given=_shown(home_style))
        return [QueryError(place, what, (asked["cast_style"],))]
    if home_style is None and registration in (None, "registered") and home in _HOME_STYLE_MATTERS:
        answer = f'"{home}"' if home else _("unknown")
        return [
            QueryError(
                place,
                _("this is missing, and the contests depend on it while the fact home is {answer}", answer=answer),
            )
        ]
    return []


def _is_one_of(value: object, allowed: Collection[object]) -> bool:
    return (value is None or isinstance(value, str)) and value in allowed


def _shown(value: object) -> str:
    """A value of JSON as a short text for a message."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return f'"{value[:40]}"'
    kinds: Mapping[type[Any], str] = {dict: _("an object"), list: _("an array"), bool: _("true or false")}
    return kinds.get(type(value), str(value)[:40])
