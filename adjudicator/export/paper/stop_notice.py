"""The stop notice: one page that tells the tabulation room which ballots it holds that are being decided again.

It names no envelope: where each ballot is to be found, by release, place, precinct and style, and how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from adjudicator.canvass.tally import COUNTING
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.group_files import precinct_name
from adjudicator.export.paper.page_words import over
from adjudicator.export.paper.summary import PRACTICE
from adjudicator.export.paper.typeset import set_page
from adjudicator.records.election import Election
from adjudicator.words import ENGLISH, Language, _, beside, n_, number
from adjudicator.words.dates import long_day_and_hour

SIGN = (_("Told by"), _("Received by"))


class StopLine(NamedTuple):
    """Ballots that are not to be counted for now, and where they are found."""

    release: str
    place: str
    precinct: str
    style: str
    kept_apart: bool
    ballots: int


def stop_lines(envelopes: Iterable[EnvelopeState]) -> tuple[StopLine, ...]:
    """The lines of a notice, sorted by what they are: of the envelopes that left as ballots to count and are open again."""
    found: Counter[tuple[str, str, str, str, bool]] = Counter()
    for envelope in envelopes:
        left = envelope.left_as
        if envelope.open_again and left is not None and left.determination.outcome in COUNTING:
            what = left.determination
            found[left.release, left.place, left.precinct_cast, what.cast_style, "kept_apart" in what.marks] += 1
    return tuple(StopLine(*where, ballots) for where, ballots in sorted(found.items()))


def stop_notice(
    lines: Iterable[StopLine], election: Election, now: datetime, *, practice: bool, language: Language = ENGLISH
) -> bytes:
    """The page (PDF); `now` carries the county's time zone."""
    data = _data(tuple(lines), election, now, practice=practice)
    return set_page("stop_notice.typ", data, now, language, _words)


def _data(lines: tuple[StopLine, ...], election: Election, now: datetime, *, practice: bool) -> dict[str, Any]:
    ballots = sum(line.ballots for line in lines)
    return {
        "over": over(election),
        "practice": PRACTICE if practice else "",
        "title": _("Stop: do not count these ballots"),
        "what": _("For the tabulation room, {when}.", when=long_day_and_hour(now)),
        "sum": n_(
            "{count} ballot that left in a release is being decided again. Set it apart, unopened if it still is, and do "
            "not count it until the next release says what becomes of it.",
            "{count} ballots that left in a release are being decided again. Set them apart, unopened if they still are, "
            "and do not count them until the next release says what becomes of them.",
            ballots,
        ),
        "opened": _(
            "Was a ballot opened already, and is it mixed with others? Then take nothing out. Write on its line how many "
            "were opened, and tell the office at once."
        ),
        "lines": [_line(line, election) for line in lines],
        "sign": list(SIGN),
        "foot": _("This page names no envelope and no voter."),
    }


def _line(line: StopLine, election: Election) -> list[str]:
    precinct = beside(line.precinct, precinct_name(election, line.precinct))
    style = beside(line.style, _("kept apart"), by=", ") if line.kept_apart else line.style
    place = line.place or _("Place not given")
    return [line.release, place, precinct, style, number(line.ballots)]


def _words(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("practice", "over", "title", "what", "sum", "opened"):
        yield from (data[key], "") if data[key] else ()
    yield from (f"{'  '.join(line)}  {data['labels']['opened_already']}: ______" for line in data["lines"])
    yield from ("", *(f"{'_' * 40}  {who}" for who in data["sign"]), "", data["foot"])
