"""Where the product's files lie."""

from datetime import date

import pytest

from adjudicator import resources


def test_resources_lie_beside_the_package_in_a_source_checkout():
    assert resources.folder().name in ("resources", "_resources")
    assert resources.path("law", "georgia.toml").is_file()


def test_an_installed_package_carries_its_resources_inside(tmp_path, monkeypatch):
    package = tmp_path / "adjudicator"
    (package / "_resources").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resources.folder.__wrapped__() == package / "_resources"


def test_an_unknown_pack_is_refused():
    with pytest.raises(KeyError):
        resources.pack("atlantis-1999")


@pytest.mark.parametrize(
    ("day", "holiday"), [(date(2022, 11, 11), True), (date(2020, 11, 3), False), (date(2020, 12, 25), True)]
)
def test_georgias_holidays_are_known(day, holiday):
    assert resources.georgia_holiday(day) == holiday
