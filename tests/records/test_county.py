"""A county as people write it."""

import pytest

from adjudicator.records.county import county_words


@pytest.mark.parametrize(
    ("county", "said"),
    [("DEKALB", "DeKalb"), ("MCDUFFIE", "McDuffie"), ("BEN HILL", "Ben Hill"), ("Gwinnett", "Gwinnett")],
)
def test_a_county_is_written_as_people_write_it(county, said):
    assert county_words(county) == said
