"""Between which days a pack is the law: the day before, the first, the last, and the day after; and which pack fits best."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from adjudicator.law.rules.pack import Pack, pack_of
from adjudicator.law.rules.span import best_on, day_in, has_dates, holds_on, with_dates_of
from adjudicator.law.telling.span_words import outside_told, outside_words, span_of
from adjudicator.resources import DEFAULT_PACK, PACK_IDS, fitting, pack

ANNOUNCED, STATUTE, SINCE_2021 = pack("georgia-2020-sos"), pack("georgia-2020"), pack("georgia-2021")
FREE = replace(ANNOUNCED, since="November 6, 2020", until="SB 202 of 2021", begun_by="", ended_by="")
"""As packs stand in cases that earlier versions made."""


@pytest.mark.parametrize(
    ("law", "day", "holds"),
    [
        (STATUTE, "2019-04-01", False),
        (STATUTE, "2019-04-02", True),
        (STATUTE, "2021-06-30", True),
        (STATUTE, "2021-07-01", False),
        (ANNOUNCED, "2020-11-02", False),
        (ANNOUNCED, "2020-11-03", True),
        (ANNOUNCED, "2021-06-30", True),
        (ANNOUNCED, "2021-07-01", False),
        (SINCE_2021, "2021-06-30", False),
        (SINCE_2021, "2021-07-01", True),
        (SINCE_2021, "2099-11-03", True),
    ],
)
def test_both_days_are_included_and_no_last_day_is_for_good(law: Pack, day: str, holds: bool) -> None:
    on = date.fromisoformat(day)
    assert holds_on(law, on) is holds
    assert bool(outside_words(law, on)) is not holds


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        ("2018-11-06", None),
        ("2019-04-01", None),
        ("2019-11-05", "georgia-2020"),
        ("2020-06-09", "georgia-2020"),
        ("2020-11-02", "georgia-2020"),
        ("2020-11-03", DEFAULT_PACK),
        ("2021-01-05", DEFAULT_PACK),
        ("2021-06-30", DEFAULT_PACK),
        ("2021-07-01", "georgia-2021"),
        ("2024-11-05", "georgia-2021"),
    ],
)
def test_the_pack_that_began_last_among_those_that_hold_fits_best(day: str, fits: str | None) -> None:
    found = fitting(date.fromisoformat(day))
    assert (found.id if found else None) == fits
    again = best_on(reversed([pack(name) for name in PACK_IDS]), date.fromisoformat(day))
    assert again == found, "in whichever order they are given"


def test_of_two_that_began_on_one_day_the_first_given_fits() -> None:
    twin = replace(SINCE_2021, id="twin")
    assert best_on([SINCE_2021, twin], date(2022, 1, 1)) is SINCE_2021
    assert best_on([twin, SINCE_2021], date(2022, 1, 1)) is twin


def test_a_pack_without_dates_is_never_proposed_and_never_said_to_be_another_years() -> None:
    assert not has_dates(FREE)
    assert best_on([FREE], date(2020, 11, 3)) is None
    assert holds_on(FREE, date(2031, 1, 1))
    assert outside_told(FREE, date(2031, 1, 1)) == ""
    assert not has_dates(replace(ANNOUNCED, until="SB 202 of 2021"))
    assert span_of(FREE) == "from November 6, 2020 to SB 202 of 2021"


def test_the_dates_of_another_version_take_the_place_of_words_alone() -> None:
    dated = with_dates_of(FREE, ANNOUNCED)
    assert (dated.since, dated.until, dated.ended_by) == ("2020-11-03", "2021-06-30", "SB 202 of 2021")
    assert dated.digest == FREE.digest
    own = replace(ANNOUNCED, since="2020-12-01")
    assert with_dates_of(own, ANNOUNCED) is own


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020",
        "20201103",
        "2020-W45-2",
        "2020-11-3",
        "2020-02-30",
        "November 6, 2020",
        " 2020-11-03",
        "２０２０-11-03",
    ],
)
def test_only_a_day_written_out_is_a_date(text: str) -> None:
    assert day_in(text) is None


def test_what_is_said_of_a_pack_of_other_years() -> None:
    assert outside_words(STATUTE, date(2024, 11, 5)) == (
        '"Georgia 2020, by the statute" is not the law on Nov 5, 2024: it was the law to Jun 30, 2021 (SB 202 of 2021)'
    )
    assert outside_words(SINCE_2021, date(2020, 11, 3)) == (
        '"Georgia after SB 202 of 2021" is not the law on Nov 3, 2020: it is the law only from Jul 1, 2021 (SB 202 of 2021)'
    )
    chosen = replace(SINCE_2021, chosen_because="To see what changed")
    assert outside_told(chosen, date(2020, 11, 3)).endswith("(SB 202 of 2021). Chosen because: To see what changed")
    assert outside_told(chosen, date(2022, 11, 8)) == ""
    assert span_of(SINCE_2021) == "from Jul 1, 2021 (SB 202 of 2021)"


def test_why_a_pack_was_chosen_stays_with_it_and_is_not_in_its_digest() -> None:
    chosen = replace(STATUTE, chosen_because="Counsel's advice")
    kept = pack_of(chosen.tables())
    assert (kept.chosen_because, kept.digest) == ("Counsel's advice", STATUTE.digest)
