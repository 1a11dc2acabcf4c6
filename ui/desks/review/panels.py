"""What a panel of the Review desk is, as data and in what it does; and the two that several lines and keys open.

A panel is a question in its place, over the cards. What it shows is a `PanelScreen`, which a draft keeps; what its choices,
fields and button do is the `DeskPanel` of its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from adjudicator.office import Done
from adjudicator.records.election import Election
from adjudicator.records.envelope import Envelope
from adjudicator.records.trouble import Problem, Refusal
from adjudicator.words import _, capital, small
from ui.desks.review.papers import SLIPS, options_of, read_value, value_as_text
from ui.desks.review.screen import PanelField, PanelScreen
from ui.desks.review.work import Work

Values = Mapping[str, str]
"""What the fields of a panel hold, by their ids."""

Result = Done | Refusal | PanelScreen | None
"""What came of an act: recorded, refused, a panel that asks for more, or nothing to do."""

WRITE_WHY = _("Write why, in a sentence.")


@dataclass(frozen=True, slots=True)
class DeskPanel:
    """What is done with a panel of one kind: a choice taken in it, its button, and a field on which others hang.

    `then` says what follows its act: the next envelope, with what was done to this one, or the same one afresh. `on_others`
    says that it may stand on an envelope that the person cannot work on; `told` is what the status line says of its act.
    """

    kind: str
    choose: Callable[[Work, PanelScreen, str], Result] = lambda *__: None
    submit: Callable[[Work, PanelScreen, Values], Result] = lambda *__: None
    changed: Callable[[Work, PanelScreen, Values], PanelScreen] = lambda __, panel, ___: panel
    then: Literal["", "recorded", "referred", "afresh"] = ""
    on_others: bool = False
    told: Callable[[Values], str] = lambda __: ""


def with_reason(act: Callable[[Work, PanelScreen, str], Result]) -> Callable[[Work, PanelScreen, Values], Result]:
    """A button that does its act with the reason written; without one it gives the panel again, with its problem."""

    def submit(work: Work, panel: PanelScreen, values: Values) -> Result:
        if values.get("reason", "").strip():
            return act(work, panel, values["reason"])
        fields = tuple(
            replace(each, value=values.get(each.id, each.value), problem=WRITE_WHY if each.id == "reason" else "")
            for each in panel.fields
        )
        return replace(panel, fields=fields)

    return submit


def reason_field(label: str, hint: str) -> PanelField:
    """A field of several lines for a reason."""
    return PanelField("reason", label, "text", hint=hint)


def own_words_field() -> PanelField:
    """A field for a reason in a person's own words."""
    return reason_field(_("Why?"), _("Your words go into the record, sealed"))


# asking a supervisor


def refer_panel() -> PanelScreen:
    """Asks what the supervisor is to decide."""
    field = reason_field(_("What is the question?"), _("A sentence the supervisor can answer"))
    words = _("The envelope leaves your queue and comes back with the answer.")
    return PanelScreen("refer", _("Refer to a supervisor"), words, fields=(field,), accept=_("Refer"))


REFER = DeskPanel(
    "refer",
    submit=with_reason(lambda work, __, reason: work.office.review.refer(work.sheet.number, reason)),
    then="referred",
)


# correcting a slip


def correct_panel(work: Work, field: str = "cast_at") -> PanelScreen:
    """Asks which field of the papers has a slip, what the paper says, and why it is corrected."""
    return _correct_panel(work.sheet.evidence.papers, work.office.election, {"field": field})


def _correct_panel(papers: Envelope, election: Election, given: Values, problems: Values | None = None) -> PanelScreen:
    wrong, slip = problems or {}, SLIPS[given["field"]]
    options = options_of(slip.name, election)
    named = tuple((each.name, each.label) for each in SLIPS.values() if election.primary or each.name != "party")
    why = _("As in: read wrongly from the paper")
    fields = (
        PanelField("field", _("Which field?"), "choice", slip.name, options=named),
        PanelField(
            "value", _("{label}, as the paper says", label=slip.label), slip.kind,
            given.get("value", value_as_text(slip.name, papers)), slip.hint, wrong.get("value", ""), options, slip.personal,
        ),
        PanelField("reason", _("Why?"), "line", given.get("reason", ""), why, wrong.get("reason", "")),
    )  # fmt: skip
    words = _("What was received first stays in the record.")
    return PanelScreen("correct", _("Correct a slip"), words, fields=fields, accept=_("Correct"))


def _correct(work: Work, panel: PanelScreen, values: Values) -> Result:
    del panel
    papers, election, name = work.sheet.evidence.papers, work.office.election, values["field"]
    value, wrong = read_value(name, values.get("value", ""), election.date)
    wrong = wrong or _checked(work, name, value)
    if not wrong and value == getattr(papers, name):
        wrong = _("This is what is there already.")
    why = "" if values.get("reason", "").strip() else WRITE_WHY
    if wrong or why:
        return _correct_panel(papers, election, values, {"value": wrong, "reason": why})
    return work.office.receive.correct(work.sheet.number, {name: value}, values["reason"], work.sheet.state.version)


def _checked(work: Work, name: str, value: object) -> str:
    """What the rules of the envelope list say against a value, in words; empty where nothing does."""
    envelope = replace(work.sheet.evidence.papers, **{name: value})
    found = (each for each in work.office.receive.check(envelope) if each.column == name and not each.warning)
    problem: Problem | None = next(found, None)
    return _("{problem}. {remedy}", problem=capital(problem.what), remedy=problem.remedy) if problem is not None else ""


def _correct_changed(work: Work, panel: PanelScreen, values: Values) -> PanelScreen:
    papers, name = work.sheet.evidence.papers, values["field"]
    if name != next(field.value for field in panel.fields if field.id == "field"):
        values = {**values, "value": value_as_text(name, papers)}
    return _correct_panel(papers, work.office.election, values)


def _corrected_words(values: Values) -> str:
    return _("Corrected: {field}", field=small(SLIPS[values["field"]].label)) if values.get("field") in SLIPS else ""


CORRECT = DeskPanel("correct", submit=_correct, changed=_correct_changed, told=_corrected_words)
