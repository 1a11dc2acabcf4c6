"""Proofs: a small file with which anyone checks that one envelope's determination is in the log under a checkpoint.

It holds a signed checkpoint, the body of that one entry, its place, and the audit path from its leaf to the root (RFC 6962,
section 2.1.1). The path's hashes are of entries with salts of their own, so they tell nothing of any other envelope; sealed
values stay commitments. An approval lists the other envelopes of its batch and is therefore not part of a proof.
"""

from __future__ import annotations

import json
from pathlib import Path

from adjudicator.at_rest import durable
from adjudicator.log.case_log import CaseLog
from adjudicator.log.file import errors
from adjudicator.log.tree.merkle import inclusion_proof, root_of
from adjudicator.log.tree.notes import read_note
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

FORMAT = "provisional-ballot-proof"
VERSION = 1


def prove(log: CaseLog, number: str, under: str = "") -> str | Refusal:
    """The text of a proof that an envelope's determination in force is in the log under a checkpoint.

    The envelope is folded from its own entries, not read from a projection. `under` is a checkpoint that somebody saved, as
    a note; empty takes the newest that covers the entry. Refused for an envelope that is not there or not determined, and
    where no checkpoint covers the entry. Raises ValueError for what is no note, and WorldError "damaged" where the log does
    not have the checkpoint's root.
    """
    with log.one_state():
        state = log.folded_envelope(number)
        if state is None:
            return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
        if state.determination is None or state.status == "to_do":
            words = _("Envelope {number} is not determined. There is nothing to prove yet.", number=number)
            return Refusal("not_determined", words, number)
        seq = state.determination.seq
        note = under or _newest_over(log, seq)
        if not note or read_note(note).head.size < seq:
            return _not_covered(number, saved=bool(under))
        return _proof(log, number, seq, note)


def write_proof(text: str, out: Path) -> None:
    """Write a proof to a new file; raises WorldError "exists" where there is one."""
    with errors.the_world(out):
        durable.write_new(out, text.encode())


def note_in(text: str) -> str:
    """The checkpoint of a saved file: the note that it is, or that of a proof. Raises ValueError for other JSON."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if found.get("format") != FORMAT or not isinstance(found.get("checkpoint"), str):
        raise ValueError("it is neither a signed checkpoint nor a proof")
    return found["checkpoint"]


def _newest_over(log: CaseLog, seq: int) -> str:
    notes = log.checkpoints(limit=1)
    return next((note for note in notes if read_note(note).head.size >= seq), "")


def _not_covered(number: str, *, saved: bool) -> Refusal:
    if saved:
        words = _(
            "That checkpoint is older than the determination of envelope {number}. Take a newer one.", number=number
        )
    else:
        words = _(
            "No checkpoint has been signed since envelope {number} was determined. Close its batch, or have a supervisor "
            "sign with: adjudicator checkpoint CASE --as PERSON",
            number=number,
        )
    return Refusal("not_covered", words, number)


def _proof(log: CaseLog, number: str, seq: int, note: str) -> str:
    head = read_note(note).head
    leaves = log.leaves(head.size)
    if len(leaves) != head.size or root_of(leaves) != head.root:
        what = _("its log does not begin with the {size} entries of the checkpoint", size=head.size)
        raise errors.damaged(log.path, what)
    (logged,) = log.entries(seq, limit=1)
    path = [part.hex() for part in inclusion_proof(leaves, seq - 1)]
    proof = {
        "format": FORMAT,
        "version": VERSION,
        "envelope": number,
        "checkpoint": note,
        "entries": [{"seq": seq, "body": logged.body, "path": path}],
    }
    return json.dumps(proof, ensure_ascii=False, indent=2) + "\n"
