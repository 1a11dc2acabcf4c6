"""The reports on paper: the summary of a release, and the sheet that gives observers the newest checkpoint."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from adjudicator.canvass.tally import YES, Canvass
from adjudicator.canvass.went_on import went_on_words
from adjudicator.casework.record.entry import moment_of
from adjudicator.export.content import ReleaseContent
from adjudicator.export.corrections import counted, sentences
from adjudicator.export.manifest_versions import TAKES_AWAY_SINCE, VERSION
from adjudicator.export.paper.page_words import over
from adjudicator.export.paper.typeset import set_page
from adjudicator.export.public_plan import Joined
from adjudicator.export.survey import Survey
from adjudicator.law.telling.words import reason_words
from adjudicator.records.election import Election
from adjudicator.words import ENGLISH, Language, Words, _, beside, n_
from adjudicator.words.dates import long_day_and_hour

Figure = tuple[str, str, int]
"""A line of the table: its words, its number with thousands separators, and how far it stands in."""

TwoFigures = tuple[str, str, str, int]
"""A line of the table with two numbers: of this release, and of the whole case."""

KEEP = _(
    "Keep this page. A record that has another root for the same number of entries, or fewer entries, is not the one that "
    "was signed here: adjudicator verify CASE --against FILE, with these lines in the file, says so."
)
PRACTICE = _("PRACTICE: made-up voters and envelopes. Nothing on this page is real.")
FOOT = _("This program decides eligibility and never sees a vote.")
SIGN = ("Supervisor of elections", "Member of the board", "Member of the board")

SAID: Mapping[str, str] = {
    "title": "Release {release}",
    "what": "{envelopes}, {follows}. Made by {who} from what was approved until {until}; rules: {rules}.",
    "one": "{number} envelope",
    "many": "{number} envelopes",
    "first": "the first of this case",
    "follows": "follows {release}",
    "covers": "This release was made from the first {size} entries of the office's record.",
    "figures": "What became of the envelopes",
    "this_release": "This release",
    "so_far": "Whole case so far",
    "together": "Together",
    "apart": "Of these, kept apart from all others",
    "departs": "Of these, recorded otherwise than recommended",
    "away": "Ballots that this release takes away",
    "corrects": "What it corrects",
    "more": "{number} more: corrections.csv has them all.",
    "law": "Rules put in force: {changes}",
    "pack": "{name} since {when}",
    "motion": "{name} since {when}, by motion {motion}",
    "went_on": "Done although something stood in the way: {acts}.",
    "disputed": "The key of {person} was used by another person from entry {since} on; {envelopes} under its "
    "acts had left in "
    "earlier releases and went back to review. ",
    "never": "groups.csv and contest_totals.csv are for the tabulation room and the canvass, never to be published: where a "
    "group has one ballot, a vote would follow. Publish totals_public.csv and totals_public_lines.csv only.",
    "joined": " There {joined} of {all} precincts are counted together, so that nobody's outcome can be told.",
    "none_joined": " There each precinct has a line of its own.",
}
"""The sentences of a release's page, with {places} for numbers and names: English, as is every file of a release."""

MOST_CORRECTED = 6
"""So many sentences of what is corrected stand on the page."""

FIGURES: Mapping[str, str] = {
    "count_full": _("Count in full"),
    "count_partial": _("Count in part"),
    "not_counted": _("Not counted"),
    "held": _("Held"),
    "undecided": _("Undecided"),
    "received": _("Received"),
}
"""The lines of the table of envelopes."""


@dataclass(frozen=True, slots=True)
class SeenCheckpoint:
    """A signed checkpoint: the note, the name of the person who signed, its size, and how many entries were added since."""

    note: str
    signer: str
    size: int
    newer: int = 0


def summary_data(
    content: ReleaseContent, found: Survey, joined: Joined | None = None, version: int = VERSION
) -> dict[str, Any]:
    """What stands on the page of a release, as its template takes it; the QR code, which is of `note`, is drawn later.

    `joined` are the lines of the public totals that were joined, None where the page says nothing of them. A `version` of the
    manifest before 5 has the figures of the release alone.
    """
    made = _made(content)
    follows = SAID["follows"].format(release=content.follows) if content.follows else SAID["first"]
    one_column = version < TAKES_AWAY_SINCE
    return {
        **_page(content.election, content.checkpoint, practice=content.is_practice, outside=content.rules_notice),
        **({"left": content.left_notice} if content.left_notice else {}),
        "title": SAID["title"].format(release=content.release),
        "what": SAID["what"].format(
            envelopes=_counted(found.envelopes),
            follows=follows,
            who=content.people.get(content.made_by, content.made_by),
            until=long_day_and_hour(made),
            rules=content.rules_words or content.rules,
        ),
        "columns": [SAID["figures"], SAID["this_release"], SAID["so_far"]],
        "envelopes": figures(found.canvass) if one_column else two_figures(found.canvass, content.canvass),
        "marked": [] if one_column else _marked(content, found),
        "notes": [words for words in (_disputed(content).strip(), _law(content), _went_on(content)) if words],
        "corrects_title": SAID["corrects"],
        "corrects": [] if one_column else _corrects(content),
        "covers": SAID["covers"].format(size=f"{content.head.size:,}"),
        "never": SAID["never"] + _joined(content, joined),
        "sign": list(SIGN),
    }


def two_figures(this_release: Canvass, so_far: Canvass) -> list[TwoFigures]:
    """The canvass of a release beside that of the whole case: the outcomes, what is not counted by its reason, the sum."""
    found: list[TwoFigures] = []
    for name, words in FIGURES.items():
        said = SAID["together"] if name == "received" else words
        found.append((said, *_both(getattr(this_release.outcomes, name), getattr(so_far.outcomes, name)), 0))
        if name == "not_counted":
            reasons = ((code, number) for code, number in so_far.reasons.items() if number)
            found += [
                (reason_words(code), *_both(this_release.reasons.get(code, 0), all_), 1) for code, all_ in reasons
            ]
    return found


def _marked(content: ReleaseContent, found: Survey) -> list[TwoFigures]:
    """What is said of those envelopes beside their outcome."""
    this_release, so_far = found.canvass, content.canvass
    departs = (this_release.by_departs[YES].received, so_far.by_departs[YES].received)
    marked: list[TwoFigures] = [
        (SAID["apart"], *_both(this_release.kept_apart, so_far.kept_apart), 0),
        (SAID["departs"], *_both(*departs), 0),
    ]
    if found.corrects:
        marked.append((SAID["away"], f"{found.removed:,}", "", 0))
    return marked


def _both(this_release: int, so_far: int) -> tuple[str, str]:
    return f"{this_release:,}", f"{so_far:,}"


def _corrects(content: ReleaseContent) -> list[str]:
    """What the release corrects, a sentence a change; what has no room stands in a file."""
    told = sentences(counted(content))
    more = len(told) - MOST_CORRECTED
    return told if more <= 0 else [*told[:MOST_CORRECTED], SAID["more"].format(number=f"{more:,}")]


def _law(content: ReleaseContent) -> str:
    """Which packs came into force since the case was made."""
    if not content.law_changes:
        return ""
    said = (
        SAID["motion" if each.motion else "pack"].format(
            name=each.name, when=long_day_and_hour(_local(content, each.at)), motion=each.motion
        )
        for each in content.law_changes
    )
    return SAID["law"].format(changes="; ".join(said))


def _went_on(content: ReleaseContent) -> str:
    """What was done although something stood in the way, with the reasons that are public."""
    if not content.went_on:
        return ""
    said = went_on_words(content.went_on, lambda person: content.people.get(person, person))
    return SAID["went_on"].format(acts="; ".join(map(str, said)))


def _joined(content: ReleaseContent, joined: Joined | None) -> str:
    if joined is None:
        return ""
    words = SAID["joined" if joined["precinct"] else "none_joined"]
    return words.format(joined=f"{len(joined['precinct']):,}", all=f"{len(content.canvass.by_precinct):,}")


def _disputed(content: ReleaseContent) -> str:
    return "".join(
        SAID["disputed"].format(
            person=content.people.get(each.person, each.person),
            since=f"{each.since:,}",
            envelopes=_counted(len(each.released)),
        )
        for each in content.disputes
    )


def without_words(data: Any) -> object:
    """What such a page says apart from the program's words: the checkpoint and the numbers."""
    figures_said = data.get("envelopes") if isinstance(data, dict) else None
    numbers = [line[1:] if isinstance(line, list | tuple) else line for line in figures_said or ()]
    return {"note": data.get("note") if isinstance(data, dict) else None, "envelopes": numbers}


def summary_json(
    content: ReleaseContent, found: Survey, joined: Joined | None = None, version: int = VERSION
) -> Iterator[bytes]:
    """`summary.json`: what `summary.pdf` says, so that it can be compared with the record."""
    yield (json.dumps(summary_data(content, found, joined, version), ensure_ascii=False, indent=2) + "\n").encode()


def summary(
    content: ReleaseContent, found: Survey, joined: Joined | None = None, version: int = VERSION
) -> Iterator[bytes]:
    """`summary.pdf`: one page of a release with what became of the envelopes, the signed checkpoint, and lines to sign."""
    yield _set("summary.typ", summary_data(content, found, joined, version), _made(content), ENGLISH)


def _made(content: ReleaseContent) -> datetime:
    return _local(content, content.made_at)


def _local(content: ReleaseContent, at: str) -> datetime:
    return moment_of(at).astimezone(ZoneInfo(content.election.time_zone))


def checkpoint_sheet(  # noqa: PLR0913 - all that stands on the page
    seen: SeenCheckpoint,
    election: Election,
    canvass: Canvass,
    now: datetime,
    *,
    practice: bool,
    outside: str = "",
    left: str = "",
    language: Language = ENGLISH,
) -> bytes:
    """A page with a signed checkpoint for those who want to keep it, and the canvass as it stands.

    `outside` says that the pack in force is not the law on the day of the election, and is empty where it is; `left` that the
    record is not the shared one, and is empty where it is. `now` carries the county's time zone.
    """
    data = {
        **_page(election, seen.note, practice=practice, outside=outside),
        **({"left": left} if left else {}),
        "title": _("Checkpoint of the record"),
        "what": _(
            "Printed {when}, for those who want to check later that nothing was changed.", when=long_day_and_hour(now)
        ),
        "covers": _covers(seen),
        "envelopes": figures(canvass),
        "use": [
            _("The figures above are of this moment and are not final while envelopes are held or undecided."),
            _("With any later copy of the record it proves that none of these entries was changed, removed or added."),
            _("It says nothing about any voter, and nothing about any vote."),
        ],
    }
    return _set("checkpoint.typ", data, now, language)


def _covers(seen: SeenCheckpoint) -> Words:
    signed = _("{person} signed the first {size} entries of the office's record.", person=seen.signer, size=seen.size)
    if not seen.newer:
        return signed
    since = n_("{count} entry has been added since.", "{count} entries have been added since.", seen.newer)
    return beside(signed, since)


def _set(template: str, data: Mapping[str, Any], at: datetime, language: Language) -> bytes:
    return set_page(template, data, at, language, _lines)


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("practice", "outside", "left", "over", "title", "what"):
        yield from (data[key], "") if data.get(key) else ()
    for words, *numbers, _level in (*data["envelopes"], *data.get("marked", ())):
        yield f"{words}: {' / '.join(number for number in numbers if number)}"
    yield from ("", *data.get("notes", ()), *data.get("corrects", ()))
    for key in ("covers", "note", "keep"):
        yield from ("", *data.get(key, "").split("\n"))
    yield from ("", *data.get("use", ()), *(f"{'_' * 40}  {who}" for who in data.get("sign", ())), "", data["foot"])


def figures(canvass: Canvass) -> list[Figure]:
    """The canvass as lines for people: the five outcomes, what is not counted by its primary reason, and the sum."""
    outcomes = canvass.outcomes
    reasons = [(reason_words(code), f"{number:,}", 1) for code, number in canvass.reasons.items() if number]
    found: list[Figure] = []
    for name, words in FIGURES.items():
        found.append((words, f"{getattr(outcomes, name):,}", 0))
        found += reasons if name == "not_counted" else ()
    return found


def _page(election: Election, note: str, *, practice: bool, outside: str) -> dict[str, Any]:
    return {
        "over": over(election),
        "practice": PRACTICE if practice else "",
        "outside": _("Rules: {sentence}", sentence=outside) if outside else "",
        "note": note.strip("\n"),
        "keep": KEEP,
        "foot": FOOT,
    }


def _counted(envelopes: int) -> str:
    return SAID["one" if envelopes == 1 else "many"].format(number=f"{envelopes:,}")
