"""Acts as they go over the line, and as they come back: encrypted at the station, opened and looked at there.

What does not open, or is not what its commitment says, is left out: its entry stands in the log all the same, and verify
says what is missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from operator import attrgetter

from adjudicator.casework.record.entry import SALT_BYTES, SealedEntry, SealedRow, commitment_of, instant
from adjudicator.casework.record.signing import ActStatement
from adjudicator.log.reading import commitments_in
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.port.acts import NewAct, WholeAct
from adjudicator.port.answers import Head
from adjudicator.records.elector import Credit
from adjudicator.shared.case_key import CaseKey, NotOursError
from adjudicator.shared.server import PulledAct, SentAct, SentEntry

TIME_TO_ARRIVE = timedelta(seconds=2)
"""So long after it has come to the server by a line as it is now, the server takes an act no more."""

LONGEST_WAY = timedelta(seconds=2)
"""So much of the time that the line takes is heeded at most: an act whose instant is further off is refused for that."""

_LINES = b"lines "
_CELLS = attrgetter(*(field.name for field in fields(Credit)))


def sent(act: NewAct, base: Head, now: datetime, key: CaseKey, each_way: timedelta = timedelta()) -> SentAct:
    """An act as it is sent, signed over the record that its person acted on; `now` is the server's clock, and `each_way` what
    the line takes to it.

    The copy was found to be as the person saw it up to `base`: the server looks at what came behind that.
    """
    signer, signature = act.signer, b""
    if signer is not None:
        leaves = [leaf_hash(entry.body.encode()) for entry in act.entries]
        statement = ActStatement(act.id, len(leaves), root_of(leaves), base.size, base.root)
        signature = signer.sign(statement.text(signer.origin))
    return SentAct(
        act.id,
        signer.person if signer is not None else "",
        base,
        signature,
        [_hidden(entry, key) for entry in act.entries],
        dict.fromkeys(act.after, base.size),
        instant(now + min(each_way, LONGEST_WAY) + TIME_TO_ARRIVE),
        tuple(act.documents),
        hidden_lines(act.id, act.credit_lines, key),
        act.key,
    )


def brought(act: WholeAct, key: CaseKey) -> PulledAct:
    """An act of a copy as it is brought to a server that has it not."""
    return PulledAct(
        act.first,
        "",
        act.id,
        act.person,
        act.base,
        act.signature,
        [_hidden(entry, key) for entry in act.entries],
        act.documents,
        hidden_lines(act.id, act.credit_lines, key),
        act.notes,
        act.keys,
    )


def opened(act: PulledAct, key: CaseKey) -> WholeAct:
    """An act as it is put into the copy."""
    return WholeAct(
        act.first,
        act.id,
        act.person,
        act.base,
        act.signature,
        tuple(SealedEntry(entry.body, _shown(entry, key)) for entry in act.entries),
        tuple(act.documents),
        shown_lines(act.id, act.lines, key),
        tuple(act.notes),
        tuple(act.keys),
    )


def _hidden(entry: SealedEntry, key: CaseKey) -> SentEntry:
    boxes = {row.commitment: key.hide(row.salt + row.value.encode(), row.commitment) for row in entry.sealed}
    return SentEntry(entry.body, boxes)


def _shown(entry: SentEntry, key: CaseKey) -> tuple[SealedRow, ...]:
    own = {bytes.fromhex(commitment) for commitment in commitments_in(entry.body)}
    found = (shown(commitment, box, key) for commitment, box in entry.sealed.items() if commitment in own)
    return tuple(row for row in found if row is not None)


def shown(commitment: bytes, box: bytes, key: CaseKey) -> SealedRow | None:
    """The sealed value in a box; None where it does not open, or is not what the commitment says."""
    try:
        plain = key.show(box, commitment)
        salt, value = plain[:SALT_BYTES], plain[SALT_BYTES:].decode()
        return SealedRow(commitment, salt, value) if commitment_of(salt, value) == commitment else None
    except (NotOursError, ValueError):
        return None


def hidden_lines(act: bytes, lines: Mapping[str, Sequence[Credit]], key: CaseKey) -> bytes:
    """The lines of received files in a box, which opens again only for their act; none for none."""
    if not lines:
        return b""
    plain = {file: list(map(_CELLS, credits_received)) for file, credits_received in lines.items()}
    return key.hide(json.dumps(plain).encode(), _LINES + act)


def shown_lines(act: bytes, lines: bytes, key: CaseKey) -> dict[str, tuple[Credit, ...]]:
    """The lines of received files that came with an act, by what the record calls the file; none where they do not open."""
    if not lines:
        return {}
    try:
        plain = json.loads(key.show(lines, _LINES + act))
        return {str(file): tuple(Credit(*cells) for cells in rows) for file, rows in plain.items()}
    except (NotOursError, ValueError, TypeError, AttributeError):
        return {}
