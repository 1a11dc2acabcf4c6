"""No kind of envelope needs more keys than it did; the page of keys says the same numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.flows import practice_case as cases
from tests.walks.kinds import KINDS, PAGE, Pressed, make_cases, press_all


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> dict[str, Pressed]:
    """Every kind, with its keys pressed in the real window."""
    del qapp
    folder: Path = tmp_path_factory.mktemp("kinds")
    with pytest.MonkeyPatch.context() as patch:
        cases.quick_passwords(patch)
        cases.coarse_scans(patch)
        return {each.kind.name: each for each in press_all(make_cases(folder))}


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_these_keys_and_no_more_bring_it_to_its_end(kind, pressed):
    done = pressed[kind.name]
    assert done.went_on, "the envelope is still in front"
    assert kind.outcome in ("", done.outcome)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_none_needs_more_than_it_did_or_the_page_says_why(kind):
    if kind.now > kind.before:
        assert kind.why, "say why"
        assert kind.now <= kind.most
    else:
        assert kind.now <= (kind.most or kind.before)


def test_the_limits_that_were_set():
    most = {kind.name: kind.now for kind in KINDS}
    assert most["one slip corrected (precinct)"] < 8
    assert most["a cure: the license came"] < 8
    assert most["a certain envelope by its number"] <= 5


def test_the_page_has_every_kind_with_these_numbers():
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \| (\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(kind.name, str(kind.before), str(kind.now)) for kind in KINDS]
