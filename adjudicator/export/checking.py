"""Checking a release, folder or ZIP, against its manifest and against the record."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from adjudicator.at_rest import foreign
from adjudicator.export.checking_record import check_standing, is_signed, read_record
from adjudicator.export.manifest import FORMAT, MANIFEST, READABLE
from adjudicator.export.standing import CHECKPOINT, ENTRIES, SIGNATURE
from adjudicator.log.errors import the_world


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
            with _opened(path) as source:
                return tuple(_findings(source, recorded or {}))
        except zipfile.BadZipFile:
            return (ReleaseFinding("archive_damaged", path.name, f"{path.name} is damaged or not a ZIP."),)


@dataclass(frozen=True, slots=True)
class _Source:
    """The names in a release, as often as they occur, and a way to read one."""

    names: Counter[str]
    read: Callable[[str], IO[bytes]]


@contextmanager
def _opened(path: Path) -> Generator[_Source]:
    if path.is_dir():
        files = {found.relative_to(path).as_posix(): found for found in path.rglob("*") if not found.is_dir()}
        yield _Source(Counter(list(files)), lambda name: foreign.opened(files[name]))
        return
    with foreign.opened(path) as file, zipfile.ZipFile(file) as archive:
        names = Counter(entry.filename for entry in archive.infolist() if not entry.is_dir())
        yield _Source(names, archive.open)


def _findings(source: _Source, recorded: Mapping[str, str]) -> Iterator[ReleaseFinding]:
    if MANIFEST not in source.names:
        yield ReleaseFinding(
            "manifest_missing", MANIFEST, "The manifest is missing: nothing can be checked without it."
        )
        return
    listed = _listed(source)
    if listed is None:
        yield ReleaseFinding("manifest_unreadable", MANIFEST, "The manifest cannot be read as one of this program's.")
        return
    own = {name: _digest(source, name) for name in (MANIFEST, SIGNATURE) if name in source.names}
    yield from _against_manifest(source, listed)
    yield from _against_record({**listed, **own}, recorded)
    yield from _standing(source, listed, own[MANIFEST])


def _listed(source: _Source) -> dict[str, str] | None:
    """File -> SHA-256 as the manifest has them; None where it is not a manifest."""
    try:
        with source.read(MANIFEST) as file:
            manifest: Any = json.loads(file.read())
        if manifest["format"] != FORMAT or manifest["version"] not in READABLE:
            return None
        return {str(item["name"]): str(item["sha256"]) for item in manifest["files"]}
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return None


def _against_manifest(source: _Source, listed: Mapping[str, str]) -> Iterator[ReleaseFinding]:
    for name in sorted(source.names.keys() | listed.keys()):
        if name in (MANIFEST, SIGNATURE) and source.names[name] == 1:
            continue
        if source.names[name] > 1:
            yield ReleaseFinding("file_twice", name, f"{name} is in the archive {source.names[name]} times.")
        elif name not in source.names:
            yield ReleaseFinding("file_missing", name, f"{name} is missing.")
        elif name not in listed:
            yield ReleaseFinding(
                "file_extra", name, f"{name} does not belong to the release: the manifest has no such file."
            )
        elif _digest(source, name) != listed[name]:
            yield ReleaseFinding("file_changed", name, f"{name} is not what was released: its SHA-256 differs.")


def _standing(source: _Source, listed: Mapping[str, str], manifest: str) -> Iterator[ReleaseFinding]:
    """What the release carries of the record. Without it nobody's signature can be checked, and nothing is taken on trust."""
    if SIGNATURE not in source.names:
        words = "The manifest's signature is missing: anyone may have written it."
        yield ReleaseFinding("signature_missing", SIGNATURE, words)
    for name in (ENTRIES, CHECKPOINT):
        if name not in listed:
            words = f"The manifest lists no {name}: without it nobody can see who signed this release."
            yield ReleaseFinding("record_missing", name, words)
    if any(source.names[name] != 1 or _digest(source, name) != listed.get(name) for name in (ENTRIES, CHECKPOINT)):
        return
    with source.read(ENTRIES) as file:
        record = read_record(file)
    claims = json.loads(_bytes(source, MANIFEST))
    checkpoint = _text(source, CHECKPOINT)
    for found in check_standing(record, claims, checkpoint):
        yield ReleaseFinding(*found)
    signed = SIGNATURE not in source.names or is_signed(record, claims, manifest, _text(source, SIGNATURE), checkpoint)
    if not signed:
        words = f"{claims.get('made_by')} has not signed this manifest: it is not the one that left the office."
        yield ReleaseFinding("manifest_unsigned", SIGNATURE, words)


def _bytes(source: _Source, name: str) -> bytes:
    with source.read(name) as file:
        return file.read()


def _text(source: _Source, name: str) -> str:
    return _bytes(source, name).decode("utf-8", "replace")


def _against_record(found: Mapping[str, str], recorded: Mapping[str, str]) -> Iterator[ReleaseFinding]:
    for name in sorted(recorded):
        if found.get(name) != recorded[name]:
            words = f"{name} is not the one that the case's record names: its SHA-256 differs from the record's."
            yield ReleaseFinding("not_as_recorded", name, words)


def _digest(source: _Source, name: str) -> str:
    """SHA-256 of a file, hexadecimal; empty where the archive's own check sum says that it is damaged."""
    try:
        with source.read(name) as file:
            sha256 = hashlib.sha256()
            while piece := file.read(1 << 20):
                sha256.update(piece)
            return sha256.hexdigest()
    except zipfile.BadZipFile:
        return ""
