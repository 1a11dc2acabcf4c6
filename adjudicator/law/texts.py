"""The files of cited paragraphs, read: the edition on top, then a heading for each paragraph with its words beneath."""

from __future__ import annotations

from collections.abc import Sequence

from adjudicator.law.pack import Paragraph


def read_paragraphs(content: str) -> dict[str, Paragraph]:
    """Read a file of paragraphs: its title names the edition, the line below says verbatim or paraphrase.

    Each heading is one citation. A heading's text is its own words and those of the paragraphs beneath it in the law's
    order, so that "216(a)" has (1) to (5) too. Raises ValueError where a citation has two headings.
    """
    head, *sections = content.split("\n## ")
    title, _, note = head.partition("\n")
    anchors = [(citation.strip(), words.strip()) for citation, _, words in (each.partition("\n") for each in sections)]
    if len(dict(anchors)) != len(anchors):
        raise ValueError(f"{title}: a citation has two headings")
    edition, verbatim = title.removeprefix("# ").strip(), note.strip().startswith("Verbatim")
    return {citation: Paragraph(citation, _words(citation, anchors), edition, verbatim) for citation, _ in anchors}


def _words(citation: str, anchors: Sequence[tuple[str, str]]) -> str:
    """A paragraph's own words and those beneath it, an empty line between each two."""
    under = f"{citation}("
    return "\n\n".join(words for at, words in anchors if words and (at == citation or at.startswith(under)))
