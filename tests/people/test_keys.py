"""A person's key: wrapped by the password, opened by nothing else, and silent about itself."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from adjudicator.people.keys import SigningKey, unwrap

SEED, CHANCE = bytes(range(32)), bytes(range(28))
PASSWORD = "three quiet herons"


@pytest.fixture
def wrapped(real_cost: None) -> str:
    return SigningKey(SEED).wrapped("mo", PASSWORD, CHANCE)


def test_the_password_opens_the_key_that_it_wrapped(wrapped: str) -> None:
    opened = unwrap(wrapped, "mo", PASSWORD)
    assert opened is not None
    assert opened.public == SigningKey(SEED).public
    Ed25519PublicKey.from_public_bytes(opened.public).verify(opened.sign(b"head"), b"head")


@pytest.mark.parametrize(
    ("person", "password"), [("mo", PASSWORD + " "), ("mo", PASSWORD.title()), ("mo", ""), ("al", PASSWORD)]
)
def test_no_other_password_and_no_other_person_opens_it(wrapped: str, person: str, password: str) -> None:
    assert unwrap(wrapped, person, password) is None


def test_a_password_opens_however_the_keyboard_composes_its_accents() -> None:
    wrapped = SigningKey(SEED).wrapped("mo", "peque\u00f1a lechuza gris", CHANCE)
    assert unwrap(wrapped, "mo", "pequen\u0303a lechuza\u00a0gris") is not None


def test_a_wrapped_key_names_the_cost_of_rfc_9106_and_no_secret(wrapped: str) -> None:
    assert wrapped.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in wrapped
    assert SEED.hex() not in wrapped
    assert "_private" not in repr(SigningKey(SEED))
    assert SEED.hex()[:16] not in repr(SigningKey(SEED))


def test_a_changed_byte_opens_nothing(wrapped: str) -> None:
    changed = wrapped[:-3] + ("A" if wrapped[-3] != "A" else "B") + wrapped[-2:]
    assert unwrap(changed, "mo", PASSWORD) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(PASSWORD, id="the password itself"),
        pytest.param("$argon2id$v=19$m=999999999,t=3,p=4$AAAA$chacha20-poly1305$AAAA$AAAA", id="a terabyte of memory"),
        pytest.param("$argon2id$v=19$m=65536,t=9999,p=4$AAAA$chacha20-poly1305$AAAA$AAAA", id="passes for hours"),
        pytest.param("$argon2id$v=19$m=1,t=1,p=4$AAAA$chacha20-poly1305$AAAA$AAAA", id="less memory than lanes"),
        pytest.param("$argon2i$v=19$m=65536,t=3,p=4$AAAA$chacha20-poly1305$AAAA$AAAA", id="another function"),
    ],
)
def test_a_text_that_is_no_sensible_wrapped_key_opens_nothing(text: str) -> None:
    assert unwrap(text, "mo", PASSWORD) is None


def test_chance_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="28 bytes"):
        SigningKey(SEED).wrapped("mo", PASSWORD, b"short")
