"""Names within two slips are exactly those that measuring every distance finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from adjudicator.roll.two_slips import SLIPS, NamesWithinTwoSlips

# few letters, so that many names are near; one beyond Latin-1, one that UTF-8 writes in two bytes
KEYS = st.text(alphabet="ABCÞЖ字", min_size=1, max_size=9)


@given(names=st.lists(KEYS, max_size=40), written=KEYS)
def test_the_same_names_are_near_as_by_measuring_each(names: list[str], written: str) -> None:
    numbered = list(enumerate(names, 1))
    near = {number: name for number, name in numbered if OSA.distance(written, name) <= SLIPS}
    assert NamesWithinTwoSlips(numbered).near(written) == near


@given(
    name=KEYS, slips=st.lists(st.tuples(st.integers(0, 8), st.sampled_from("CXSD"), st.sampled_from("ABZ")), max_size=2)
)
def test_a_name_is_near_whatever_two_slips_were_made_in_it(name: str, slips: list[tuple[int, str, str]]) -> None:
    written = name
    for place, kind, letter in slips:
        at = place % (len(written) + 1)
        head, tail = written[:at], written[at:]
        written = head + {"C": letter + tail[1:], "X": tail[1::-1] + tail[2:], "S": letter + tail, "D": tail[1:]}[kind]
    if OSA.distance(written, name) <= SLIPS:  # two exchanges in one place may be farther
        assert NamesWithinTwoSlips([(7, name), (8, "Q" * 20)]).near(written) == {7: name}
