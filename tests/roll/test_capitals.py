"""Names and streets as people write them, whatever capitals the state's list has."""

from __future__ import annotations

import pytest

from adjudicator.roll.capitals import name_of, street_of


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("4028 STAPLES DR SW", "4028 Staples Dr SW"),
        ("12 N PEACHTREE ST NE", "12 N Peachtree St NE"),
        ("US HWY 29", "US Hwy 29"),
        ("101 E 2ND ST", "101 E 2nd St"),
        ("412A ST MARY'S CT", "412A St Mary's Ct"),
        ("7 O'NEAL LN", "7 O'Neal Ln"),
        ("1ST AVE SE", "1st Ave SE"),
        ("88 Oak St Sw", "88 Oak St Sw"),
        ("", ""),
    ],
)
def test_a_street_keeps_directions_and_routes_in_capitals(listed: str, written: str) -> None:
    assert street_of(listed) == written


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("DELGADO-RUIZ", "Delgado-Ruiz"),
        ("O'BRIEN", "O'Brien"),
        ("D’ANGELO", "D’Angelo"),
        ("DE LA CRUZ", "De La Cruz"),
        ("McDonald", "McDonald"),
        ("SE", "Se"),
        ("NUÑEZ", "Nuñez"),
    ],
)
def test_a_name_has_no_directions(listed: str, written: str) -> None:
    assert name_of(listed) == written
