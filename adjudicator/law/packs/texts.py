"""The files of cited paragraphs, read: the edition on top, then a heading for each paragraph with its words beneath."""

from __future__ import annotations

from collections.abc import Sequence

from adjudicator.law.rules.pack import Paragraph
from adjudicator.records.trouble import Problem
from adjudicator.words import _


def read_paragraphs(content: str) -> dict[str, Paragraph]:
    """Read a file of paragraphs: its title names the edition, the line below says verbatim or paraphrase.

    Each heading is one citation. A heading's text is its own words and those of the paragraphs beneath it in the law's
    order, so that "216(a)" has (1) to (5) too. Raises ValueError where a citation has two headings.
    """
    head, *sections = content.split("\n## ")
    title, __, note = head.partition("\n")
    anchors = [(citation.strip(), words.strip()) for citation, __, words in (each.partition("\n") for each in sections)]
    if len(dict(anchors)) != len(anchors):
        raise ValueError(f"{title}: a citation has two headings")
    edition, verbatim = title.removeprefix("# ").strip(), note.strip().startswith("Verbatim")
    return {citation: Paragraph(citation, _words(citation, anchors), edition, verbatim) for citation, __ in anchors}


def check_paragraphs(file: str, content: str) -> list[Problem]:
    """What is wrong with such a file as a person wrote it: its head, headings, paragraphs without words."""
    lines = [line for line in content.splitlines() if line.strip()]
    found: list[tuple[str, str, str]] = []
    if not lines or not lines[0].startswith("# "):
        found.append(
            (
                _("it does not begin with its edition"),
                _("Write it on the first line, as in # Release 81, June 2022."),
                "",
            )
        )
    elif len(lines) < 2 or not lines[1].startswith(("Verbatim", "Paraphrase")):
        remedy = _(
            "Begin the first line below the title with Verbatim, where the words are copied, or else with Paraphrase."
        )
        found.append((_("it does not say whether its words are the law's own"), remedy, ""))
    for number, line in enumerate(content.splitlines(), 1):
        if line.startswith("#") and not line.startswith("## ") and number > 1:
            found.append(
                (
                    _("this is no heading of a paragraph"),
                    _('Write "## ", then the citation.'),
                    _("line {line}", line=str(number)),
                )
            )
    citations = [line[3:].strip() for line in lines if line.startswith("## ")]
    if not citations:
        found.append(
            (_("it has no paragraph"), _('Begin each with a line "## " and the citation; its words follow.'), "")
        )
    twice = sorted({each for each in citations if citations.count(each) > 1})
    found += [(_("this citation has two headings"), _("Join the two."), each) for each in twice]
    empty = [] if twice else [each.citation for each in read_paragraphs(content).values() if not each.text]
    found += [
        (_("there are no words below this heading"), _("Copy the paragraph's words there."), each) for each in empty
    ]
    return [Problem(file, what, remedy, place=place) for what, remedy, place in found]


def _words(citation: str, anchors: Sequence[tuple[str, str]]) -> str:
    """A paragraph's own words and those beneath it, an empty line between each two."""
    under = f"{citation}("
    return "\n\n".join(words for at, words in anchors if words and (at == citation or at.startswith(under)))
