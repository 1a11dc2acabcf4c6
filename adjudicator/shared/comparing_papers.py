"""Scans and roll at the server, opened and held against those beside a copy; one scan, or one part of the roll, at a time."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from pathlib import Path

from adjudicator.at_rest import durable, foreign
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.scans import ScanFile
from adjudicator.log.file import errors
from adjudicator.log.file.findings import Findings
from adjudicator.port.scans import of_envelope
from adjudicator.records.trouble import WorldError
from adjudicator.roll.checking import RollReport, check_roll
from adjudicator.shared.case_key import CaseKey, NotOursError
from adjudicator.shared.papers import PART, about_part, name_of, roll_at_hand, roll_key, scan_at
from adjudicator.shared.server import Server
from adjudicator.words import Words, _

_OF_ENVELOPE = of_envelope("")


def compare_scans(log: CaseLog, server: Server, key: CaseKey, findings: Findings) -> None:
    """Compare scans by name and digest. Stations bring and fetch them now and then, so one that is only on one side is no
    error. No name of a scan is told: it may be a voter's.
    """
    held = ScanFile(log.path, log.passphrase).digests()
    there = {hidden: name_of(hidden, key) for hidden in server.scan_names()}
    for hidden, name in sorted(there.items(), key=lambda each: each[1] or ("", "")):
        if name is None:
            findings.add("server.scan", _("a scan"))
        elif name not in held:
            findings.add("server.scan_extra", _place_of(name[0]))
        else:
            content = scan_at(server, hidden, key)
            if content is None or hashlib.sha256(content).digest() != held[name]:
                findings.add("server.scan", _place_of(name[0]))
    for came_with, __ in sorted(held.keys() - set(there.values())):
        findings.add("server.scan_lacks", _place_of(came_with))


def _place_of(came_with: str) -> Words:
    if came_with.startswith(_OF_ENVELOPE):
        return _("scan of envelope {number}", number=came_with.removeprefix(_OF_ENVELOPE))
    return _("scan of list {list}", list=came_with[:12])


def compare_roll(log: CaseLog, server: Server, key: CaseKey, findings: Findings) -> None:
    """Compare the roll that the case names part by part.

    Where its bytes are not those of the file here, or there is none, the rows have to give the id that the case names: the
    same roll under another passphrase has other bytes.
    """
    wanted = log.case().roll
    here = roll_at_hand(log) if wanted else None
    if not wanted or not server.roll(wanted, 0):
        if here is not None:
            findings.add("server.roll_lacks", _("roll"))
        return
    wrong, other = _parts_apart(server, key, wanted, here)
    if other is not None and not wrong and not _is_that_roll(log, server, key, wanted):
        wrong = [other]
    for part in wrong:
        findings.add("server.roll", _("roll, part {part}", part=str(part + 1)))


def _parts_apart(server: Server, key: CaseKey, wanted: str, here: Path | None) -> tuple[list[int], int | None]:
    """The parts at the server that do not open, or have more or less than the file here and else the same; and the first that
    has other bytes, which without a file is the first of all. Parts count from 0.
    """
    wrong, other, part = list[int](), None if here is not None else 0, 0
    with ExitStack() as stack:
        file = None
        if here is not None:
            stack.enter_context(errors.the_world(here))
            file = stack.enter_context(foreign.opened(here))
        while box := server.roll(wanted, part):
            own = file.read(PART) if file is not None else b""
            try:
                content = key.show(box, about_part(wanted, part))
            except NotOursError:
                wrong.append(part)
            else:
                if other is None and content.startswith(own) != own.startswith(content):
                    wrong.append(part)
                elif other is None and content != own:
                    other = part
            part += 1
        if other is None and file is not None and file.read(1):
            wrong.append(part)
    return wrong, other


def _is_that_roll(log: CaseLog, server: Server, key: CaseKey, wanted: str) -> bool:
    """Whether the rows of the server's roll, which all opens, give the id; it lies beside the copy while it is looked at."""
    out, part = log.path.with_name(f"{log.path.stem}-server.roll"), 0
    with errors.the_world(out), durable.written_aside(out) as aside:
        with aside.open("wb") as file:
            while box := server.roll(wanted, part):
                file.write(key.show(box, about_part(wanted, part)))
                part += 1
        opens = [log.passphrase, roll_key(wanted, server, key)]
        reports = [report for each in opens if (report := _checked(aside, each)) is not None]
    return any(report.id == wanted and not report.findings for report in reports)


def _checked(roll: Path, passphrase: Passphrase | None) -> RollReport | None:
    """What a check of a roll found; None where it is none, or does not open so."""
    try:
        return check_roll(roll, passphrase)
    except WorldError:
        return None
