"""The tables and guards of each form of the case file are kept word for word, and the newest are those of the program."""

from __future__ import annotations

import pytest

from adjudicator import resources
from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.file.forms import FORMS, is_newer, wording


def kept(name: str) -> str:
    text = resources.path("forms", f"{name}.sql").read_text(encoding="utf-8")
    return text.partition("\n")[2]


@pytest.mark.parametrize("observers", [False, True], ids=["case", "observers"])
@pytest.mark.parametrize("form", FORMS)
def test_the_statements_of_each_form_are_those_that_are_kept(form: str, observers: bool) -> None:
    assert wording(form, observers=observers) == kept(f"{form}-observers" if observers else form)


def test_the_statements_of_a_station_s_copy_are_those_that_are_kept() -> None:
    assert wording(FORM, observers=False, station=True) == kept(f"{FORM}-station")


def test_the_statements_of_a_file_with_acts_set_aside_are_those_that_are_kept() -> None:
    assert wording(FORM, observers=False, with_aside=True) == kept(f"{FORM}-aside")


def test_only_what_came_after_this_program_is_newer() -> None:
    major, minor = map(int, FORM.split("."))
    assert [is_newer(form) for form in (*FORMS, f"{major}.{minor + 1}", f"{major + 1}.0")] == [
        *[False] * len(FORMS),
        True,
        True,
    ]
