"""Every citation that the product writes has its paragraph, in every law that it is written for."""

from pathlib import Path

import pytest

from adjudicator.law.rules import citations
from adjudicator.resources import DEFAULT_PACK, PACK_IDS, pack, paragraph
from tests.law.rules.citing import citations_in, passages

ROOT = Path(__file__).resolve().parents[3]
EDITIONS = {"Release 78": ("georgia-2020-sos", "georgia-2020"), "Release 86": ("georgia-2021",)}
OF_2020 = EDITIONS["Release 78"]
OF_ONE_EDITION = {
    citations.RUNOFF_ELECTORS_2020: OF_2020,
    "O.C.G.A. 21-2-386(a)(2)": OF_2020,
    "O.C.G.A. 21-2-386(a)(2)(A)": EDITIONS["Release 86"],
    "O.C.G.A. 21-2-421(b)": EDITIONS["Release 86"],
}
"""Paragraphs that a later edition has elsewhere, or an earlier one lacks -> the packs that they are cited for."""

CITING = sorted(
    {
        *(ROOT / "adjudicator").rglob("*.py"),
        *(ROOT / "ui").rglob("*.py"),
        *(ROOT / "resources" / "law").rglob("*.toml"),
        *(ROOT / "docs").glob("*.md"),
    }
    - {ROOT / "resources" / "law" / "texts" / "anchors.toml"}
    - set((ROOT / "resources" / "law" / "examples").rglob("*.toml"))  # each is checked against its own texts
)


def laws_of(file: Path, passage: str) -> tuple[str, ...]:
    """The packs that a passage is written for: those of the edition that it names, of its own pack, else all."""
    for edition, packs in EDITIONS.items():
        if edition in passage:
            return packs
    parts = file.relative_to(ROOT).parts
    if parts[-1] == "law.md" or "practice" in parts:
        return OF_2020
    return tuple(name for name in PACK_IDS if name in parts) or PACK_IDS


def unresolved(file: Path) -> list[str]:
    missing: list[str] = []
    for passage in passages(file):
        for citation in citations_in(passage):
            for name in OF_ONE_EDITION.get(citation) or laws_of(file, passage):
                try:
                    paragraph(citation, pack(name))
                except KeyError:
                    missing.append(f"{file.name}: {citation} under {name}")
    return missing


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("O.C.G.A. 21-2-218(f), 216(a)(4): nobody votes", ["218(f)", "216(a)(4)"]),
        ("O.C.G.A. 21-2-419(b), (c)(3)", ["419(b)", "419(c)(3)"]),
        ("O.C.G.A. 21-2-417(a) and (c)).", ["417(a)", "417(c)"]),
        ("O.C.G.A. 21-2-14, 216(e), 493(k)", ["14", "216(e)", "493(k)"]),
        ("O.C.G.A. 21-2-413(g), 21-2-419(c)(2)", ["413(g)", "419(c)(2)"]),
        ("O.C.G.A. 21-2-572 forbids voting twice (a felony)", ["572"]),
        ("(21-2-218(f)), except one who moved", ["218(f)"]),
        ("at 17:00 on day 3 (see page 12), 300 (b)", []),
    ],
)
def test_combined_citations_are_taken_apart(text, cited):
    assert citations_in(text) == [f"O.C.G.A. 21-2-{each}" for each in cited]


def test_a_federal_citation_is_found_beside_one_of_georgia():
    assert citations_in("O.C.G.A. 21-2-418(d), 52 U.S.C. 21082(c)") == ["O.C.G.A. 21-2-418(d)", "52 U.S.C. 21082(c)"]


def test_every_citation_that_the_product_writes_has_its_paragraph():
    assert [each for file in CITING for each in unresolved(file)] == []


def test_citations_are_found_where_they_are_written():
    found = {citation for file in CITING for passage in passages(file) for citation in citations_in(passage)}
    written = {each for name, each in vars(citations).items() if name.isupper() and name != "ANNOUNCEMENT"}
    assert len(found & written) > 20


@pytest.mark.parametrize("name", [name for name in vars(citations) if name.isupper() and not name.startswith("_")])
def test_every_named_citation_has_its_paragraph(name):
    citation = getattr(citations, name)
    for law in (DEFAULT_PACK,) if name == "ANNOUNCEMENT" else OF_ONE_EDITION.get(citation, PACK_IDS):
        assert paragraph(citation, pack(law)).text


@pytest.mark.parametrize("name", PACK_IDS)
def test_no_pack_reads_the_law_of_another_time(name):
    editions = {each.release for each in pack(name).paragraphs.values()}
    other = "Release 86" if name in OF_2020 else "Release 78"
    assert not any(each.startswith(other) for each in editions)
