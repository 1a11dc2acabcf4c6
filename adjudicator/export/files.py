"""The files of a release, each made in parts when it is wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from adjudicator.export.content import ReleaseContent
from adjudicator.export.corrections import corrections
from adjudicator.export.envelope_files import contests, dispositions
from adjudicator.export.group_files import contest_totals, groups, groups_in_full
from adjudicator.export.manifest import MANIFEST, ROOM, FileMark, claims, manifest_bytes, room_manifest_bytes
from adjudicator.export.manifest_versions import LOOKED_UP_SINCE, TAKES_AWAY_SINCE, VERSION
from adjudicator.export.paper.summary import summary, summary_json
from adjudicator.export.public_plan import joined_lines
from adjudicator.export.standing import (
    CHECKPOINT,
    CHECKPOINTS,
    ENTRIES,
    SIGNATURE,
    SIGNATURES,
    ProvenHead,
    checkpoint_file,
    checkpoints,
    entries,
    signature_of,
    signatures,
)
from adjudicator.export.status_file import status
from adjudicator.export.survey import Survey, survey
from adjudicator.export.totals import public_totals, public_totals_lines, totals
from adjudicator.export.work_order import orders_of, work_order, work_order_page
from adjudicator.records.trouble import Refusal

DEFINITION, PACKS = "definition.json", "packs"
SUMMARY, SUMMARY_DATA, GROUPS = "summary.pdf", "summary.json", "groups.csv"
STATUS_FILE = "status.csv"
PUBLIC_LINES = "totals_public_lines.csv"
"""Is in each release whose public totals were read beside those of the releases before; so it tells such a release."""
PLANNED_SINCE = 4
"""The version of the manifest since which they are."""

Parts = Callable[[], Iterator[bytes]]
"""Makes a file's bytes, piece by piece, afresh at each call."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a release that say what the record says, and what its manifest says beside them (see `claims`)."""

    parts: Mapping[str, Parts]
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Package:
    """A release on its way out.

    `record` are the files with the record, the entries first; each is made once. `made` is called after them: the states
    that the others are made from are folded while the entries are written. `signature` takes the release's id and the
    SHA-256 of its manifest.
    """

    record: Mapping[str, Parts]
    made: Callable[[], Made | Refusal]
    signature: Callable[[str, str], bytes]

    def whole(self) -> dict[str, bytes] | Refusal:
        """All files with the manifest, in memory; for a large release write the parts instead."""
        files = {name: b"".join(parts()) for name, parts in self.record.items()}
        made = self.made()
        if isinstance(made, Refusal):
            return made
        files |= {name: b"".join(parts()) for name, parts in made.parts.items()}
        files |= with_room(made, {name: mark_of(data) for name, data in files.items()}, self.signature)
        manifest = manifest_bytes(made.claims, {name: mark_of(data) for name, data in files.items()})
        signature = self.signature(made.claims["release"], mark_of(manifest).sha256)
        return {**files, MANIFEST: manifest, SIGNATURE: signature}


def release_files(content: ReleaseContent, standing: ProvenHead) -> Package:
    """The files of a release whose content is known before its record is written. The same content gives the same bytes.

    ValueError where rows are not sorted by envelope number or lack a determination.
    """
    made = made_files(content)
    return Package(record_files(standing), lambda: made, partial(signature_of, standing))


def record_files(standing: ProvenHead) -> dict[str, Parts]:
    """The files with the record, in the order in which they are to be made."""
    return {
        ENTRIES: partial(entries, standing),
        CHECKPOINT: partial(checkpoint_file, standing),
        CHECKPOINTS: partial(checkpoints, standing),
        SIGNATURES: partial(signatures, standing),
    }


def made_files(content: ReleaseContent, version: int = VERSION) -> Made:
    """The files that say what the record says, those of a manifest of that version; ValueError as for `release_files`."""
    takes_away, planned = version >= TAKES_AWAY_SINCE, version >= PLANNED_SINCE
    found = survey(content, takes_away=takes_away)
    joined = joined_lines(content.standings, content.earlier) if planned else None
    parts: dict[str, Parts] = {
        SUMMARY: partial(summary, content, found, joined, version),
        SUMMARY_DATA: partial(summary_json, content, found, joined, version),
        "contest_totals.csv": partial(contest_totals, content, found),
        "contests.csv": partial(contests, content, in_full=takes_away),
        "dispositions.csv": partial(dispositions, content),
        GROUPS: partial(groups_in_full, content, found) if takes_away else partial(groups, found),
        "totals.csv": partial(totals, content, found.canvass, found.taken_canvass if takes_away else None),
        "totals_public.csv": partial(public_totals, content, joined),
        DEFINITION: partial(_text, content.definition),
    }
    if joined is not None:
        parts[PUBLIC_LINES] = partial(public_totals_lines, content, joined)
    if takes_away:
        parts |= {"corrections.csv": partial(corrections, content), **_room(content, found, parts[GROUPS])}
    if version >= LOOKED_UP_SINCE:
        parts[STATUS_FILE] = partial(status, content.look_ups, content.explainer)
    return Made({**parts, **_packs(content)}, claims(content, found, takes_away=takes_away))


def _room(content: ReleaseContent, found: Survey, all_groups: Parts) -> dict[str, Parts]:
    """The tabulation room's files: its groups, the work order to read and to print, and that of what is kept apart."""
    files: dict[str, Parts] = {GROUPS: all_groups}
    for name, kept_apart in (("work_order", False), ("work_order_kept_apart", True)):
        if not kept_apart or orders_of(found, kept_apart=True):
            files[f"{name}.csv"] = partial(work_order, content, found, kept_apart=kept_apart)
            files[f"{name}.pdf"] = partial(work_order_page, content, found, kept_apart=kept_apart)
    return {in_room(name): parts for name, parts in files.items()}


def in_room(name: str) -> str:
    """The name in a release of a file of the tabulation room's package."""
    return f"{ROOM}/{name}"


ROOM_MANIFEST, ROOM_SIGNATURE = in_room(MANIFEST), in_room(SIGNATURE)


def is_apart(name: str) -> bool:
    """Whether a file is never in one package with those that lead to an envelope."""
    return name == GROUPS or name.startswith(f"{ROOM}/")


def with_room(made: Made, marks: Mapping[str, FileMark], signature: Callable[[str, str], bytes]) -> dict[str, bytes]:
    """The manifest of the tabulation room's package and the signature under it, where the release has one."""
    room = {name.removeprefix(f"{ROOM}/"): mark for name, mark in marks.items() if name.startswith(f"{ROOM}/")}
    if not room:
        return {}
    manifest = room_manifest_bytes(made.claims, room)
    signed = signature(f"{made.claims['release']}/{ROOM}", mark_of(manifest).sha256)
    return {ROOM_MANIFEST: manifest, ROOM_SIGNATURE: signed}


def pack_file(digest: str) -> str:
    """The name under which a document with a pack's tables leaves, by its own SHA-256."""
    return f"{PACKS}/{digest}.json"


def _packs(content: ReleaseContent) -> dict[str, Parts]:
    return {pack_file(document.digest): partial(_text, document.content) for document in content.packs}


def _text(text: str) -> Iterator[bytes]:
    yield text.encode()


def mark_of(data: bytes) -> FileMark:
    """The mark of a file's bytes."""
    return FileMark(hashlib.sha256(data).hexdigest(), len(data))
