"""The colours can be read, and the drawn marks have the colours of the tokens."""

from __future__ import annotations

import pytest

from ui.frame import DESKS
from ui.kit.resources import resource
from ui.kit.style.icons import pixmap
from ui.kit.style.theme import Look
from ui.kit.style.tokens import INKS, PALETTES, contrast

READABLE, SEEN = 4.5, 3.0
BOTH = tuple(PALETTES)


def test_black_on_white_has_a_contrast_of_21():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("theme_name", BOTH)
@pytest.mark.parametrize("surface", ["canvas", "surface", "hover"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_reads_on_every_surface(theme_name, surface, ink):
    look = Look(theme_name)
    assert contrast(look.hex(ink), look.hex(surface)) >= READABLE


@pytest.mark.parametrize("theme_name", BOTH)
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_and_plain_text_read_on_the_tint_of_that_ink(theme_name, ink):
    look = Look(theme_name)
    tint = look.hex(f"{ink}_tint")
    assert min(contrast(look.hex(front), tint) for front in (ink, "text", "muted")) >= READABLE


@pytest.mark.parametrize("theme_name", BOTH)
def test_words_on_the_primary_button_read(theme_name):
    look = Look(theme_name)
    assert contrast(look.hex("on_accent"), look.hex("accent")) >= READABLE


@pytest.mark.parametrize("theme_name", BOTH)
def test_the_edge_of_a_field_and_the_focus_ring_are_seen(theme_name):
    look = Look(theme_name)
    assert contrast(look.hex("edge"), look.hex("surface")) >= SEEN
    assert contrast(look.hex("accent"), look.hex("surface")) >= SEEN


@pytest.mark.parametrize("theme_name", BOTH)
@pytest.mark.parametrize(
    ("name", "token"),
    [("check", "on_accent"), ("chevron-down", "muted"), ("chevron-left", "muted"), ("arrow-up", "muted")],
)
def test_the_marks_of_the_style_sheet_have_the_colours_of_the_tokens(theme_name, name, token):
    drawn = resource("theme", theme_name, f"{name}.svg").read_text(encoding="utf-8")
    assert PALETTES[theme_name][token] in drawn


def test_every_desk_has_an_icon_that_draws(qapp):
    for desk in DESKS:
        picture = pixmap(desk.icon).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height()))
