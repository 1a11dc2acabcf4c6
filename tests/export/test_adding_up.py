"""All releases together equal the account, over random lives: decided, approved, released, reopened, decided otherwise."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adjudicator.canvass.tally import tally
from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold import apply
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.casework.record.state import EnvelopeState, ReleaseState
from adjudicator.export.content import Correction, ReleaseContent, ReleaseRow
from adjudicator.export.files import Made, made_files
from adjudicator.export.survey import group_of
from tests.examples import examples

from .conftest import PRECINCTS, STYLES, MakeContent

NUMBERS = ("0001", "0002", "0003", "0004", "0005")
AT = "2020-11-05T14:00:00.000000Z"
OUTCOMES = ("count_full", "count_partial", "not_counted", "held")

DECISION = st.tuples(
    st.sampled_from(OUTCOMES), st.sampled_from(sorted(STYLES)), st.booleans(), st.sampled_from(sorted(PRECINCTS)),
)  # fmt: skip
DEED = st.one_of(
    st.tuples(st.just("decide"), st.sampled_from(NUMBERS), DECISION),
    st.tuples(st.just("reopen"), st.sampled_from(NUMBERS)),
    st.tuples(st.just("release")),
)


class Life:
    """Five envelopes, and the entries that change them; no act is done that the office would refuse."""

    def __init__(self) -> None:
        self.shelf, self.seq = MemoryShelf(), 0
        self.releases = 0
        for number in NUMBERS:
            papers = {"place": "Pleasant Hill", "precinct_cast": "001", "stream": "election_day"}
            self._add("envelope.received", envelope=number, papers=papers)

    @property
    def envelopes(self) -> list[EnvelopeState]:
        found = (self.shelf.get(EnvelopeState, number) for number in NUMBERS)
        return [each for each in found if each is not None]

    def decide(self, number: str, decision: tuple[str, str, bool, str]) -> None:
        outcome, style, apart, precinct = decision
        if self._envelope(number).status not in ("to_do", "held"):
            return
        papers = {"precinct_cast": precinct, "place": PRECINCTS[precinct][0]}
        self._add("envelope.corrected", envelope=number, papers=papers, reason={"sealed": ""})
        contests = STYLES[style]
        counted = contests if outcome == "count_full" else contests[:1] if outcome == "count_partial" else ()
        if outcome == "held":
            counted, contests = (), ()
        self._add(
            "envelope.determined", envelope=number, outcome=outcome, recommended=outcome,
            reasons=["oath_unsigned"] if outcome == "not_counted" else [], holds=[],
            marks=["kept_apart"] if apart else [], counted=list(counted),
            not_counted={each: "wrong_style" for each in contests if each not in counted}, facts={}, cast_style=style,
            home_style=style, too_late_for=[], rules="georgia-2020-sos", pack="aa", departs=apart, reason=None,
            supersedes=0,
        )  # fmt: skip
        if outcome != "held":
            batch = f"B{self.seq:04d}"
            self._add("batch.closed", batch=batch, items={number: self.seq}, second_decisions=0)
            self._add("batch.approved", batch=batch, approved={number: self.seq}, looked_at=[], sample=[])

    def reopen(self, number: str) -> None:
        if self._envelope(number).status in ("approved", "released"):
            self._add("envelope.reopened", envelope=number, reason={"sealed": ""})

    def release(self, content: MakeContent) -> tuple[ReleaseContent, Made] | None:
        """The release of what is approved, recorded; None where there is nothing to release."""
        leaving = [each for each in self.envelopes if each.status == "approved"]
        if not leaving and not any(each.left_as is not None for each in self.envelopes):
            return None
        self.releases += 1
        name = f"R{self.releases:04d}"
        made = content(self.envelopes, release=name, follows=f"R{self.releases - 1:04d}" if self.releases > 1 else "")
        away = {each.number: each.left_as.determination.seq for each in self.envelopes
                if each.left_as is not None and each.status != "approved"}  # fmt: skip
        files = made_files(made)
        items = {each.number: each.determinations[-1] for each in leaving}
        self._add("release.made", release=name, follows="", size=1, root="", items=items, files={}, taken_away=away)
        return made, files

    def _envelope(self, number: str) -> EnvelopeState:
        found = self.shelf.get(EnvelopeState, number)
        assert found is not None
        return found

    def _add(self, kind: str, **data: Any) -> None:
        self.seq += 1
        apply(self.shelf, self.seq, Entry(kind, CATALOGUE[kind].version, AT, "sue", data))


def _rows(made: Made, name: str) -> list[dict[str, str]]:
    text = b"".join(made.parts[name]()).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _sums(
    releases: Sequence[Made], name: str, key: Iterable[str], column: str, **where: str
) -> Counter[tuple[str, ...]]:
    """The sum of a column over all releases, by key; what comes to nothing is left out."""
    sums: Counter[tuple[str, ...]] = Counter()
    for made in releases:
        for row in _rows(made, name):
            if all(row[each] == value for each, value in where.items()):
                sums[tuple(row[each] for each in key)] += int(row[column] or 0)
    return Counter({each: number for each, number in sums.items() if number})


def _of(rows: Iterable[Mapping[str, str]], key: Iterable[str], column: str) -> Counter[tuple[str, ...]]:
    found = {tuple(row[each] for each in key): int(row[column] or 0) for row in rows}
    return Counter({each: number for each, number in found.items() if number})


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, min_size=4, max_size=40))
def test_all_releases_together_equal_the_account(content: MakeContent, deeds: list[tuple[Any, ...]]) -> None:
    life, made = Life(), list[Made]()
    for name, *rest in (*deeds, ("release",)):
        if name != "release":
            getattr(life, name)(*rest)
            continue
        before = life.envelopes
        done = life.release(content)
        if done is None:
            continue
        made.append(done[1])
        _adds_up(done[0], made, before)
        _is_known_to_the_record(life, done[1])
        _the_work_is_the_rest(made)


def _adds_up(content: ReleaseContent, made: list[Made], envelopes: list[EnvelopeState]) -> None:
    newest, standing = made[-1], [each for each in envelopes if each.status in ("approved", "released")]
    groups = Counter(group_of(each) for each in standing)
    del groups[None]
    key = ("place", "style", "kept_apart", "counts", "contests", "precinct")
    expected = Counter({
        (each.place, each.style, "yes" if each.kept_apart else "no", "all" if each.whole else "part",
         ";".join(each.contests), each.precinct): number
        for each, number in groups.items() if each is not None
    })  # fmt: skip
    assert _sums(made, "groups.csv", key, "ballots") == expected
    assert _sums(made, "tabulation_room/groups.csv", key, "ballots") == expected
    totals = _rows(newest, "contest_totals.csv")
    for sums, whole in (("this_release", "ballots"), ("this_release_kept_apart", "kept_apart")):
        key = ("by", "precinct", "contest")
        assert _sums(made, "contest_totals.csv", key, sums) == _of(totals, key, whole)
    county = {row["contest"]: int(row["ballots"]) for row in totals if row["by"] == "county"}
    assert _sums(made, "contests.csv", ("contest",), "change") == Counter(
        {(contest,): number for contest, number in county.items() if number}
    )
    so_far = [row for row in _rows(newest, "totals.csv") if row["scope"] == "so_far"]
    for column in ("count_full", "count_partial", "not_counted"):
        key = ("by", "value")
        assert _sums(made, "totals.csv", key, column, scope="change") == _of(so_far, key, column)
    assert content.canvass == tally(envelopes, content.election, approved_only=True)


def _is_known_to_the_record(life: Life, newest: Made) -> None:
    """What the record keeps of a release is what its rows come to."""
    release = life.shelf.get(ReleaseState, f"R{life.releases:04d}")
    assert release is not None
    rows = [int(row["ballots"]) for row in _rows(newest, "groups.csv")]
    added, taken = sum(each for each in rows if each > 0), -sum(each for each in rows if each < 0)
    assert (release.added, release.taken, release.ballots) == (added, taken, sum(rows))
    assert newest.claims["ballots"] == {"added": added, "taken_away": taken}
    assert list(release.corrects) == newest.claims["corrects"]
    replaced = {row["replaces"] for row in _rows(newest, "corrections.csv")}
    assert replaced == set(release.corrects)
    assert not any(each.open_again for each in life.envelopes), "what was open again has been taken away"


def _the_work_is_the_rest(made: list[Made]) -> None:
    """Work orders leave out only what is taken away and added alike: they sum to the same."""
    names = ("tabulation_room/work_order.csv", "tabulation_room/work_order_kept_apart.csv")
    for each in made:
        work = sum(int(row["ballots"]) for name in names if name in each.parts for row in _rows(each, name))
        assert work == sum(int(row["ballots"]) for row in _rows(each, "groups.csv"))


def test_what_is_determined_again_alike_is_no_work_and_what_is_taken_away_names_its_release(
    content: MakeContent,
) -> None:
    life = Life()
    for number in ("0001", "0002", "0003"):
        life.decide(number, ("count_full", "S1", False, "001"))
    life.release(content)
    for number in ("0001", "0002", "0003"):
        life.reopen(number)
    life.decide("0001", ("count_full", "S1", False, "001"))
    life.decide("0002", ("count_partial", "S2", True, "002"))
    done = life.release(content)
    assert done is not None
    groups = [(row["style"], row["ballots"], row["replaces"]) for row in _rows(done[1], "groups.csv")]
    assert sorted(groups) == [("S1", "-3", "R0001"), ("S1", "1", ""), ("S2", "1", "")]
    work = [(row["do"], row["ballots"], row["replaces"]) for row in _rows(done[1], "tabulation_room/work_order.csv")]
    assert work == [("take away", "-2", "R0001")]
    apart = _rows(done[1], "tabulation_room/work_order_kept_apart.csv")
    assert [(row["do"], row["copy_titles"], row["ballots"]) for row in apart] == [
        ("duplicate", "President of the United States", "1")
    ]
    assert apart[0]["leave_blank_titles"] == "US House District 4; Sheriff"
    assert [row["sentence"] for row in _rows(done[1], "corrections.csv")] == [
        "R0001: Pleasant Hill, S1, 4 contests: one determined again, and nothing changes.",
        "R0001: Pleasant Hill, S1, 4 contests: take one away. Now: Five Forks, S2, 1 contest, kept apart.",
        "R0001: Pleasant Hill, S1, 4 contests: take one away. Now: open again, to be decided.",
    ]


def test_an_envelope_that_is_not_counted_any_more_is_taken_away(content: MakeContent) -> None:
    life = Life()
    life.decide("0001", ("count_full", "S1", False, "001"))
    life.release(content)
    life.reopen("0001")
    life.decide("0001", ("not_counted", "S1", False, "001"))
    done = life.release(content)
    assert done is not None
    assert [(row["ballots"], row["replaces"]) for row in _rows(done[1], "groups.csv")] == [("-1", "R0001")]
    rows = [row for row in _rows(done[1], "contests.csv") if row["envelope"] == "0001"]
    assert {(row["counts"], row["change"], row["replaces"]) for row in rows} == {("no", "-1", "R0001")}


def test_the_rows_of_a_release_before_version_5_take_nothing_away(content: MakeContent) -> None:
    life = Life()
    life.decide("0001", ("count_full", "S1", False, "001"))
    life.release(content)
    life.reopen("0001")
    life.decide("0001", ("count_partial", "S2", False, "002"))
    leaving = [ReleaseRow(each, each.batch, "sue", AT) for each in life.envelopes if each.status == "approved"]
    older = made_files(content(life.envelopes, rows=leaving, release="R0002"), 4)
    assert [row["ballots"] for row in _rows(older, "groups.csv")] == ["1"]
    assert "replaces" not in _rows(older, "groups.csv")[0]
    assert not any(name.startswith("tabulation_room") or name == "corrections.csv" for name in older.parts)
    assert "ballots" not in older.claims
    assert Correction.of(life.envelopes[0]) is not None
