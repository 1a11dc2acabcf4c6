"""Acts at the Receive desk: envelopes come in, and are corrected where the list differs from the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

import msgspec

from adjudicator.casework.acts.act import Act, Acted, not_open, reason_missing, secret, secret_or_none, with_another
from adjudicator.casework.record.entry import Entry, Salts, Secret
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.elector import Credit
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from adjudicator.records.received import FILE_KINDS
from adjudicator.records.trouble import Refusal
from adjudicator.records.vote_rows import packed
from adjudicator.words import _


def line_of(line: Credit, file: str) -> tuple[str, ...]:
    """A credit as it is kept, column by column, under what the record calls its file."""
    words = packed(line.detail, line.row)
    return line.registration_number, line.value, line.on, words, file, line.last_name, line.first_name


CORRECTABLE = frozenset(field.name for field in fields(Envelope)) - {"number"}
WHERE_IT_LIES = frozenset({"box", "position"})
"""Fields that say where an envelope lies; it may be moved until it is opened, whatever was decided about it."""

CLOSED_TO_CORRECTION = frozenset({"in_batch", "approved", "released"})


def receive(envelopes: Sequence[Envelope], file: str, act: Act, chance: Salts) -> Acted:
    """Receive envelopes, one entry each, in an order drawn by `chance`. `file` is the id of the list, empty by hand.

    The list's own order would tell an observer where each voter stands in the alphabet or in the queue.
    """
    return tuple(
        act.entry("envelope.received", {"envelope": envelope.number, "file": file, "papers": papers_of(envelope)})
        for envelope in sorted(envelopes, key=lambda __: chance())
    )


@dataclass(frozen=True, slots=True)
class Noted:
    """A file from outside that was read whole. `dated` is ISO 8601 or empty; `lines` the digest of the credits kept.

    `as_of` is up to when a file of other votes speaks, as the county's clock shows it ("2020-11-06T17:30"), `final` that
    nothing is added to it any more; as the person who receives it says.

    Digests of files about voters are secrets: anyone who guesses all of a short list could try the guess on its SHA-256.
    """

    kind: str
    digest: Secret | str
    name: str
    dated: str
    rows: int
    lines: Secret | str = ""
    as_of: str = ""
    final: bool = False

    @property
    def id(self) -> str:
        """What the record calls the file: the commitment to its digest, or a roll's id (hexadecimal)."""
        return self.digest.commitment if isinstance(self.digest, Secret) else self.digest


def lines_digest(lines: Iterable[Sequence[str]]) -> str:
    """SHA-256 (hexadecimal) over credit lines in the order received, each as a canonical JSON array and a line feed.

    A line is registration number, value, date, detail with the row behind it, id of the file, last name, first name.
    """
    hashed = sha256()
    for line in lines:
        hashed.update(_encode(line) + b"\n")
    return hashed.hexdigest()


# of texts the compiled encoder writes the canonical form, in a tenth of the time: a file may have a million lines
_encode = msgspec.json.Encoder().encode


def receive_file(file: Noted, act: Act) -> Acted:
    """Note a file from outside that was read whole. Its name is sealed: offices put names of voters into file names.

    ValueError for a kind that is none of FILE_KINDS: nothing may enter the record that no program can read back.
    """
    if file.kind not in FILE_KINDS:
        raise ValueError(f"{file.kind!r} is no kind of file: give it a line in records.received.FILE_KINDS")
    data: dict[str, Any] = {
        "kind": file.kind,
        "digest": file.digest,
        "name": secret_or_none(file.name),
        "dated": file.dated,
        "rows": file.rows,
        "lines": file.lines,
    }
    if file.as_of or file.final:
        data |= {"as_of": file.as_of, "final": file.final}
    return (act.entry("file.received", data),)


def correct(state: EnvelopeState, changes: Mapping[str, Any], reason: str, act: Act) -> Acted:
    """Correct what had been received from what the papers say. `changes` maps fields of Envelope to their values.

    Refused without a reason, for the number, once the envelope is in a batch, and while another person has taken it.
    """
    another = with_another(state, act.by)
    if another is not None:
        return another
    if state.is_none:
        return not_open(state)
    if state.status in CLOSED_TO_CORRECTION and not set(changes) <= WHERE_IT_LIES:
        words = _("Envelope {number} is already in a batch. Have it returned or reopened first.", number=state.number)
        return Refusal("not_correctable", words, state.number)
    if not changes or not set(changes) <= CORRECTABLE:
        return Refusal("not_correctable", _("The number of an envelope is never changed."), state.number)
    if not reason.strip():
        return reason_missing(state.number, _("A correction"))
    papers = {name: _value_of(name, value) for name, value in changes.items()}
    return (act.entry("envelope.corrected", {"envelope": state.number, "papers": papers, "reason": Secret(reason)}),)


def papers_of(envelope: Envelope) -> dict[str, Any]:
    """An envelope's papers as entry data: personal fields are Secrets, known or not; of the others those that are known."""
    papers: dict[str, Any] = {}
    for field in fields(Envelope):
        value = getattr(envelope, field.name)
        if field.name in SEALED_FIELDS or (field.name != "number" and value not in ("", None, ())):
            papers[field.name] = _value_of(field.name, value)
    return papers


def _value_of(name: str, value: Any) -> Any:
    if name in SEALED_FIELDS:
        return secret(value)
    return list(value) if isinstance(value, tuple) else value


def left_open(entry: Entry) -> tuple[str, ...]:
    """What an entry, at the version in which it is stored, tells of voters and should have sealed: names of fields.

    An envelope received names every personal field from version 2 on; one that is missing tells that it was empty. So are
    the digests of a file about voters sealed; that of a roll is its id.
    """
    data, papers = entry.data, entry.data.get("papers")
    if entry.kind == "file.received" and entry.version > 1 and data.get("kind") != "roll":
        return tuple(name for name in ("digest", "lines") if data.get(name) and not _is_seal(data[name]))
    if papers is None or not isinstance(papers, Mapping):
        return ()
    if all(_is_seal(papers.get(name)) for name in SEALED_FIELDS):
        return ()
    there = {name for name in SEALED_FIELDS & papers.keys() if entry.version > 1 or papers[name] is not None}
    wanted = SEALED_FIELDS if entry.kind == "envelope.received" and entry.version > 1 else there
    return tuple(sorted(name for name in wanted if not _is_seal(papers.get(name))))


def _is_seal(value: object) -> bool:
    return (type(value) is dict or isinstance(value, Mapping)) and len(value) == 1 and "sealed" in value
