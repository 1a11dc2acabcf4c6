"""Scans that came with an envelope list: kept encrypted where the case is, and found again for an envelope."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from adjudicator.at_rest.rewriting import Progress
from adjudicator.log.case_log import CaseLog
from adjudicator.log.scans import keep_scans, names_kept, read_scan
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import WorldError


def scan_names(envelope: Envelope) -> tuple[str, ...]:
    """The names of an envelope's scans, without any folder; ";" stands between them."""
    return tuple(Path(name.strip()).name for name in envelope.image.split(";") if name.strip())


def keeping(
    log: CaseLog, digest: str, path: Path, envelopes: Iterable[Envelope]
) -> Callable[[Progress | None], None] | None:
    """The keeping of the scans beside an envelope list, as a call that may be made on another thread; None without any.

    In a case that is not encrypted they stay where they are.
    """
    case, passphrase = log.path, log.passphrase
    files = [path.parent / name for envelope in envelopes for name in scan_names(envelope)]
    if passphrase is None or not any(file.is_file() for file in files):
        return None
    return lambda progress: keep_scans(case, passphrase, digest, files, progress)


def kept(log: CaseLog, digest: str) -> Mapping[str, Callable[[], bytes]]:
    """Names of the scans that are kept of an envelope list, each with how its bytes are read: none where it cannot be."""
    try:
        names = names_kept(log.path, log.passphrase, digest)
    except WorldError:
        return {}
    return {name: partial(_read, log, digest, name) for name in names}


def _read(log: CaseLog, digest: str, name: str) -> bytes:
    try:
        return read_scan(log.path, log.passphrase, digest, name)
    except WorldError:
        return b""
