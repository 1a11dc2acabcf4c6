"""Scans and roll of a shared record: brought by the station that has them, fetched by the others, encrypted on the way."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from pathlib import Path

from adjudicator.at_rest import durable, foreign
from adjudicator.at_rest.passphrase import SALT_BYTES, KeyOfFile, Passphrase, is_encrypted
from adjudicator.casework.record.state import FileState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.rekeying import lies_under, written_anew
from adjudicator.log.copies.scans import ScanFile
from adjudicator.log.file import errors
from adjudicator.records.trouble import WorldError
from adjudicator.roll import Roll
from adjudicator.shared.case_key import CaseKey, NotOursError
from adjudicator.shared.server import Server
from adjudicator.words import _

PART = 1 << 20
"""So many bytes of a roll go over the line at once."""

LOOK_EVERY = 300.0
"""Seconds between two looks at what other stations have brought."""

_AT_CLOSING = 1.0
_AT_ONCE = 20
_SCAN, _LIST = "scan", "list"


class Exchange:
    """Brings and fetches scans and roll on a thread of its own, now and then, while a copy is open."""

    def __init__(self, case: Path, passphrase: Passphrase | None, server: Server, key: CaseKey) -> None:
        self._case, self._passphrase, self._server, self._key = case, passphrase, server, key
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scans and roll", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Begin nothing more; what is under way has a second, and is then left to itself."""
        self._closed.set()
        self._thread.join(_AT_CLOSING)

    def once(self) -> None:
        """Bring what the server lacks, and fetch what this copy does. Raises WorldError."""
        bring_scans(self._case, self._passphrase, self._server, self._key)
        fetch_scans(self._case, self._passphrase, self._server, self._key)
        with CaseLog.open(self._case, read_only=True, passphrase=self._passphrase) as log:
            wanted, roll = log.case().roll, roll_at_hand(log)
            if roll is not None and not self._server.roll(wanted, 0):
                bring_roll(roll, wanted, self._server, self._key, log.passphrase)
            elif roll is None:
                fetch_roll(log, self._server, self._key)

    def _run(self) -> None:
        while not self._closed.is_set():
            with suppress(WorldError, OSError):  # the next look comes
                self.once()
            self._closed.wait(LOOK_EVERY)


def roll_at_hand(log: CaseLog) -> Path | None:
    """The file of the roll that the case names, beside the case file or where the record says; None where it is not there."""
    wanted = log.case().roll
    state = log.state(FileState, wanted) if wanted else None
    if state is None or not state.name:
        return None
    named = Path(log.unseal(state.name))
    places = (place for place in (log.path.parent / named.name, named) if place.is_file())
    return next((place for place in places if _is_roll(place, wanted, log.passphrase)), None)


def _is_roll(place: Path, wanted: str, passphrase: Passphrase | None) -> bool:
    try:
        with Roll.open(place, passphrase) as roll:
            return roll.info.id == wanted
    except (OSError, ValueError, WorldError):
        return False


def bring_scans(case: Path, passphrase: Passphrase | None, server: Server, key: CaseKey) -> int:
    """Bring the scans of a case that the server does not have; gives how many there were."""
    scans, there = ScanFile(case, passphrase), server.scan_names()
    names = sorted((came_with, name) for came_with, name, __ in scans.held() if name)
    for came_with, name in names:
        hidden = key.hide_name(came_with, _LIST), key.hide_name(name, _SCAN)
        if hidden not in there:
            server.put_scan(*hidden, key.hide(scans.read(came_with, name), "\n".join(hidden).encode()))
    return len(names)


def fetch_scans(case: Path, passphrase: Passphrase | None, server: Server, key: CaseKey) -> int:
    """Fetch the scans that the copy does not have; gives how many came. One that does not open is left out."""
    scans = ScanFile(case, passphrase)
    held = {(came_with, name) for came_with, name, __ in scans.held() if name}
    missing = [(name, hidden) for hidden in sorted(server.scan_names()) if (name := name_of(hidden, key)) not in held]
    came = 0
    for at in range(0, len(missing), _AT_ONCE):
        found = {name: scan_at(server, hidden, key) for name, hidden in missing[at : at + _AT_ONCE] if name is not None}
        files = {name: partial(_given, content) for name, content in found.items() if content is not None}
        if files:
            scans.keep_all(files)
        came += len(files)
    return came


def name_of(hidden: tuple[str, str], key: CaseKey) -> tuple[str, str] | None:
    """What a scan came with, and its name, as the server has them; None where they do not open."""
    try:
        return key.show_name(hidden[0], _LIST), key.show_name(hidden[1], _SCAN)
    except NotOursError:
        return None


def scan_at(server: Server, hidden: tuple[str, str], key: CaseKey) -> bytes | None:
    """A scan at the server by its encrypted name; None where it does not open."""
    try:
        return key.show(server.scan(*hidden), "\n".join(hidden).encode())
    except NotOursError:
        return None


def _given(content: bytes) -> bytes:
    return content


def bring_roll(roll: Path, id_: str, server: Server, key: CaseKey, passphrase: Passphrase | None) -> None:
    """Bring a roll's file, in parts. With one that is encrypted goes the key of this file alone: a station that joins under
    another passphrase opens it with that.
    """
    with errors.the_world(roll), foreign.opened(roll) as file:
        part = 0
        if passphrase is not None and is_encrypted(roll):
            own_key = passphrase.raw_key(file.read(SALT_BYTES)).encode()
            file.seek(0)
            server.put_roll(_key_of(id_), 0, key.hide(own_key, about_part(_key_of(id_), 0)))
        while content := file.read(PART):
            server.put_roll(id_, part, key.hide(content, about_part(id_, part)))
            part += 1


def fetch_roll(log: CaseLog, server: Server, key: CaseKey) -> Path | None:
    """Fetch the roll that the case names to beside the copy, under its own name; None where the server has none, or a file of
    that name lies there.

    Raises WorldError "damaged" where a part is not what a station brought.
    """
    wanted = log.case().roll
    state = log.state(FileState, wanted) if wanted else None
    if state is None or not state.name:
        return None
    out = log.path.parent / Path(log.unseal(state.name).replace("\\", "/")).name
    if out.exists() or not server.roll(wanted, 0):
        return None
    with errors.the_world(out), durable.whole_or_nothing(out) as unfinished, unfinished.open("wb") as file:
        part = 0
        while box := server.roll(wanted, part):
            try:
                file.write(key.show(box, about_part(wanted, part)))
            except NotOursError:
                raise errors.damaged(out, _("a part of it was changed at the server")) from None
            part += 1
        file.close()
        _put_under_own(unfinished, log.passphrase, roll_key(wanted, server, key))
    return out


def roll_key(id_: str, server: Server, key: CaseKey) -> Passphrase | None:
    """The key of the roll's file at the server; None where there is none, or it does not open."""
    box = server.roll(_key_of(id_), 0)
    try:
        return KeyOfFile(key.show(box, about_part(_key_of(id_), 0)).decode()) if box else None
    except (NotOursError, ValueError):
        return None


def _key_of(id_: str) -> str:
    """What the key of a roll's file is kept under at the server; no roll has such an id."""
    return f"{id_} key"


def _put_under_own(roll: Path, own: Passphrase | None, came_under: Passphrase | None) -> None:
    """Write a roll that came under another passphrase anew under that of the copy."""
    if not is_encrypted(roll) or lies_under(roll, own) or came_under is None or not lies_under(roll, came_under):
        return
    with written_anew(roll, came_under, own, lambda __: None) as put_in_place:
        put_in_place()


def about_part(id_: str, part: int) -> bytes:
    """What the box of one part of a roll says that it is about."""
    return f"roll {id_} {part}".encode()
