"""Checkpoints as signed notes, in the form that others read too."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from adjudicator.casework.record.signing import origin_of
from adjudicator.log.tree.notes import Signature, Signed, checkpoint_text, key_id, read_note, signed_note
from adjudicator.port.answers import Head

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
HEAD = Head(815, bytes(range(32)))
TEXT = checkpoint_text(origin_of("C1", "1"), HEAD)
NOTE = signed_note(TEXT, "mo", PUBLIC, KEY.sign)

EXAMPLE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
"""The example of the form's reference implementation, with the key that it is signed by."""
NEUMANN = bytes.fromhex("1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6")


def test_a_checkpoint_says_origin_size_and_root_a_line_each() -> None:
    assert f"provisional-ballots/C1/1\n815\n{b64encode(HEAD.root).decode()}\n" == TEXT
    assert NOTE.startswith(TEXT + "\n— mo ")


def test_what_was_signed_reads_back_and_is_good() -> None:
    note = read_note(NOTE)
    assert (note.origin, note.head, note.signer, note.text) == ("provisional-ballots/C1/1", HEAD, "mo", TEXT)
    assert note.is_signed_by("mo", PUBLIC)


def test_a_signature_of_the_reference_implementation_is_good_here_too() -> None:
    text, _, line = EXAMPLE.partition("\n\n")
    raw = b64decode(line.rstrip("\n").rsplit(" ", 1)[1])
    signed = Signature("PeterNeumann", raw[:4], raw[4:])
    assert signed.key_id == key_id("PeterNeumann", NEUMANN) == bytes.fromhex("c74f20a3")
    assert Signed(text + "\n", (signed,)).is_signed_by("PeterNeumann", NEUMANN)


@pytest.mark.parametrize(
    "change",
    [
        lambda note: note.replace("815", "816"),
        lambda note: note.replace("/1\n", "/2\n", 1),
        lambda note: note.replace("— mo ", "— al "),
    ],
    ids=["size", "origin", "name"],
)
def test_another_size_origin_or_name_is_not_what_was_signed(change) -> None:
    assert not read_note(change(NOTE)).is_signed_by("mo", PUBLIC)


def test_another_key_has_not_signed() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    assert not read_note(NOTE).is_signed_by("mo", other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no note at all",
        NOTE.replace("\n\n", "\n"),
        NOTE.replace("815", "0815"),
        NOTE.replace("815", "-1"),
        NOTE.replace(b64encode(HEAD.root).decode(), "AAAA"),
        NOTE.rstrip("\n"),
        NOTE.replace("— mo", "- mo"),
        TEXT + "\n— mo AAAA\n",
    ],
)
def test_what_is_no_signed_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what is wrong is said in words, and each is another
        read_note(text)


def test_another_text_for_the_same_bytes_is_refused() -> None:
    coded = b64encode(HEAD.root).decode()
    same = f"{coded[:-2]}{chr(ord(coded[-2]) + 1)}="
    assert b64decode(same) == HEAD.root
    with pytest.raises(ValueError, match="bits that say nothing"):
        read_note(NOTE.replace(coded, same))


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb"])
def test_a_name_that_the_form_forbids_is_a_bug(name: str) -> None:
    with pytest.raises(ValueError, match="neither white space nor a plus"):
        signed_note(TEXT, name, PUBLIC, KEY.sign)
