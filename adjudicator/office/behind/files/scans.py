"""Scans that came with an envelope list: kept encrypted where the case is, and found again for an envelope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from adjudicator.at_rest.beginning import is_open_here
from adjudicator.at_rest.foreign import bytes_of
from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.state import EnvelopeState, FileState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.scans import ScanFile, scans_of
from adjudicator.log.file.findings import FINDINGS, CheckFinding
from adjudicator.port.scans import Progress, Scans, of_envelope
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import WorldError
from adjudicator.words import _, beside, n_


def scan_names(envelope: Envelope) -> tuple[str, ...]:
    """The names of an envelope's scans, without any folder; ";" stands between them."""
    return names_in(envelope.image)


def names_in(image: str) -> tuple[str, ...]:
    """The names that stand in the column of scans."""
    return tuple(Path(name.strip()).name for name in image.split(";") if name.strip())


def keeping(
    scans: Scans, digest: str, path: Path, envelopes: Iterable[Envelope]
) -> Callable[[Progress | None], None] | None:
    """The keeping of the scans beside an envelope list, as a call that may be made on another thread; None without any.

    In a case that is not encrypted they stay where they are.
    """
    files = [path.parent / name for envelope in envelopes for name in scan_names(envelope)]
    if not scans.are_kept or not any(file.is_file() for file in files):
        return None
    return lambda progress: scans.keep(digest, _readable(files), progress)


def _readable(files: Iterable[Path]) -> Mapping[str, Callable[[], bytes]]:
    there = (file for file in files if file.is_file() and not is_open_here(file))
    return {file.name: partial(bytes_of, file) for file in there}


def kept(scans: Scans, digest: str) -> Mapping[str, Callable[[], bytes]]:
    """Names of the scans that are kept of an envelope list, each with how its bytes are read: none where it cannot be."""
    try:
        names = scans.names(digest)
    except WorldError:
        return {}
    return {name: partial(_read, scans, digest, name) for name in names}


def verifying_scans(log: CaseLog) -> Callable[[Progress], tuple[CheckFinding, ...]]:
    """The check that the scans which envelopes name are there and are those that were kept, as a call for any thread; an
    observer's copy names none.

    The record says which scans there are to be and not what is on them: of those in the clear it is the names that are looked
    for, and those that are kept encrypted are held against the SHA-256 with which they were kept.
    """
    open_again = log.reader

    def check(progress: Progress) -> tuple[CheckFinding, ...]:
        with open_again() as reader:
            if reader.is_for_observers:
                return ()
            try:
                looked = _looked_at(reader, progress)
            except (*UNFIT, WorldError):  # the case is damaged, and says so itself
                return ()
            found = (_missing(reader, looked), _changed(reader, looked))
            return tuple(finding for finding in found if finding is not None)

    return check


@dataclass(slots=True)
class _Looked:
    """How many scans envelopes name, and the envelope of each that is not there, or is not the one that was kept."""

    named: int = 0
    missing: list[str] = field(default_factory=list[str])
    changed: list[str] = field(default_factory=list[str])


def _looked_at(log: CaseLog, progress: Progress) -> _Looked:
    there, looked = _Places(log, progress), _Looked()
    for state in log.states(EnvelopeState):
        commitment = state.sealed.get("image", "")
        for name in names_in(log.unseal(commitment)) if commitment else ():
            looked.named += 1
            if not there.has(state.file, name):
                looked.missing.append(state.number)
            elif there.is_changed(state.file, name):
                looked.changed.append(state.number)
        matched = there.matched(state.number)
        looked.named += len(matched)
        looked.changed += [state.number for changed in matched if changed]
    return looked


class _Places:
    """Where scans are: kept encrypted beside the case, by the list they came with; in the clear, beside that list."""

    def __init__(self, log: CaseLog, progress: Progress) -> None:
        self._log, self._scans = log, ScanFile(log.path, log.passphrase)
        self._lists: dict[str, str] = {}
        self._kept: dict[str, frozenset[str]] = {}
        self._folders: dict[str, Path] = {}
        self._of_envelopes: dict[str, list[str]] = {}
        self._changed = frozenset[tuple[str, str]]()
        try:
            self._changed = self._scans.changed(progress)
            for came_with, name, __ in self._scans.held():
                if name:
                    self._of_envelopes.setdefault(came_with, []).append(name)
        except WorldError:  # then none is there
            pass

    def has(self, listed: str, name: str) -> bool:
        """Whether the scan of an envelope that came with a list (by the record's id of it, empty for one entered by hand) is
        there.
        """
        if listed not in self._kept:
            # scans are kept under the SHA-256 of their list, which is sealed since form 4.0 and stood in the clear before
            self._lists[listed] = self._log.unseal_many([listed]).get(listed, listed)
            self._kept[listed] = frozenset(kept(self._scans, self._lists[listed]))
            file = self._log.state(FileState, listed) if listed else None
            beside = self._log.path.parent
            self._folders[listed] = (beside / self._log.unseal(file.name)).parent if file and file.name else beside
        return name in self._kept[listed] or (self._folders[listed] / name).is_file()

    def matched(self, number: str) -> tuple[bool, ...]:
        """For each scan that was matched to an envelope, whether it is not the one that was kept."""
        came_with = of_envelope(number)
        return tuple((came_with, name) in self._changed for name in self._of_envelopes.get(came_with, ()))

    def is_changed(self, listed: str, name: str) -> bool:
        """Whether a scan that is there is kept, and is not the one that was; a second one in the clear does not help."""
        return (self._lists[listed], name) in self._changed


def _missing(log: CaseLog, looked: _Looked) -> CheckFinding | None:
    if not looked.missing:
        return None
    words = n_(
        "{count} of {named} scans that envelopes name is not there (envelopes {numbers}).",
        "{count} of {named} scans that envelopes name are not there (envelopes {numbers}).",
        len(looked.missing),
        named=looked.named,
        numbers=_first(looked.missing),
    )
    remedy = _from_backup(log) if log.is_encrypted else PUT_BACK
    return CheckFinding("scans.missing", FINDINGS["scans.missing"][0], "scans", beside(words, remedy))


def _changed(log: CaseLog, looked: _Looked) -> CheckFinding | None:
    if not looked.changed:
        return None
    words = n_(
        "{count} of {named} scans that envelopes name is not the one that was kept (envelopes {numbers}).",
        "{count} of {named} scans that envelopes name are not those that were kept (envelopes {numbers}).",
        len(looked.changed),
        named=looked.named,
        numbers=_first(looked.changed),
    )
    return CheckFinding("scans.changed", FINDINGS["scans.changed"][0], "scans", beside(words, _from_backup(log)))


def _first(numbers: Iterable[str]) -> str:
    several = list(dict.fromkeys(numbers))
    first = ", ".join(several[:FIRST])
    return _("{numbers} and others", numbers=first) if len(several) > FIRST else first


def _from_backup(log: CaseLog) -> str:
    return _("Put {file} of the newest backup beside the case.", file=scans_of(log.path).name)


FIRST = 5
PUT_BACK = _("Put them back beside the list that they came with, or beside the case.")


def _read(scans: Scans, digest: str, name: str) -> bytes:
    try:
        return scans.read(digest, name)
    except WorldError:
        return b""
