"""The reports on paper: the summary of a release, and the sheet that gives observers the newest checkpoint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from adjudicator.canvass.tally import Canvass
from adjudicator.casework.bodies import moment_of
from adjudicator.export.content import ReleaseContent
from adjudicator.export.plain_page import plain_page
from adjudicator.export.typeset import qr_svg, typeset
from adjudicator.law.days import long_day
from adjudicator.law.words import reason_words
from adjudicator.records.election import Election

Figure = tuple[str, str, int]
"""A line of the table: its words, its number with thousands separators, and how far it stands in."""

SUMMARY = "summary.pdf"

KEEP = (
    "Keep this page. A record that has another root for the same number of entries, or fewer entries, is not the one that "
    "was signed here: adjudicator verify CASE --against FILE, with these lines in the file, says so."
)
PRACTICE = "PRACTICE: made-up voters and envelopes. Nothing on this page is real."
FOOT = "This program decides eligibility and never sees a vote."
UNSET = "The page could not be typeset. Its words stand here without their layout, and without the QR code."
SIGN = ("Supervisor of elections", "Member of the board", "Member of the board")


@dataclass(frozen=True, slots=True)
class SeenCheckpoint:
    """A signed checkpoint: the note, the name of whoever signed, its size, and how many entries were added since."""

    note: str
    signer: str
    size: int
    newer: int = 0


def summary(content: ReleaseContent, this_release: Canvass) -> Iterator[bytes]:
    """`summary.pdf`: one page of a release with what became of the envelopes, the signed checkpoint, and lines to sign."""
    made, standing = moment_of(content.made_at).astimezone(ZoneInfo(content.election.time_zone)), content.standing
    who = content.people.get(content.made_by, content.made_by)
    follows = f"follows {content.follows}" if content.follows else "the first of this case"
    data = {
        **_page(content.election, standing.checkpoint, practice=content.is_practice),
        "title": f"Release {content.release}",
        "what": f"{_counted(this_release.received)}, {follows}. Made by {who} from what was approved until "
        f"{long_day(made)}, {made:%H:%M}. Rules: {content.rules_words or content.rules}.",
        "envelopes": figures(this_release),
        "apart": _apart(this_release, content.canvass),
        "covers": f"This release was made from the first {standing.head.size:,} entries of the office's record.",
        "sign": list(SIGN),
    }
    yield _set("summary.typ", data, made)


def checkpoint_sheet(
    seen: SeenCheckpoint, election: Election, canvass: Canvass, now: datetime, *, practice: bool
) -> bytes:
    """A page with a signed checkpoint for whoever wants to keep it, and the canvass as it stands.

    `now` carries the county's time zone.
    """
    since = f" It has gained {seen.newer:,} since." if seen.newer else ""
    data = {
        **_page(election, seen.note, practice=practice),
        "title": "Checkpoint of the record",
        "what": f"Printed {long_day(now)}, {now:%H:%M}, for whoever wants to check later that nothing was changed.",
        "covers": f"{seen.signer} signed the first {seen.size:,} entries of the office's record.{since}",
        "envelopes": figures(canvass),
        "use": [
            "The figures above are of this moment and are not final while envelopes are held or undecided.",
            "With any later copy of the record it proves that none of these entries was changed, removed or put in.",
            "It says nothing of any voter, and nothing of any vote.",
        ],
    }
    return _set("checkpoint.typ", data, now)


def _set(template: str, data: Mapping[str, Any], at: datetime) -> bytes:
    """A report as it is meant to look, or its words alone: a release is never held up by the look of a page."""
    return typeset(template, data, at) or plain_page(_lines(data))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (UNSET, "")
    for key in ("practice", "over", "title", "what"):
        yield from (data[key], "")
    yield from (f"{words}: {number}" for words, number, _ in data["envelopes"])
    for key in ("apart", "covers", "note", "keep"):
        yield from ("", *data.get(key, "").split("\n"))
    yield from ("", *data.get("use", ()), *(f"{'_' * 40}  {who}" for who in data.get("sign", ())), "", data["foot"])


def figures(canvass: Canvass) -> list[Figure]:
    """The canvass as lines for people: the five outcomes, what is not counted by its primary reason, and the sum."""
    outcomes = canvass.outcomes
    reasons = [(reason_words(code), f"{number:,}", 1) for code, number in canvass.reasons.items() if number]
    return [
        ("Count in full", f"{outcomes.count_full:,}", 0),
        ("Count in part", f"{outcomes.count_partial:,}", 0),
        ("Not counted", f"{outcomes.not_counted:,}", 0),
        *reasons,
        ("Held", f"{outcomes.held:,}", 0),
        ("Undecided", f"{outcomes.undecided:,}", 0),
        ("Received", f"{canvass.received:,}", 0),
    ]


def _page(election: Election, note: str, *, practice: bool) -> dict[str, Any]:
    return {
        "over": f"{election.county} County, {election.state}. {election.name}, {long_day(election.date)}",
        "practice": PRACTICE if practice else "",
        "note": note.strip("\n"),
        "qr": qr_svg(note),
        "keep": KEEP,
        "foot": FOOT,
    }


def _apart(this_release: Canvass, so_far: Canvass) -> str:
    apart = f"{this_release.kept_apart:,} of these are kept apart from all others. " if this_release.kept_apart else ""
    return (
        f"{apart}In the whole case so far: received {so_far.received:,}; may count {so_far.may_count:,}; not counted "
        f"{so_far.not_counted:,}; held {so_far.held:,}; undecided or not yet approved {so_far.undecided:,}."
    )


def _counted(envelopes: int) -> str:
    return f"{envelopes:,} envelope" + ("" if envelopes == 1 else "s")
