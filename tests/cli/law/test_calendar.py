"""`adjudicator calendar`: the law's days of a case, and of a definition."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.office.conftest import definition_bytes


def named(said: Any) -> dict[str, Any]:
    return {day["id"]: day for day in said.json["days"]}


def on(day: str, **more: Any) -> bytes:
    """The small election on another day."""
    return json.dumps({**json.loads(definition_bytes()), "date": day, **more}).encode()


def test_a_cases_days_are_told_with_hours_of_the_county_and_instants_of_utc(terminal: Any) -> None:
    said = terminal("calendar", "c.case", "--json")
    assert (said.code, said.err) == (0, "")
    assert {key: said.json[key] for key in ("county", "date", "rules", "time_zone")} == {
        "county": "Gwinnett", "date": "2020-11-03", "rules": "georgia-2020-sos", "time_zone": "America/New_York",
    }  # fmt: skip
    assert named(said)["last_day"] == {
        "id": "last_day", "what": "Last day to determine and to cure", "day": "2020-11-06", "hour": "17:00",
        "at": "2020-11-06T22:00:00.000000Z", "law": "O.C.G.A. 21-2-419(c), 21-2-14",
        "how": "The third day after the election, Fri Nov 6, 2020, is a business day.",
    }  # fmt: skip
    assert named(said)["registration_closes"]["hour"] is None
    assert (named(said)["notices_to_voters"]["day"], named(said)["notices_to_voters"]["at"]) == (None, None)


def test_the_text_says_each_day_what_it_is_how_it_was_found_and_its_law(terminal: Any) -> None:
    said = terminal("calendar", "c.case")
    assert said.code == 0
    assert said.out.startswith("Gwinnett County, General Election, Tue Nov 3, 2020\nRules: Georgia 2020, as the")
    assert (
        "Fri Nov 6, 2020, 5:00 p.m.    Last day to determine and to cure\n"
        "                              The third day after the election, Fri Nov 6, 2020, is a business day.\n"
        "                              O.C.G.A. 21-2-419(c), 21-2-14\n"
    ) in said.out
    assert "\nno day                        Written notice to voters" in said.out
    assert max(len(line) for line in said.out.splitlines()) <= 100


def test_a_definition_needs_no_case_and_takes_the_rules_named(terminal: Any) -> None:
    terminal.write("2024.json", on("2024-11-05"))
    asked = ("calendar", "--definition", "2024.json", "--json")
    assert named(terminal(*asked, "--rules", "georgia-2020"))["certification"]["day"] == "2024-11-15"
    for words in ((), ("--rules", "georgia-2021")):
        later = named(terminal(*asked, *words))
        assert (later["certification"]["day"], later["wrong_precinct_from"]["hour"]) == ("2024-11-12", "17:00")


def test_an_hour_is_the_countys_wherever_it_lies(terminal: Any) -> None:
    terminal.write("west.json", on("2020-11-03", time_zone="America/Chicago"))
    day = named(terminal("calendar", "--definition", "west.json", "--json"))["last_day"]
    assert (day["hour"], day["at"]) == ("17:00", "2020-11-06T23:00:00.000000Z")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Give a case, or an election definition"),
        (("c.case", "--definition", "def.json"), "Give a case, or an election definition"),
        (("c.case", "--rules", "georgia-2021"), "A case keeps its own rules"),
        (("--definition", "voters.csv"), "voters.csv"),
        (("--definition", "def.json", "--rules", "georgia-1999"), "georgia-2020-sos"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(terminal: Any, words: tuple[str, ...], says: str) -> None:
    said = terminal("calendar", *words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err


def test_looking_at_the_calendar_changes_nothing(terminal: Any) -> None:
    before = terminal.digest()
    terminal("calendar", "c.case")
    assert terminal.digest() == before
