"""Checkpoints as signed notes: the size and root of a log under the signature of a person who answers for it.

The form is C2SP's: tlog-checkpoint for the text (origin, size, root), signed-note for the signatures (Ed25519, type 0x01).
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from adjudicator.port.acts import Signer
from adjudicator.port.answers import Head
from adjudicator.words import _

ED25519 = b"\x01"
KEY_ID_BYTES = 4
SIGNATURE_BYTES = 64
ROOT_BYTES = 32
_DASH = "— "

Sign = Callable[[bytes], bytes]
"""Signs bytes with a person's key."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name (a person's id), its four bytes of identity, and the signature itself."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed text as read, with its last line feed, and who signed it."""

    text: str
    signatures: tuple[Signature, ...]

    def is_signed_by(self, name: str, public: bytes) -> bool:
        """Whether one of the signatures is that of the key of this name (32 bytes), and is good."""
        mine = (each for each in self.signatures if each.name == name and each.key_id == key_id(name, public))
        return any(is_good(public, each.signature, self.text.encode()) for each in mine)

    @property
    def signer(self) -> str:
        """The name on the first signature line."""
        return self.signatures[0].name


@dataclass(frozen=True, slots=True)
class Note(Signed):
    """A signed checkpoint as read: besides text and signatures what the text says.

    `people` is the extension line about people and keys (see casework.keychain), empty in a checkpoint of form 3.0.
    """

    origin: str
    head: Head
    people: str = ""


def key_id(name: str, public: bytes) -> bytes:
    """The first four bytes of SHA-256(name || 0x0A || 0x01 || public key), by which a signature line names its key."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:KEY_ID_BYTES]


def checkpoint_text(origin: str, head: Head, people: str = "") -> str:
    """The text that is signed: origin, size in decimal and root in base64, a line each; and an extension line where given."""
    text = f"{origin}\n{head.size}\n{b64encode(head.root).decode()}\n"
    return f"{text}{people}\n" if people else text


def checkpoint_by(signer: Signer, head: Head) -> str:
    """A head as a checkpoint under a person's signature."""
    text = checkpoint_text(signer.origin, head, signer.people)
    return signed_note(text, signer.person, signer.public, signer.sign)


def signed_note(text: str, name: str, public: bytes, sign: Sign) -> str:
    """A text with one signature. Raises ValueError for a name with white space or a plus, which the form forbids."""
    if not name or "+" in name or any(character.isspace() for character in name):
        raise ValueError("the name of a key has neither white space nor a plus")
    line = b64encode(key_id(name, public) + sign(text.encode())).decode()
    return f"{text}\n{_DASH}{name} {line}\n"


def read_note(note: str) -> Note:
    """Read a signed checkpoint. Raises ValueError, saying what is wrong, for anything else."""
    found = read_signed(note)
    lines = found.text.split("\n")
    if len(lines) < 4:  # the text ends with a line feed
        raise ValueError(_("this is no signed checkpoint: it needs origin, size, root, an empty line and a signature"))
    people = next((line for line in lines[3:] if line.startswith("people ")), "")
    return Note(found.text, found.signatures, lines[0], _head(lines[1], lines[2]), people)


def read_signed(note: str) -> Signed:
    """Read a text with its signatures. Raises ValueError, saying what is wrong, for anything else."""
    note.encode()  # JSON can escape half of a character, which nobody can sign
    text, gap, below = note.rpartition("\n\n")
    if not gap:
        raise ValueError(_("this is no signed text: it needs an empty line and a signature"))
    return Signed(f"{text}\n", _signatures(below))


def _head(size: str, root: str) -> Head:
    if not (size.isascii() and size.isdigit()) or (size != "0" and size.startswith("0")):
        raise ValueError(_('the size of a checkpoint is a plain number, not "{size}"', size=size[:20]))
    found = _decoded(root)
    if len(found) != ROOT_BYTES:
        raise ValueError(
            _("the root of a checkpoint has {due} bytes, this one {there}", due=ROOT_BYTES, there=len(found))
        )
    return Head(int(size), found)


def _decoded(coded: str) -> bytes:
    """What base64 stands for; ValueError where another text would stand for the same, so that one note has one text."""
    raw = b64decode(coded, validate=True)
    if b64encode(raw).decode() != coded:
        raise ValueError(_("the base64 of a checkpoint ends with bits that say nothing"))
    return raw


def _signatures(below: str) -> tuple[Signature, ...]:
    if not below.endswith("\n"):
        raise ValueError(_("the last line of a signed checkpoint ends with a line feed"))
    return tuple(_signature(line) for line in below.removesuffix("\n").split("\n"))


def _signature(line: str) -> Signature:
    name, gap, coded = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not gap or not name:
        raise ValueError(_("a signature line is a dash, the key's name and its signature"))
    raw = _decoded(coded)
    if len(raw) != KEY_ID_BYTES + SIGNATURE_BYTES:
        raise ValueError(_("the signature of a checkpoint has another length than one of Ed25519"))
    return Signature(name, raw[:KEY_ID_BYTES], raw[KEY_ID_BYTES:])


@lru_cache(maxsize=4096)
def is_good(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature of Ed25519 (RFC 8032) is good; not with a public half or a signature of another length.

    The latest answers are kept: each connection to a case proves the keys and acts that it rests on by itself.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
