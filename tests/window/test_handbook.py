"""The manual as it is read: sections by their anchors and titles, links inside it, and a section for every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adjudicator.resources import docs
from ui.shell.desk_table import DESKS
from ui.shell.handbook import Handbook
from ui.shell.sections import SECTIONS, section_of

SHELL = Path(__file__).parents[2] / "ui" / "shell"
PAGES = {
    "manual.md": """# Manual

Before. <!-- made: words -->
See [cards](cards/holds.md#esc) and [law](law.md), [web](https://example.org/), [gone](#gone), [away](../README.md).

## Receive `files`

<a id="receive"></a>

Words of receiving.

```sh
# no heading <a id="code"></a>
```

<a id="hand"></a>
### By hand, *again* {#by-paper}

Slips. One<br>two.

## Keys
## Keys
""",
    "law.md": "# Law\n\nText.\n",
    "cards/holds.md": "# Holds\n\n## Esc\n\nBack: [manual](../manual.md#hand), ![](../pictures/a.png)\n",
    "developers.md": "# No part of the manual\n",
}


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Handbook(tmp_path)


def test_sections_have_the_anchors_of_the_web_and_those_written_beside_them(handbook: Handbook) -> None:
    found = [(each.page, each.anchor, each.title, each.others) for each in handbook.sections]
    assert found == [
        ("manual.md", "manual", "Manual", ()),
        ("manual.md", "receive-files", "Receive files", ("receive",)),
        ("manual.md", "by-hand-again", "By hand, again", ("hand", "by-paper")),
        ("manual.md", "keys", "Keys", ()),
        ("manual.md", "keys-1", "Keys", ()),
        ("law.md", "law", "Law", ()),
        ("cards/holds.md", "holds", "Holds", ()),
        ("cards/holds.md", "esc", "Esc", ()),
    ]


def test_what_is_drawn_has_no_markup_of_the_web_but_in_code(handbook: Handbook) -> None:
    section = handbook.at("hand")
    assert section is not None
    assert (section.place, handbook.part(section).text.count("#")) == (1, 6)
    assert "<br>" not in handbook.part(section).text
    assert '# no heading <a id="code"></a>' in handbook.part(section).text
    first = handbook.first()
    assert first is not None
    assert "made:" not in handbook.part(first).text


@pytest.mark.parametrize(
    ("page", "link", "leads"),
    [
        ("manual.md", "#receive", "manual.md#receive-files"),
        ("manual.md", "law.md", "law.md#law"),
        ("manual.md", "cards/holds.md#esc", "cards/holds.md#esc"),
        ("cards/holds.md", "../manual.md#hand", "manual.md#by-hand-again"),
        *(("manual.md", link, "") for link in ("https://example.org/", "//example.org", "file:///etc/passwd", "#gone")),
        *(
            ("manual.md", link, "")
            for link in ("../README.md", "developers.md", "/etc/passwd", "mailto:a@b.c", "#code")
        ),
    ],
)
def test_links_lead_inside_the_manual_or_nowhere(handbook: Handbook, page: str, link: str, leads: str) -> None:
    found = handbook.follow(page, link)
    assert (found.id if found is not None else "") == leads


def test_sections_are_found_by_words_of_their_own(handbook: Handbook) -> None:
    assert [each.anchor for each in handbook.matching("slips HAND")] == ["by-hand-again"]
    assert [each.anchor for each in handbook.matching("receiv")] == ["receive-files"]
    assert handbook.matching("nowhere") == []
    assert len(handbook.matching("")) == len(handbook.sections)


def test_an_empty_folder_has_no_sections(tmp_path: Path) -> None:
    assert Handbook(tmp_path).sections == []
    assert Handbook(tmp_path).first() is None


def test_every_page_has_a_section_in_the_manual_as_it_is() -> None:
    handbook = Handbook(docs())
    found = {page: handbook.at(wanted) for page, wanted in SECTIONS.items()}
    assert [page for page, section in found.items() if section is None or section.level == 1] == []
    assert set(DESKS) | shown_by_name() <= set(SECTIONS)


def shown_by_name() -> set[str]:
    """The pages that the shell brings to the front by a name written in the source: those that are no desks."""
    source = "\n".join(file.read_text(encoding="utf-8") for file in SHELL.glob("*.py"))
    found = set(re.findall(r"""(?:_show|aside)\("(\w+)\"""", source))
    assert {"start", "sign_in", "password"} <= found
    return found


def test_a_part_without_a_section_of_its_own_has_that_of_its_page() -> None:
    assert section_of("setup", "orders") == SECTIONS["setup/orders"]
    assert section_of("overview", "anything") == SECTIONS["overview"]
    assert section_of("no page") == ""


def test_every_link_of_the_manual_leads_somewhere() -> None:
    """Those out of the manual lead to files that are there, or to the web."""
    handbook = Handbook(docs())
    lost = [
        (part.page, link)
        for part in {handbook.part(each) for each in handbook.sections}
        for link in _links(part.text)
        if handbook.follow(part.page, link) is None
        and "://" not in link
        and not (docs() / part.page).parent.joinpath(link.partition("#")[0]).is_file()
    ]
    assert lost == []


def _links(text: str) -> list[str]:
    return [each.partition(")")[0] for each in text.split("](")[1:]]
