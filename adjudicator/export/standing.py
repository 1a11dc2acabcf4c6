"""Where in the record a release stands: the head it was made from, the entries up to it, and who signs for both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from json.encoder import encode_basestring

from adjudicator.log.tree.notes import checkpoint_by, signed_note
from adjudicator.port.acts import Signer
from adjudicator.port.answers import Head

CHECKPOINT, SIGNATURE = "checkpoint.txt", "manifest.sig"
ENTRIES, CHECKPOINTS, SIGNATURES = "log/entries.jsonl", "log/checkpoints.jsonl", "log/signatures.jsonl"

_LINES_A_PART = 200


@dataclass(frozen=True, slots=True)
class ProvenHead:
    """The head that a release was made from, and what proves it.

    `bodies` are the entries up to the head as they are stored, in order, `checkpoints` the notes signed until then, oldest
    first, and `signatures` those under the acts (see `CaseReading.signatures`). `signer` is the person who releases.
    """

    head: Head
    signer: Signer
    bodies: Iterable[str]
    checkpoints: Sequence[str]
    signatures: Iterable[Mapping[str, str | int]] = ()

    @property
    def checkpoint(self) -> str:
        """The head as a signed note (C2SP)."""
        return checkpoint_by(self.signer, self.head)


def checkpoint_file(standing: ProvenHead) -> Iterator[bytes]:
    """`checkpoint.txt`: the signed checkpoint of the record that the release was made from."""
    yield standing.checkpoint.encode()


def entries(standing: ProvenHead) -> Iterator[bytes]:
    """`log/entries.jsonl`: each entry as it is stored and hashed, a line each; a body has no line feed of its own."""
    return _lines(standing.bodies)


def checkpoints(standing: ProvenHead) -> Iterator[bytes]:
    """`log/checkpoints.jsonl`: every checkpoint signed until then, each a JSON text on a line."""
    return _lines(json.dumps(note, ensure_ascii=False) for note in standing.checkpoints)


def signatures(standing: ProvenHead) -> Iterator[bytes]:
    """`log/signatures.jsonl`: the signature of each act by its person, each a JSON text on a line."""
    return _lines(map(_act, standing.signatures))


def signature_of(standing: ProvenHead, release: str, manifest: str) -> bytes:
    """`manifest.sig`: a signed note that names the release and the SHA-256 (hexadecimal) of its manifest.

    It has two lines, so it can never be taken for a checkpoint, which has three.
    """
    signer = standing.signer
    note = signed_note(signed_text(signer.origin, release, manifest), signer.person, signer.public, signer.sign)
    return note.encode()


def signed_text(origin: str, release: str, manifest: str) -> str:
    """The text that the person who releases signs: the log's origin with the release, and the manifest's SHA-256."""
    return f"{origin}/{release}\nmanifest.json sha256 {manifest}\n"


def _act(fields: Mapping[str, str | int]) -> str:
    """The text that `json.dumps` gives, at a third of its time: a long record has hundreds of thousands of acts."""
    values = [
        f'"{name}": {encode_basestring(value) if isinstance(value, str) else value}' for name, value in fields.items()
    ]
    return f"{{{', '.join(values)}}}"


def _lines(texts: Iterable[str]) -> Iterator[bytes]:
    source = iter(texts)
    while part := [f"{text}\n" for text in islice(source, _LINES_A_PART)]:
        yield "".join(part).encode()
