"""`manifest.json`: the release's identity, where in the record it stands, and the SHA-256 of each of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adjudicator import __version__
from adjudicator.casework.record.state import LeftRecord
from adjudicator.export.content import ReleaseContent
from adjudicator.export.manifest_versions import FORMAT, VERSION
from adjudicator.export.standing import CHECKPOINT, CHECKPOINTS, ENTRIES, SIGNATURE, SIGNATURES
from adjudicator.export.survey import Survey
from adjudicator.export.vocabulary import words_digest
from adjudicator.words import _

MANIFEST = "manifest.json"
HOLDS: Mapping[str, tuple[str, str]] = {
    "dispositions.csv": (
        _("the office, the state"),
        _(
            "one row an envelope: the outcome and why, with paragraphs and what the voter is told; who determined and "
            "approved"
        ),
    ),
    "contests.csv": (_("the office, auditors"), _("one row an envelope and contest: whether it counts, and why not")),
    "corrections.csv": (
        _("the office, auditors"),
        _(
            "one row an envelope that an earlier release carried otherwise: what it was, what it is now, and in a sentence"
        ),
    ),
    "groups.csv": (
        _("the tabulation room"),
        _(
            "ballots to count and remake, by what counts; no envelope numbers. Never to be published: where a group has one "
            "ballot, a vote would follow from its results"
        ),
    ),
    "contest_totals.csv": (
        _("tabulation, canvass"),
        _(
            "how many ballots may count in each contest, at most. Never to be published: where a precinct has one ballot, "
            "a vote would follow from its results"
        ),
    ),
    "totals.csv": (_("canvass"), _("every envelope accounted for, small numbers included; not to be published")),
    "totals_public.csv": (
        _("everyone"),
        _("the same so far: the county whole, and of the rest only what tells nobody's outcome"),
    ),
    "totals_public_lines.csv": (
        _("everyone"),
        _("which precincts and other lines of totals_public.csv stand alone, and which are joined"),
    ),
    "status.csv": (
        _("the look-up for voters"),
        _("what became of the ballot of each voter with a receipt, found by number and PIN alone; not to be published"),
    ),
    "summary.pdf": (
        _("the board"),
        _("one page to sign, with the checkpoint as text and as a QR code; not to be published"),
    ),
    "summary.json": (_("auditors"), _("what that page says, to be compared with the record")),
    "definition.json": (_("auditors, observers"), _("the election's definition, as the office received it")),
    CHECKPOINT: (_("auditors, observers"), _("the record that this release was made from: its size and root, signed")),
    ENTRIES: (_("auditors, observers"), _("the record itself up to there, an entry a line, without personal data")),
    CHECKPOINTS: (_("auditors, observers"), _("every checkpoint signed until then, a JSON text a line")),
    SIGNATURES: (_("auditors, observers"), _("the signature of each act by its person, a JSON text a line")),
}
"""File -> for whom it is, and what it holds."""

OF_ROOM: Mapping[str, tuple[str, str]] = {
    "work_order.csv": (
        _("the tabulation room"),
        _("what to count as it is, what to duplicate with which contests, and what to take away; no envelope numbers"),
    ),
    "work_order.pdf": (_("the tabulation room"), _("the same to print, to work from and to sign")),
    "work_order_kept_apart.csv": (
        _("the tabulation room"),
        _("the same of ballots that are kept apart from all others"),
    ),
    "work_order_kept_apart.pdf": (_("the tabulation room"), _("the same to print: sheets of their own")),
    MANIFEST: (_("the tabulation room"), _("what the package has, with the SHA-256 of each file")),
    SIGNATURE: (_("the tabulation room"), _("the signature under that manifest")),
}
"""Files of the tabulation room's package."""

OF_A_PACK = (_("auditors, observers"), _("a pack of rules that is or was in force, named by its SHA-256"))

HOW_TO_CHECK = (
    "Compute the SHA-256 of each file listed under files and compare. No file may be missing, and there is none besides "
    "these, manifest.json and manifest.sig.",
    "manifest.sig names the SHA-256 of manifest.json under the signature of the person who released. The key stands in "
    "log/entries.jsonl, in the entry by which that person was added.",
    "The command adjudicator verify, followed by the name of this folder or of its ZIP, does the same. It also makes "
    "every file again from log/entries.jsonl, definition.json and packs, and compares.",
    "tree is the head of the office's record from which the release was made (RFC 6962): the lines of log/entries.jsonl "
    "hash to it, checkpoint.txt is it under a signature, and the record can prove that it has only grown since.",
    "Publish totals_public.csv and totals_public_lines.csv only: digests of the other files would let people try out the "
    "numbers that are withheld.",
    "status.csv is for the county's look-up, which answers the number and PIN of a receipt. Never publish the file itself, "
    "and let nobody try PINs without end: where few receipts were given, its rows alone would tell something.",
    "The folder tabulation_room is a package of its own, with a manifest and a signature of its own: hand it over apart, as "
    "the ZIP of its own. The other ZIP has neither it nor groups.csv, so that nobody gets both from one file: an envelope "
    "would lead to a ballot.",
    "groups.csv and contest_totals.csv are for the tabulation room and the canvass. Never publish them, and publish no "
    "results by their groups: where a group has one ballot, how that voter voted would follow.",
)
ROOM = "tabulation_room"
ROOM_FORMAT = "provisional-ballot-tabulation-room"
ROOM_CLAIMS = (
    "mode", "notice", "not_the_shared_record", "release", "follows", "corrects", "ballots", "made_at", "made_by", "election",
)  # fmt: skip
"""What the manifest of the tabulation room's package says of its release."""

HOW_TO_CHECK_THE_ROOM = (
    "Compute the SHA-256 of each file listed under files and compare. No file may be missing, and there is none besides "
    "these, manifest.json and manifest.sig.",
    "manifest.sig names the SHA-256 of this manifest under the signature of the person who released. The office has that "
    "person's key, and holds this package against its record: adjudicator verify CASE --release, followed by the name of "
    "this package.",
    "Nothing in this package names an envelope or a voter. Never keep it beside a file that names envelopes.",
)
NOTICE = "PRACTICE: made-up voters and envelopes. Nothing in this release is real."


def held_in(name: str) -> tuple[str, str]:
    """For whom a file of a release is, and what it holds."""
    own = name.removeprefix(f"{ROOM}/")
    if own != name or own in OF_ROOM:
        return OF_ROOM.get(own, HOLDS.get(own, (_("the tabulation room"), "")))
    return HOLDS.get(name, OF_A_PACK)


@dataclass(frozen=True, slots=True)
class FileMark:
    """By what a file is known: SHA-256 (hexadecimal) and size in bytes."""

    sha256: str
    size: int


def manifest_bytes(said: Mapping[str, Any], marks: Mapping[str, FileMark]) -> bytes:
    """Write the manifest of a release that says this and whose other files have these marks: JSON, UTF-8, files by name."""
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "program": {"version": __version__, "words": words_digest()},
        **said,
        "files": [_file(name, marks[name]) for name in sorted(marks)],
        "how_to_check": list(HOW_TO_CHECK),
    }
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()


def claims_of_room(said: Mapping[str, Any]) -> dict[str, Any]:
    """What the manifest of the tabulation room's package says of the release, as the release's own says it."""
    return {name: said[name] for name in ROOM_CLAIMS if name in said}


def room_manifest_bytes(said: Mapping[str, Any], marks: Mapping[str, FileMark]) -> bytes:
    """Write the manifest of the tabulation room's package of such a release; it can be checked without the release."""
    manifest: dict[str, Any] = {
        "format": ROOM_FORMAT,
        "version": VERSION,
        **claims_of_room(said),
        "files": [_file(name, marks[name]) for name in sorted(marks)],
        "how_to_check": list(HOW_TO_CHECK_THE_ROOM),
    }
    return (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()


def claims(content: ReleaseContent, found: Survey, *, takes_away: bool = True) -> dict[str, Any]:
    """What a manifest says of the release, beside its files; it follows from the record."""
    return {
        "mode": content.mode,
        **({"notice": NOTICE} if content.is_practice else {}),
        **({"rules_notice": content.rules_notice} if content.rules_notice else {}),
        **({"not_the_shared_record": _left(content.left)} if content.left else {}),
        "release": content.release,
        "follows": content.follows,
        "made_at": content.made_at,
        "made_by": content.made_by,
        "envelopes": found.envelopes,
        **(_takes_away(found) if takes_away else {}),
        "election": _election(content),
        "rules": {"pack": content.rules, "words": content.rules_words, "digest": content.pack_digest},
        "tree": {"size": content.head.size, "root": content.head.root.hex()},
        **({"disputed_keys": _disputed(content)} if content.disputes else {}),
        "people": {person: content.people[person] for person in sorted(found.people & set(content.people))},
    }


def _left(left: LeftRecord) -> dict[str, Any]:
    """Since when the record is not the shared one, and behind which of its entries."""
    return {"since": left.at, "behind_entry": left.size}


def _takes_away(found: Survey) -> dict[str, Any]:
    """Which releases it corrects, and how many ballots its rows come to."""
    return {"corrects": sorted(found.corrects), "ballots": {"added": found.added, "taken_away": found.removed}}


def _disputed(content: ReleaseContent) -> list[dict[str, Any]]:
    """Keys that another person had used, told since the release before, and what had left under their acts."""
    return [{"person": each.person, "since": each.since, "released": list(each.released)} for each in content.disputes]


def _election(content: ReleaseContent) -> dict[str, str]:
    election = content.election
    return {
        "name": election.name,
        "date": election.date.isoformat(),
        "state": election.state,
        "county": election.county,
        "definition": election.digest,
    }


def _file(name: str, mark: FileMark) -> dict[str, Any]:
    audience, holds = held_in(name)
    return {"name": name, "size": mark.size, "sha256": mark.sha256, "for": audience, "holds": holds}
