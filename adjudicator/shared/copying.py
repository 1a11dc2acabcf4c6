"""A record is shared, and a station joins it: the whole of it goes to the server, and comes to a copy.

Scans and roll go along, encrypted: a station without them could show no papers and look nobody up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from adjudicator import __version__
from adjudicator.at_rest import durable
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.scans import scans_of
from adjudicator.log.file import errors, place
from adjudicator.log.station_copy import AnotherStoryError, StationCopy
from adjudicator.log.tree.acts import read_acts
from adjudicator.log.tree.merkle import root_of
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.shared.case_key import CaseKey, unwrap
from adjudicator.shared.outbox import Outbox, PulledFrom, outbox_of
from adjudicator.shared.papers import fetch_roll, fetch_scans
from adjudicator.shared.parcels import brought, opened
from adjudicator.shared.server import Founder, PulledAct, Server
from adjudicator.shared.trouble import ANOTHER_STORY, another_story, other_passphrase
from adjudicator.words import _

AT_ONCE = 1_000
"""So many acts go over the line at once, and into the copy."""

KIB_OF_FILLING = 256 << 10
"""Pages kept while a copy is filled: sealed values go to places all over the file, and a page of an encrypted file that was
let go is read, checked and decrypted anew.
"""

Told = Callable[[int, int], None]
"""Hears how many entries are done, and how many there are."""


def key_of(server: Server, passphrase: Passphrase) -> tuple[CaseKey, str]:
    """The case key that a passphrase opens, and how it is wrapped at the server; WorldError "wrong_passphrase" else."""
    wrapped = server.case_key()
    key = unwrap(wrapped, passphrase)
    if key is None:
        raise other_passphrase()
    return key, wrapped


def bring(log: CaseLog, founder: Founder, key: CaseKey, behind: int = 0, told: Told | None = None) -> Head:
    """Bring the acts of a record behind a seq to the server, in order; gives the head that it has then.

    Raises WorldError "another_story" where the server's tree over them is another one.
    """
    head, size = log.head(), log.head().size
    left = Head(behind, b"")
    # the server has a part while the next one is read and encrypted here
    with ThreadPoolExecutor(1) as other:
        under_way: Future[Head] | None = None
        for part in _in_parts(brought(act, key) for act in log.read(behind + 1)):
            left = _arrived(under_way, left, size, told)
            under_way = other.submit(founder.bring, part)
        left = _arrived(under_way, left, size, told)
    if left != head and behind != size:
        raise another_story(1)
    return head


def _arrived(under_way: Future[Head] | None, left: Head, size: int, told: Told | None) -> Head:
    """The head that the server has once the part under way is there; `left` where none is."""
    if under_way is None:
        return left
    left = under_way.result()
    if told is not None:
        told(left.size, size)
    return left


def _in_parts(acts: Iterable[PulledAct]) -> Iterator[list[PulledAct]]:
    source = iter(acts)
    while part := list(islice(source, AT_ONCE)):
        yield part


def common_with(log: CaseLog, server: Server) -> int:
    """How many entries the server has, where they are the first of this record; WorldError "another_story" else."""
    head = server.head()
    leaves = log.leaves(head.size)
    if len(leaves) == head.size and (root_of(leaves) == head.root or not head.size):
        return head.size
    own = log.head()
    if own.size < head.size and server.root_at(own.size) == own.root:
        raise nothing_to_bring()
    ends = [row.last for row in read_acts(log.db.conn)]
    raise another_story(first_apart(server, ends, leaves))


def first_apart(server: Server, ends: Sequence[int], leaves: Sequence[bytes]) -> int:
    """The seq from which on a server has another story than acts that end there, over these leaves.

    It is asked for few roots: behind an act that differs everything does.
    """
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        end = ends[middle]
        same = end <= len(leaves) and server.root_at(end) == root_of(leaves[:end])
        low, high = (middle + 1, high) if same else (low, middle)
    return ends[low - 1] + 1 if low else 1


def join(
    server: Server, out: Path, passphrase: Passphrase, url: str, *, plain: bool = False, told: Told | None = None
) -> Head:
    """Make a station's copy of a shared record, verified whole; gives its head.

    The copy is encrypted under the passphrase, unless it is to be `plain`. Raises WorldError "wrong_passphrase", "exists",
    "another_story" for a server whose acts do not make the tree that it says, "damaged" for a record that does not verify,
    and what server and disk say; nothing is left then.
    """
    key, wrapped = key_of(server, passphrase)
    place.refuse_network_drive(out)
    own = None if plain else passphrase
    refuse_beside(out)
    with errors.the_world(out), durable.whole_or_nothing(out) as unfinished:
        StationCopy.found(unfinished, own)
        logins: list[PulledFrom] = []
        with StationCopy.open(unfinished, passphrase=own) as copy:
            assert isinstance(copy, StationCopy)  # noqa: S101 - `open` makes one of its class
            _fill(copy, server, key, logins, told)
            copy.fold_back()
        head = _verified(unfinished, own)
        Outbox.make(out, own, url, wrapped)
        try:
            _note_logins(out, own, logins)
            fetch_scans(out, own, server, key)
            with StationCopy.open(unfinished, read_only=True, passphrase=own) as copy:  # in the folder of `out`
                fetch_roll(copy, server, key)
        except BaseException:
            durable.remove(outbox_of(out))
            raise
    server.say_hello(__version__, head.size, server.now())
    return head


def undo_join(out: Path) -> None:
    """Remove a copy that was just made, and what lies beside it, where it is not wanted after all. Raises WorldError."""
    with errors.the_world(out):
        for file in (outbox_of(out), scans_of(out), out):
            if file.exists():
                durable.remove(file)


def _verified(path: Path, passphrase: Passphrase | None) -> Head:
    """The head of a new copy; raises WorldError "damaged" where something else is wrong than what is in force nowhere."""
    report = verify(path, "deep", passphrase=passphrase)
    wrong = report.spoils
    if wrong is not None:
        what = _("The record at the server does not verify ({finding})", finding=wrong.id)
        raise WorldError("damaged", what, _("Tell the people who run the server, and keep every copy that there is."))
    return Head(report.entries, report.root)


def refuse_beside(out: Path) -> None:
    """Raise WorldError "exists" where something lies in the place of what a copy has beside it."""
    beside = outbox_of(out)
    if beside.exists():
        raise errors.exists(beside)


def _note_logins(out: Path, passphrase: Passphrase | None, logins: list[PulledFrom]) -> None:
    outbox = Outbox.open(out, passphrase)
    try:
        outbox.brought(logins)
    finally:
        outbox.close()


def _fill(copy: StationCopy, server: Server, key: CaseKey, logins: list[PulledFrom], told: Told | None) -> None:
    size = server.head().size
    copy.db.execute(f"PRAGMA cache_size = -{KIB_OF_FILLING}")
    for acts, root in _fetched(server, copy.head().size, size):
        try:
            pulled = copy.pull([opened(act, key) for act in acts], root)
        except AnotherStoryError:
            raise another_story(copy.head().size + 1) from None
        brought_by = {act.first: act.login for act in acts}
        logins += [PulledFrom(each.first, each.id, brought_by[each.first], each.in_force) for each in pulled]
        if told is not None:
            told(copy.head().size, max(size, copy.head().size))
    copy.take_checkpoints([note for __, note in server.checkpoints()])


def _fetched(server: Server, behind: int, size: int) -> Iterator[tuple[Sequence[PulledAct], bytes]]:
    """The acts behind a seq, part by part, each with the root behind it; the next is fetched while one is worked on."""

    def fetch(behind: int) -> tuple[Sequence[PulledAct], bytes]:
        acts = server.acts(behind + 1, AT_ONCE)
        if not acts:
            raise another_story(behind + 1)
        return acts, server.root_at(_last_of(acts)) or b""

    with ThreadPoolExecutor(1) as other:
        next_part = other.submit(fetch, behind) if behind < size else None
        while next_part is not None:
            acts, root = next_part.result()
            behind = _last_of(acts)
            next_part = other.submit(fetch, behind) if behind < size else None
            yield acts, root


def _last_of(acts: Sequence[PulledAct]) -> int:
    return acts[-1].first + len(acts[-1].entries) - 1


def refuse_what_it_left(log: CaseLog, server: Server, common: int) -> None:
    """Raise WorldError "another_story" where a server has the record that this file has left, and stations that go on
    with it.

    A server that has no station yet is a new one, on which the file is shared by itself.
    """
    left = log.case().left
    if left is not None and common <= left.size and server.stations():
        what = _(
            "This file has left the shared record behind entry {entry}, and the server has that record",
            entry=str(left.size),
        )
        remedy = _("It stays a record of its own. To share it, use another server, or a database of its own.")
        raise WorldError(ANOTHER_STORY, what, remedy)


def nothing_to_bring() -> WorldError:
    """The copy is older than what the server has."""
    what = _("The server has more entries than this file, which is an older copy of the same record")
    return WorldError("nothing_to_bring", what, _("There is nothing to do."))


def not_shared() -> WorldError:
    """The case is no station's copy."""
    what = _("This case file is not shared with other stations")
    return WorldError("not_shared", what, _("Share it first: adjudicator share CASE --server URL"))
