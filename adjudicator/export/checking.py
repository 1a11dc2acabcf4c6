"""Checking a release, folder or ZIP, against its manifest and against the record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adjudicator.export.checking_record import ReleasedRecord, check_standing, is_signed, names_manifest, read_record
from adjudicator.export.files import ROOM_MANIFEST, ROOM_SIGNATURE, is_apart
from adjudicator.export.manifest import MANIFEST, ROOM, ROOM_FORMAT
from adjudicator.export.manifest_versions import FORMAT, READABLE
from adjudicator.export.opening import ARCHIVE_FAULTS, MOST_IN_MEMORY, ReleaseSource, TooMuchError, opened
from adjudicator.export.standing import CHECKPOINT, ENTRIES, SIGNATURE
from adjudicator.log.file.errors import the_world
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class ReleaseFinding:
    """Something wrong with a release: `id` for programs, `severity` "error", the file, and one sentence in words.

    Where one row or value differs from what the record gives, `row` and `column` name it, with what it `says` and what the
    record `gives`.
    """

    id: str
    file: str
    words: str
    severity: str = "error"
    row: str = ""
    column: str = ""
    says: str = ""
    gives: str = ""

    def __str__(self) -> str:
        return self.words


def check_release(path: Path, recorded: Mapping[str, str] | None = None) -> tuple[ReleaseFinding, ...]:
    """Check every file of a release against its manifest: changed, missing or additional; nothing found: empty.

    `recorded` are the digests that a case's record has of the release, the manifest's among them: with them a changed
    manifest is found too. Raises WorldError where the release is not there or cannot be read.
    """
    with the_world(path):
        try:
            with opened(path) as source:
                return tuple(_findings(source, recorded or {}))
        except ARCHIVE_FAULTS:
            words = _("{file} is damaged or not a ZIP.", file=path.name)
            return (ReleaseFinding("archive_damaged", path.name, words),)
        except TooMuchError as error:
            words = _("{file} was not read: {why}.", file=path.name, why=error.words)
            return (ReleaseFinding("too_large", path.name, words),)


def _findings(source: ReleaseSource, recorded: Mapping[str, str]) -> Iterator[ReleaseFinding]:
    for name, what in sorted(source.closed.items()):
        words = _("{file} is {what}: it is not a file of a release, and was not read.", file=name, what=what)
        yield ReleaseFinding("file_not_read", name, words)
    too_large = [name for name in (MANIFEST, SIGNATURE, CHECKPOINT) if source.sizes.get(name, 0) > MOST_IN_MEMORY]
    for name in too_large:
        words = _(
            "{file} has {size} bytes, more than the {most} that it may have.",
            file=name,
            size=source.sizes[name],
            most=MOST_IN_MEMORY,
        )
        yield ReleaseFinding("too_large", name, words)
    if not too_large:
        yield from _of_what_is_read(source, recorded)


def _of_what_is_read(source: ReleaseSource, recorded: Mapping[str, str]) -> Iterator[ReleaseFinding]:
    if MANIFEST not in source.names:
        words = _("The manifest is missing: nothing can be checked without it.")
        yield ReleaseFinding("manifest_missing", MANIFEST, words)
        return
    listed = _listed(source, ROOM_FORMAT)
    if listed is not None:
        yield from _of_the_room(source, listed, recorded)
        return
    listed = _listed(source)
    if listed is None:
        words = _("The manifest cannot be read as one of this program's.")
        yield ReleaseFinding("manifest_unreadable", MANIFEST, words)
        return
    own = {name: _digest(source, name) for name in (MANIFEST, SIGNATURE) if name in source.names}
    # what left in the other package is not missed; the manifest's digest of it is held against the record
    here = {name: digest for name, digest in listed.items() if not (source.has_left_out(is_apart) and is_apart(name))}
    yield from _against_manifest(source, here)
    yield from _against_record({**listed, **own}, recorded)
    yield from _standing(source, listed, own[MANIFEST])


def _of_the_room(
    source: ReleaseSource, listed: Mapping[str, str], recorded: Mapping[str, str]
) -> Iterator[ReleaseFinding]:
    """The tabulation room's package by itself: its files, and that the signature is one under its manifest."""
    own = {name: _digest(source, name) for name in (MANIFEST, SIGNATURE) if name in source.names}
    yield from _against_manifest(source, listed)
    names = {name.removeprefix(f"{ROOM}/"): digest for name, digest in recorded.items() if name.startswith(f"{ROOM}/")}
    yield from _against_record({**listed, **own}, names)
    claims = json.loads(source.whole(MANIFEST))
    if SIGNATURE not in source.names:
        words = _("The manifest's signature is missing: anyone may have written it.")
        yield ReleaseFinding("signature_missing", SIGNATURE, words)
    elif not names_manifest(_text(source, SIGNATURE), f"{claims.get('release')}/{ROOM}", own[MANIFEST]):
        words = _("The signature is not one under this manifest: it is not the one that left the office.")
        yield ReleaseFinding("manifest_unsigned", SIGNATURE, words)


def _listed(source: ReleaseSource, form: str = FORMAT) -> dict[str, str] | None:
    """File -> SHA-256 as the manifest has them; None where it is not a manifest of that form."""
    try:
        manifest: Any = json.loads(source.whole(MANIFEST))
        if manifest["format"] != form or manifest["version"] not in READABLE:
            return None
        return {str(item["name"]): str(item["sha256"]) for item in manifest["files"]}
    except (KeyError, TypeError, RecursionError, *ARCHIVE_FAULTS):
        return None


def _against_manifest(source: ReleaseSource, listed: Mapping[str, str]) -> Iterator[ReleaseFinding]:
    for name in sorted(source.names.keys() | listed.keys()):
        if name in (MANIFEST, SIGNATURE) and source.names[name] == 1:
            continue
        if source.names[name] > 1:
            words = _("{file} is in the archive {times} times.", file=name, times=source.names[name])
            yield ReleaseFinding("file_twice", name, words)
        elif name not in source.names:
            yield ReleaseFinding("file_missing", name, _("{file} is missing.", file=name))
        elif name not in listed:
            words = _("{file} does not belong to the release: the manifest has no such file.", file=name)
            yield ReleaseFinding("file_extra", name, words)
        elif _digest(source, name) != listed[name]:
            words = _("{file} is not what was released: its SHA-256 differs.", file=name)
            yield ReleaseFinding("file_changed", name, words)


def _standing(source: ReleaseSource, listed: Mapping[str, str], manifest: str) -> Iterator[ReleaseFinding]:
    """What the release carries of the record. Without it nobody's signature can be checked, and nothing is taken on trust."""
    if SIGNATURE not in source.names:
        words = _("The manifest's signature is missing: anyone may have written it.")
        yield ReleaseFinding("signature_missing", SIGNATURE, words)
    for name in (ENTRIES, CHECKPOINT):
        if name not in listed:
            words = _("The manifest lists no {file}: without it nobody can see who signed this release.", file=name)
            yield ReleaseFinding("record_missing", name, words)
    if any(source.names[name] != 1 or _digest(source, name) != listed.get(name) for name in (ENTRIES, CHECKPOINT)):
        return
    record = read_record(source.lines(ENTRIES))
    claims = json.loads(source.whole(MANIFEST))
    checkpoint = _text(source, CHECKPOINT)
    for found in check_standing(record, claims, checkpoint):
        yield ReleaseFinding(*found)
    signed = SIGNATURE not in source.names or is_signed(record, claims, manifest, _text(source, SIGNATURE), checkpoint)
    if not signed:
        person = str(claims.get("made_by"))
        words = _("{person} has not signed this manifest: it is not the one that left the office.", person=person)
        yield ReleaseFinding("manifest_unsigned", SIGNATURE, words)
    yield from _room_signed(source, listed, record, checkpoint)


def _room_signed(
    source: ReleaseSource, listed: Mapping[str, str], record: ReleasedRecord, checkpoint: str
) -> Iterator[ReleaseFinding]:
    """That the manifest of the tabulation room's package has the same person's signature."""
    if ROOM_MANIFEST not in listed or not {ROOM_MANIFEST, ROOM_SIGNATURE} <= source.names.keys():
        return  # what is missing is told elsewhere
    claims = json.loads(source.whole(MANIFEST))
    room = {**claims, "release": f"{claims.get('release')}/{ROOM}"}
    digest = _digest(source, ROOM_MANIFEST)
    if not is_signed(record, room, digest, _text(source, ROOM_SIGNATURE), checkpoint):
        words = _(
            "{person} has not signed {file}: it is not the one that left the office.",
            person=str(claims.get("made_by")),
            file=ROOM_MANIFEST,
        )
        yield ReleaseFinding("manifest_unsigned", ROOM_SIGNATURE, words)


def _text(source: ReleaseSource, name: str) -> str:
    return source.whole(name).decode("utf-8", "replace")


def _against_record(found: Mapping[str, str], recorded: Mapping[str, str]) -> Iterator[ReleaseFinding]:
    for name in sorted(recorded):
        if found.get(name) != recorded[name]:
            words = _(
                "{file} is not the one that the case's record names: its SHA-256 differs from the record's.", file=name
            )
            yield ReleaseFinding("not_as_recorded", name, words)


def _digest(source: ReleaseSource, name: str) -> str:
    """SHA-256 of a file, hexadecimal; empty where the archive's own check sum says that it is damaged."""
    sha256 = hashlib.sha256()
    try:
        for piece in source.pieces(name):
            sha256.update(piece)
    except ARCHIVE_FAULTS:
        return ""
    return sha256.hexdigest()
