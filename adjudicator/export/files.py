"""The files of a release, each made in parts when it is wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from adjudicator.export.content import ReleaseContent
from adjudicator.export.envelope_files import contests, dispositions
from adjudicator.export.group_files import contest_totals, groups
from adjudicator.export.manifest import MANIFEST, FileMark, manifest_bytes
from adjudicator.export.standing import (
    CHECKPOINT,
    CHECKPOINTS,
    ENTRIES,
    SIGNATURE,
    checkpoint_file,
    checkpoints,
    entries,
    signature_of,
)
from adjudicator.export.summary import SUMMARY, summary
from adjudicator.export.survey import survey
from adjudicator.export.totals import public_totals, totals

Parts = Callable[[], Iterator[bytes]]
"""Makes a file's bytes, piece by piece, afresh at each call."""


@dataclass(frozen=True, slots=True)
class Package:
    """A release on its way out: its files by name, the manifest that their marks make, and its signature by its SHA-256."""

    parts: Mapping[str, Parts]
    manifest: Callable[[Mapping[str, FileMark]], bytes]
    signature: Callable[[str], bytes]

    def whole(self) -> dict[str, bytes]:
        """All files with the manifest, in memory; for a large release write the parts instead."""
        files = {name: b"".join(parts()) for name, parts in self.parts.items()}
        manifest = self.manifest({name: mark_of(data) for name, data in files.items()})
        return {**files, MANIFEST: manifest, SIGNATURE: self.signature(mark_of(manifest).sha256)}


def release_files(content: ReleaseContent) -> Package:
    """The files of a release. The same content gives the same bytes.

    ValueError where rows are not sorted by envelope number or lack a determination.
    """
    found, standing = survey(content), content.standing
    return Package(
        parts={
            CHECKPOINT: partial(checkpoint_file, standing),
            ENTRIES: partial(entries, standing),
            CHECKPOINTS: partial(checkpoints, standing),
            SUMMARY: partial(summary, content, found.canvass),
            "contest_totals.csv": partial(contest_totals, content, found.canvass),
            "contests.csv": partial(contests, content),
            "dispositions.csv": partial(dispositions, content),
            "groups.csv": partial(groups, found),
            "totals.csv": partial(totals, content, found.canvass),
            "totals_public.csv": partial(public_totals, content),
        },
        manifest=partial(manifest_bytes, content, found),
        signature=partial(signature_of, content.release, standing),
    )


def mark_of(data: bytes) -> FileMark:
    """The mark of a file's bytes."""
    return FileMark(hashlib.sha256(data).hexdigest(), len(data))
