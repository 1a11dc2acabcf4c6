"""Writing a release: whole or not at all, as a folder and as one ZIP beside it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from adjudicator.at_rest import foreign
from adjudicator.at_rest.durable import only_writer, sync_file, sync_folder, sync_open
from adjudicator.at_rest.presence import nobody_else
from adjudicator.export.archive import write_archive
from adjudicator.export.files import Package, Parts, is_apart, with_room
from adjudicator.export.manifest import MANIFEST, ROOM, FileMark, manifest_bytes
from adjudicator.export.standing import SIGNATURE
from adjudicator.log.file.errors import the_world
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class WrittenRelease:
    """Where a release lies. `digests` maps each file, the manifest too, to its SHA-256 (hexadecimal).

    `room_archive` is the tabulation room's package; `archive` has all other files.
    """

    folder: Path
    archive: Path
    room_archive: Path
    digests: Mapping[str, str]


def write_release(folder: Path, package: Package) -> WrittenRelease | Refusal:
    """Write a release into a folder that is not there yet, and as two ZIPs beside it, one of them the tabulation room's.

    Everything is written under a temporary name beside, synced, then renamed. The same release written before is accepted;
    anything else of that name is refused and left alone, and so is what `Package.made` refuses. Raises WorldError (disk full,
    read-only, ...), and then nothing half-written is left.
    """
    archive, room_archive = folder.with_name(f"{folder.name}.zip"), room_archive_of(folder)
    with the_world(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _workplace(folder) as place:
            new_folder, new_archive = place / folder.name, place / archive.name
            digests = _write_files(new_folder, package)
            if isinstance(digests, Refusal):
                return digests
            new_room = place / room_archive.name
            write_archive(new_archive, new_folder, (name for name in digests if not is_apart(name)))
            room = (name.removeprefix(f"{ROOM}/") for name in digests if name.startswith(f"{ROOM}/"))
            write_archive(new_room, new_folder / ROOM, room)
            written = ((folder, new_folder), (archive, new_archive), (room_archive, new_room))
            sync_file(new_archive)
            sync_file(new_room)
            for target, new in written:
                if _is_other(target, new):
                    return _refused(target)
            for target, new in written:
                _publish(new, target)
            sync_folder(folder.parent)
    return WrittenRelease(folder, archive, room_archive, digests)


def room_archive_of(folder: Path) -> Path:
    """The ZIP of the tabulation room's package of a release in that folder."""
    return folder.with_name(f"{folder.name}-tabulation-room.zip")


def workplace_of(folder: Path) -> Path:
    """The temporary folder beside a release in which it is written; left there by a run that was killed."""
    return folder.with_name(f".{folder.name}.partial")


def clear_workplace(folder: Path) -> bool:
    """Remove what a run that was killed left of a release, where nobody is writing it; whether there was anything."""
    place = workplace_of(folder)
    if not place.is_dir():
        return False
    with suppress(WorldError, OSError), nobody_else(place, 0.0):
        shutil.rmtree(place, ignore_errors=True)
    return not place.exists()


@contextmanager
def _workplace(folder: Path) -> Generator[Path]:
    """A temporary folder beside the target, on the same disk so that renaming is one step; gone afterwards.

    Raises WorldError "locked" where somebody else is writing this release there.
    """
    place = workplace_of(folder)
    with only_writer(place, called=folder):
        shutil.rmtree(place, ignore_errors=True)  # left by a run that was killed
        try:
            place.mkdir()
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _write_files(folder: Path, package: Package) -> dict[str, str] | Refusal:
    marks = _write_all(folder, package.record)
    made = package.made()
    if isinstance(made, Refusal):
        return made
    marks |= _write_all(folder, {name: made.parts[name] for name in sorted(made.parts)})
    for name, data in with_room(made, marks, package.signature).items():
        marks[name] = _write(folder / name, partial(_once, data))
    manifest = manifest_bytes(made.claims, marks)
    marks[MANIFEST] = _write(folder / MANIFEST, lambda: iter((manifest,)))
    signature = package.signature(made.claims["release"], marks[MANIFEST].sha256)
    marks[SIGNATURE] = _write(folder / SIGNATURE, lambda: iter((signature,)))
    for place in sorted({folder, *((folder / name).parent for name in marks)}):
        sync_folder(place)
    return {name: marks[name].sha256 for name in sorted(marks)}


def _once(data: bytes) -> Iterator[bytes]:
    yield data


def _write_all(folder: Path, files: Mapping[str, Parts]) -> dict[str, FileMark]:
    marks: dict[str, FileMark] = {}
    for name, parts in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        marks[name] = _write(folder / name, parts)
    return marks


def _write(path: Path, parts: Parts) -> FileMark:
    sha256, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for part in parts():
            file.write(part)
            sha256.update(part)
            size += len(part)
        sync_open(file)
    return FileMark(sha256.hexdigest(), size)


def _is_other(target: Path, new: Path) -> bool:
    """Whether something else than what is to be written has the target's name; an empty folder is nothing, a link is."""
    if target.is_symlink():
        return True
    if not target.exists():
        return False
    if target.is_dir() != new.is_dir():
        return True
    if target.is_file():
        return _digest(target) != _digest(new)
    there, wanted = _inside(target), _inside(new)
    if not there:
        return False
    return there.keys() != wanted.keys() or any(
        there[name].is_dir() != wanted[name].is_dir()
        or (wanted[name].is_file() and _digest(there[name]) != _digest(wanted[name]))
        for name in wanted
    )


def _inside(folder: Path) -> dict[Path, Path]:
    """Everything in a folder, however deep, by where it stands in it."""
    return {path.relative_to(folder): path for path in folder.rglob("*")}


def _publish(new: Path, target: Path) -> None:
    if target.is_dir() and not any(target.iterdir()):
        target.rmdir()
    if not target.exists():
        new.rename(target)


def _refused(target: Path) -> Refusal:
    words = _(
        "{folder} is already there and holds something else. A release is never overwritten: choose another folder, or "
        "move that one away.",
        folder=target.name,
    )
    return Refusal("release_exists", words)


def _digest(path: Path) -> str:
    with foreign.opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
