"""Names of counties."""

import pytest

from adjudicator.records.counties import county_words


@pytest.mark.parametrize(
    ("county", "said"),
    [("DEKALB", "DeKalb"), ("MCDUFFIE", "McDuffie"), ("BEN HILL", "Ben Hill"), ("Gwinnett", "Gwinnett")],
)
def test_a_county_is_written_as_people_write_it(county, said):
    assert county_words(county) == said
