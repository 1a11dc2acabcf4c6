"""Acts of people who speak with voters: noting a contact, giving a receipt."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from adjudicator.casework.acts.act import Act, Acted, secret
from adjudicator.casework.acts.count.at_table import wrong_hour
from adjudicator.casework.record.state import CaseState, EnvelopeState
from adjudicator.records.contact import CHECK, FITS, RECEIPT, RESULTS, WAYS
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class Spoken:
    """A contact as a person enters it: codes of `records/contact.py`, the hour as told ("2020-11-05T14:10"), a note."""

    way: str
    result: str
    hour: str
    note: str = ""


def log_contact(state: EnvelopeState, spoken: Spoken, case: CaseState, act: Act) -> Acted:
    """Note a contact with the voter of an envelope, whatever stands of it. The note is sealed.

    Refused for codes outside the tables, a result that the way cannot have, and an hour to come.
    """
    if spoken.way not in WAYS:
        return Refusal("unknown_value", _("Say how the voter was reached."), state.number)
    if spoken.result not in RESULTS or spoken.result not in FITS[spoken.way]:
        return Refusal("unknown_value", _("Say what came of it."), state.number)
    wrong = wrong_hour(spoken.hour, case, act)
    if wrong is not None:
        return wrong
    data = {
        "envelope": state.number,
        "way": spoken.way,
        "result": spoken.result,
        "hour": spoken.hour,
        "note": secret(spoken.note),
    }
    return (act.entry("contact.logged", data),)


def give_receipt(state: EnvelopeState, receipt: str, check: str, taken: Container[str], act: Act) -> Acted:
    """Record that a receipt was printed for the voter; `taken` are the numbers of all that were given before.

    An earlier one of the envelope is in force no longer. Refused for a number that another receipt has.
    """
    if RECEIPT.fullmatch(receipt) is None or CHECK.fullmatch(check) is None:
        return Refusal("unknown_value", _("This is no receipt of this program."), state.number)
    if receipt in taken:
        return Refusal("receipt_taken", _("Another receipt has this number. Print it anew."), state.number)
    return (act.entry("receipt.given", {"envelope": state.number, "receipt": receipt, "check": check}),)
