"""The panel of an envelope that is to be decided a second time: papers and files, and nothing that anybody decided."""

from __future__ import annotations

from adjudicator.casework.sheet.lines.table import LINES
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import NameOf, source_words
from adjudicator.law.telling.words import value_words
from adjudicator.office import Office
from adjudicator.records.facts import FACTS, Known
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside, capital
from adjudicator.words.dates import dated_cell
from ui.envelope.facts import place_words
from ui.envelope.screen import EnvelopePanelScreen
from ui.parts import Line, Notice
from ui.shared.envelope_words import label_of


def look_blind(office: Office, number: str) -> EnvelopePanelScreen:
    """The panel of a drawn envelope; an empty one where it is not the person's to decide."""
    sheet = office.second.papers(number)
    if isinstance(sheet, Refusal) and sheet.code == "lists_unread":
        return EnvelopePanelScreen(number, _("Envelope {number}", number=number), came_back=Notice(sheet.words))
    if isinstance(sheet, Refusal):
        return EnvelopePanelScreen()
    name_of = office.people.name_of
    return EnvelopePanelScreen(
        number=sheet.number,
        title=_("Envelope {number}", number=sheet.number),
        place=place_words(sheet),
        headline=_("To be decided a second time"),
        because=(_("What was decided the first time is not shown here."),),
        voter=_voter(sheet),
        facts=tuple(_fact(sheet, fact, name_of) for fact in FACTS if fact in sheet.known and fact in LINES),
    )


def _voter(sheet: Sheet) -> tuple[Line, ...]:
    papers, elector = sheet.evidence.papers, sheet.evidence.elector
    lines = [
        Line(_("Name as written"), papers.voter_name, personal=True),
        Line(_("Born, as written"), dated_cell(papers.birth_date), personal=True),
        Line(_("Address as written"), papers.voter_address, personal=True),
    ]
    if elector is not None:
        on_roll = beside(elector.name, elector.address, by=", ")
        lines.append(Line(_("On the roll, by the look-up"), on_roll, personal=True))
    else:
        many = len(sheet.evidence.match.candidates)
        lines.append(Line(_("On the roll, by the look-up"), _("nobody beyond doubt; {count} to compare", count=many)))
    return tuple(line for line in lines if line.answer)


def _fact(sheet: Sheet, fact: str, name_of: NameOf) -> Line:
    """What the papers and files say of a fact, with its source; two that disagree are both told."""
    known: Known = sheet.known[fact]
    said = tuple(
        capital(
            _(
                "{source}: {answer}",
                source=source_words(other.source, name_of),
                answer=value_words(fact, other.value, sheet.words),
            )
        )
        for other in known.others
    )
    answer = known.answer
    return Line(
        label_of(fact),
        capital(value_words(fact, answer.value, sheet.words)),
        source_words(answer.source, name_of),
        said=said,
    )
