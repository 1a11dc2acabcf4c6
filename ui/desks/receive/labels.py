"""The part of the Receive desk for labels: of which envelopes, on what paper, and the file to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from adjudicator.export.paper.labels import PAPERS, Label
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, n_
from ui.desks.receive.fields import places_of
from ui.desks.receive.screen import LabelsScreen
from ui.parts import Choice, Notice
from ui.shared.asking import AskedField, AskedForm
from ui.shared.desk import Shell
from ui.shared.hours import NO_NUMBER, number_of

WORDS = _(
    "Each label has the envelope's number, the same as a barcode, and its place. No name. A scan of an envelope with a label "
    "is known by its barcode."
)


class LabelPrinting:
    """What is to be printed. `changed` is called when there is something else to show."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._problems: dict[str, str] = {}
        self.strip: Notice | None = None

    def screen(self) -> LabelsScreen:
        """The part as it stands."""
        return LabelsScreen(AskedForm("labels", _("Labels"), _("Write the labels"), self._fields(), WORDS,
                                      problems=self._problems))  # fmt: skip

    def check(self, values: Mapping[str, str]) -> bool:
        """Whether there is something to print; what is wrong stands at its field."""
        self._problems, self.strip = {}, None
        paper, used = PAPERS[values["paper"]], number_of(values["used"] or "0")
        if used is None or used >= paper.on_a_page:
            most = _("A sheet of this paper has {count} labels.", count=paper.on_a_page)
            self._problems = {"used": NO_NUMBER if used is None else most}
        elif not self._wanted(values):
            self._problems = {"first": _("No envelope that was received fits.")}
        self._changed()
        return not self._problems

    def write(self, values: Mapping[str, str], path: str) -> None:
        """Write the labels that were asked for."""
        out, labels = Path(path).with_suffix(".pdf"), self._wanted(values)
        try:
            refusal: Refusal | None = self._office.labels.write(
                labels, values["paper"], out, used=number_of(values["used"] or "0") or 0, language=self._shell.language
            )
        except WorldError as error:
            self.strip = Notice(error.what, remedy=error.remedy)
        else:
            self.strip = Notice(refusal.words) if refusal is not None else None
            if refusal is None:
                said = n_(
                    "{count} label written to {file}", "{count} labels written to {file}", len(labels), file=out.name
                )
                self._shell.said(said)
        self._changed()

    def _wanted(self, values: Mapping[str, str]) -> tuple[Label, ...]:
        return self._office.labels.wanted(values["first"], values["last"], values["place"])

    def _fields(self) -> tuple[AskedField, ...]:
        every = Choice("", "", _("Every place"))
        places = (every, *(Choice("", place, place) for place in places_of(self._office.election)))
        papers = tuple(Choice("", code, paper.title) for code, paper in PAPERS.items())
        return (
            AskedField("first", _("From number"), _("Empty: from the first.")),
            AskedField("last", _("To number"), _("Empty: to the last.")),
            AskedField("place", _("Place"), kind="choice", choices=places),
            AskedField("paper", _("Paper"), value="sheet", kind="choice", choices=papers),
            AskedField("used", _("Used already"), _("So many labels of the first sheet are gone."), "0"),
        )
