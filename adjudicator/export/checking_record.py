"""Whether a release stands where it says in the record: its entries hash to the head that is signed, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from adjudicator.casework.record.catalogue import UNFIT, upcast
from adjudicator.casework.record.entry import read_body
from adjudicator.casework.record.keychain import KEY_KINDS, Keychain
from adjudicator.export.standing import CHECKPOINT, ENTRIES, signed_text
from adjudicator.log.checks.acts import kind_of
from adjudicator.log.tree.merkle import Frontier, leaf_hash
from adjudicator.log.tree.notes import Note, is_good, read_note, read_signed
from adjudicator.port.answers import Head
from adjudicator.words import _

Found = tuple[str, str, str]
"""Of what kind, in which file, and in words."""


@dataclass(frozen=True, slots=True)
class ReleasedRecord:
    """The record that a release carries: the head of its entries, and the keys that they give to people."""

    head: Head
    chain: Keychain

    def key_of(self, person: str) -> bytes:
        """The public half with which a person signs at its end; empty where they have none."""
        return bytes.fromhex(self.chain.checkpoint_key(person, self.head.size))


def read_record(lines: Iterable[bytes]) -> ReleasedRecord:
    """Read `log/entries.jsonl`, a line at a time; one that is no entry gives nobody a key, and changes the head."""
    frontier, chain = Frontier(), Keychain(is_good)
    for seq, line in enumerate(lines, 1):
        body = line.removesuffix(b"\n")
        frontier.append(leaf_hash(body))
        if kind_of(body) in KEY_KINDS:
            with suppress(*UNFIT):
                chain.take(seq, upcast(read_body(body.decode())))
    return ReleasedRecord(Head(frontier.size, frontier.root()), chain)


def check_standing(record: ReleasedRecord, manifest: Mapping[str, Any], checkpoint: str) -> Iterator[Found]:
    """What is wrong between the entries, the manifest's head and the signed checkpoint."""
    tree = manifest.get("tree")
    if tree != {"size": record.head.size, "root": record.head.root.hex()}:
        words = _(
            "The {size} entries of {file} do not hash to the head that the manifest names.",
            size=record.head.size,
            file=ENTRIES,
        )
        yield "entries_differ", ENTRIES, words
    note = _note(checkpoint)
    if note is None or note.head != record.head:
        words = _("{checkpoint} is not a checkpoint of the entries in {file}.", checkpoint=CHECKPOINT, file=ENTRIES)
        yield "checkpoint_differs", CHECKPOINT, words
    elif not note.is_signed_by(note.signer, record.key_of(note.signer)):
        words = _(
            "{checkpoint} is not signed by the key that {person} has in {file}.",
            checkpoint=CHECKPOINT,
            person=note.signer,
            file=ENTRIES,
        )
        yield "checkpoint_unsigned", CHECKPOINT, words


def is_signed(
    record: ReleasedRecord, manifest: Mapping[str, Any], digest: str, signature: str, checkpoint: str
) -> bool:
    """Whether `manifest.sig` names this manifest (SHA-256, hexadecimal) and the log of the checkpoint, under the key of
    the maker of the release.
    """
    person, note = str(manifest.get("made_by")), _note(checkpoint)
    try:
        found = read_signed(signature)
    except ValueError:
        return False
    expected = signed_text(note.origin if note is not None else "", str(manifest.get("release")), digest)
    return found.text == expected and found.is_signed_by(person, record.key_of(person))


def names_manifest(signature: str, release: str, digest: str) -> bool:
    """Whether a signature names the manifest (SHA-256, hexadecimal) of that release, signed by anybody."""
    try:
        text = read_signed(signature).text
    except ValueError:
        return False
    named, _line, rest = text.partition("\n")
    return named.endswith(f"/{release}") and rest == signed_text("", "", digest).partition("\n")[2]


def _note(text: str) -> Note | None:
    try:
        return read_note(text)
    except ValueError:
        return None
