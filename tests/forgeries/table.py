"""Every forgery that is tried on a case file of form 4.0: what was in whose hand, and where it is found.

`docs/forgeries.md` is this table, for auditors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Hand = Literal["nobody", "reviewer", "supervisor", "administrator"]
"""Whose password the attacker has, beside the file and the program's own code."""

IN_HAND: dict[Hand, str] = {
    "nobody": "the file",
    "reviewer": "the file and a reviewer's password",
    "supervisor": "the file and a supervisor's password",
    "administrator": "the file and an administrator's password",
}

Found = Literal[
    "standard", "deep", "every signature", "saved checkpoint", "newer checkpoint", "said", "never", "sign-in", "release",
    "roll",
]  # fmt: skip

FOUND: dict[Found, str] = {
    "standard": "at both depths",
    "deep": "at the deep depth",
    "every signature": "at the deep depth with --every-signature",
    "saved checkpoint": "with a checkpoint saved before, and not without one",
    "newer checkpoint": "only with a checkpoint that was saved after what is gone",
    "said": "it is no error; the verdict says it",
    "never": "never",
    "sign-in": "when somebody signs in",
    "release": "by verify RELEASE, or the program does not release",
    "roll": "by verify ROLL, and by verify CASE where the roll is at hand",
}
"""Where a forgery is found, in words."""


@dataclass(frozen=True)
class Forgery:
    """One forgery: `name` is that of its attack, `words` what is done, `by` the id of the finding that names it, or what is
    said.
    """

    hand: Hand
    name: str
    words: str
    found: Found
    by: str = ""


def _of(hand: Hand, *rows: tuple[str, str, Found, str]) -> tuple[Forgery, ...]:
    return tuple(Forgery(hand, *row) for row in rows)


FORGERIES: tuple[Forgery, ...] = (
    *_of(
        "nobody",
        ("F1 an account", "An account with the attacker's key, an approval by it", "standard", "act.unsigned"),
        ("F1 an account by nobody", "The same, given by nobody", "standard", "act.unsigned"),
        ("F2 a key", "A supervisor gets the attacker's key, and approves", "standard", "act.unsigned"),
        ("F2 a key that the person made", "The supervisor is said to have made it", "standard", "act.unsigned"),
        ("F3 an outcome in place", "An outcome changed where it stands", "standard", "checkpoint.differs"),
        ("F4 an entry put between", "An entry in the middle of the record", "standard", "checkpoint.differs"),
        ("F5 the end cut off", "Entries and a checkpoint cut off", "saved checkpoint", "against.differs"),
        ("F5 the newest entry cut off", "What no checkpoint has cut off", "newer checkpoint", "against.differs"),
        ("F5 another tail", "Cut off, and other acts in a reviewer's name", "standard", "act.unsigned"),
        ("F6 a sealed value", "A voter's name exchanged", "deep", "sealed.value"),
        ("F6b a name", "The name that a search finds exchanged", "deep", "lookup.differs"),
        ("F7 a projection", "What a list says of an outcome", "deep", "projection.differs"),
        ("F8 a pack changed", "The text of the rules changed", "deep", "document.digest"),
        ("F8b a pack exchanged", "Rules exchanged with their digest", "standard", "checkpoint.differs"),
        ("F10 a determination", "A determination in a reviewer's name", "standard", "act.unsigned"),
        ("F17 facts", "The same, with facts of nobody's", "standard", "act.unsigned"),
        ("F14 lines of the roll", "Other votes under the roll", "deep", "credit.lines"),
        ("F14 lines of a list", "Other votes under a file that was never received", "deep", "credit.file"),
        ("F14 lines of their file", "Other votes under the file that lists them", "deep", "credit.lines"),
        ("F14 lines removed", "Other votes taken away", "deep", "credit.lines"),
        ("opened again, unsigned", "The form that signs nothing, and back", "standard", "act.out_of_place"),
        ("raised down and up", "The same by way of raising the form", "standard", "act.out_of_place"),
        ("raised to its own form", "Everybody's key to be made anew", "standard", "act.out_of_place"),
        ("called form 3.0", "The file says that it is of form 3.0", "standard", "schema.differs"),
        ("made form 3.0", "The whole file told as one of form 3.0", "said", "form 3.0"),
        ("people's acts as the program's", "An act of a person with no signer", "standard", "act.unsigned"),
        ("withdrawn by the program", "A determination taken back by nobody", "standard", "act.unsigned"),
        ("an entry in no act", "An entry that no row signs", "standard", "act.unsigned"),
        ("an entry behind an act", "An act said to have gone on", "standard", "act.unsigned"),
        ("an act inside another", "Two acts that overlap", "standard", "act.incomplete"),
        ("an act of millions", "An act said to have millions of entries", "standard", "act.incomplete"),
        ("an act before the first", "An act at a negative place", "standard", "act.incomplete"),
        ("an act beyond the last", "An act without entries", "standard", "act.incomplete"),
        ("something put before an act", "An entry in front of a signed act", "standard", "act.base"),
        ("an act repeated", "An act once more under its signature", "standard", "act.unsigned"),
        ("restored under its own origin", "A restored copy with the old origin", "standard", "act.out_of_place"),
        ("a tail behind a restored copy", "A signed act replayed behind it", "standard", "act.unsigned"),
        ("a restored copy", "The program is said to have restored a copy", "said", "goes on from a copy"),
        ("put back by the program", "The program is said to have put an envelope back", "never", ""),
        ("a checkpoint's people", "What a checkpoint says of the people", "standard", "checkpoint.signature"),
        ("a checkpoint taken away", "An older checkpoint", "standard", "checkpoint.gap"),
        ("the newest checkpoint taken away", "The newest checkpoint", "deep", "act.no_checkpoint"),
        ("a signature inside a stretch", "One signature among acts signed together", "every signature", "act.unsigned"),
        ("an entry of an older version", "An entry that seals less", "standard", "act.unsigned"),
        ("a trigger left off", "A guard not put back", "standard", "schema.differs"),
        ("a record made up whole", "Everything anew, under other keys", "saved checkpoint", "against.people"),
        ("F15 a key in the key ring", "A key of the attacker's under their password", "sign-in", "other_key"),
        ("f3 a list before a release", "A list says otherwise while a release is made", "release", "lists_differ"),
        ("f9 an elector in the roll", "An elector's row changed", "roll", "roll.id"),
    ),
    *_of(
        "reviewer",
        ("F10 another outcome", "Her outcome is not the recommended one", "deep", "admission.determination"),
        ("F10b another outcome in part", "The same, in part", "deep", "admission.determination"),
        ("F10c a departure without a reason", "She departs and gives no reason", "deep", "admission.determination"),
        ("F11 a pack that is not in force", "By rules that are not in force", "deep", "admission.determination"),
        ("F17 facts that nobody recorded", "On facts that nobody recorded", "deep", "admission.determination"),
        ("F17 another ballot style", "For another ballot style", "deep", "admission.determination"),
        ("H1 approving her own", "She approves her own batch", "standard", "batch.four_eyes"),
        (
            "H3 a role of the administrator",
            "The administrator is said to make her supervisor",
            "standard",
            "act.unsigned",
        ),
        ("a role of her own", "She makes herself supervisor", "standard", "key.refused"),
        ("a key for another", "She gives a supervisor a key", "standard", "key.refused"),
        ("a key made for another", "She makes a colleague's key", "standard", "act.unsigned"),
        ("two persons in one entry", "A body with two names", "standard", "body.form"),
        ("two kinds in one entry", "A body of two kinds", "standard", "body.form"),
        ("two envelopes in one entry", "A body about two envelopes", "deep", "body.form"),
        ("an entry written with spaces", "A body in another form", "standard", "body.form"),
        ("another's entry in her act", "A colleague's entry in her act", "standard", "act.unsigned"),
        ("another's act under her key", "A colleague's act under her key", "standard", "act.unsigned"),
        ("a stretch that ends before it begins", "Acts signed together, backwards", "standard", "acts.differ"),
        ("a stretch of less than nothing", "Acts signed together, fewer than none", "standard", "acts.differ"),
        ("a stretch numbered in letters", "Acts signed together, places as text", "standard", "body.meaning"),
        ("a stretch of rob's acts", "A colleague's acts signed in his name", "standard", "acts.differ"),
        ("a stretch of rob's acts as hers", "A colleague's acts signed as hers", "standard", "acts.differ"),
        ("a stretch twice", "The same acts signed together twice", "standard", "acts.differ"),
        ("a stretch of half an act", "An unsigned act, half of it signed together", "standard", "act.unsigned"),
        ("a stretch to come", "Acts signed together before they are done", "standard", "acts.differ"),
        ("a key that she replaced", "An act under a key that was replaced", "standard", "act.unsigned"),
        ("a replaced key in capitals", "A replaced key made again, in capitals", "standard", "act.unsigned"),
        ("an act from before her key", "An older act vouched for by a newer key", "standard", "act.unsigned"),
        ("an act after the account was closed", "By a colleague who left", "standard", "log.no_right"),
        ("a checkpoint after the account was closed", "The same of a head", "standard", "checkpoint.signature"),
        ("a checkpoint of other people", "A head signed with other accounts", "standard", "checkpoint.people"),
        ("the day closed", "What a supervisor does", "standard", "log.no_right"),
        ("an order", "What a supervisor does, with what follows", "standard", "log.no_right"),
        ("another signed out", "What a colleague does about himself", "standard", "log.no_right"),
        ("an entry of an older version", "An entry that seals less", "standard", "body.kind"),
        ("an act on an older record", "Signed over a record without the newest entries", "standard", "act.base"),
        ("an act on another record", "Signed over a record that never was", "standard", "act.base"),
        ("an act on a record to come", "Signed over entries that are not there", "standard", "act.base"),
    ),
    *_of(
        "supervisor",
        ("F1b another's determination", "A reviewer's determination, closed and approved", "standard", "act.unsigned"),
        ("F12 nothing approved", "An approval that approves nothing", "standard", "admission.batch"),
        (
            "F12b another envelope approved",
            "An approval of what the batch does not list",
            "standard",
            "admission.batch",
        ),
        (
            "F12c another place approved",
            "An approval of another entry as the determination",
            "standard",
            "admission.batch",
        ),
        ("F12 approved twice", "A batch approved twice", "standard", "batch.four_eyes"),
        ("F13 a release of what nobody approved", "A release of what is not approved", "deep", "admission.release"),
        ("F13b a release from a head that never was", "A release from another record", "deep", "admission.release"),
        (
            "F16 a departure not named",
            "With a reviewer's password: a departure approved unnamed",
            "deep",
            "admission.batch",
        ),
        ("G2 what follows from an old order", "A determination at an old order's instant", "standard", "log.no_right"),
        ("G2 what does not follow from an order", "One sent back in an order's own act", "deep", "log.no_right"),
        ("H2 his own approved", "A determination of one's own approved", "standard", "batch.four_eyes"),
        ("his own behind another's", "The same, a colleague's being on the list", "standard", "batch.four_eyes"),
        ("his own under another number", "The same, under a colleague's entry", "standard", "batch.four_eyes"),
        ("a role of her own", "She makes herself administrator", "standard", "key.refused"),
        ("a checkpoint of a head to come", "A head signed under another size", "standard", "checkpoint.note"),
        ("an approval without a checkpoint", "An approval without a checkpoint", "deep", "act.no_checkpoint"),
        ("agreed with herself", "An act of two by one", "deep", "admission.case"),
        ("confirmed herself", "Her own account confirmed", "deep", "admission.person"),
        ("confirmed a colleague of the same giver", "Confirmed for the same giver", "deep", "admission.person"),
        ("F18 a release signed anew", "A row of a release changed, and signed", "release", "release.differs"),
    ),
    *_of(
        "administrator",
        (
            "live.py two people of her own",
            "She is a reviewer and a supervisor herself",
            "said",
            "one person alone gave",
        ),
        ("in a person's place", "She makes a person's key before they do", "never", ""),
        ("in a person's place, and before", "And rewrites what they did before", "standard", "act.unsigned"),
        ("with a key handed out", "An act under a key that she handed out", "standard", "act.unsigned"),
        ("with a key handed out before", "The same after it was replaced", "standard", "act.unsigned"),
        ("an account twice", "An account given a second time", "standard", "key.refused"),
        ("her own account again", "Her own account given again, with another key", "standard", "key.refused"),
        ("a key that rob had", "A replaced key given again", "standard", "key.refused"),
        ("a key that rob had, in capitals", "The same, in capitals", "standard", "key.refused"),
        ("another's key", "A person's key given to another", "standard", "key.refused"),
        ("a key that is none", "A key that is none", "standard", "key.refused"),
        ("her own roles", "She makes herself supervisor, and approves", "said", "one person alone gave"),
        ("nobody left to administer", "She takes the last administrator's role", "deep", "admission.person"),
        ("confirmed by one of her own", "What she gave confirmed by whom she made", "deep", "admission.person"),
        ("a recovery key of her own", "A recovery key that the case does not name", "standard", "act.unsigned"),
        ("the recovery key for another act", "The recovery key for anything but a key", "standard", "act.unsigned"),
        ("the recovery key for another person", "The recovery key for a reviewer", "standard", "act.unsigned"),
        ("the recovery key", "The printed words in hand: an administrator's new key", "never", ""),
        ("accounts adopted", "Accounts adopted in a file that was not raised", "deep", "admission.case"),
        ("two who share their keys", "Reviewer and supervisor agree", "never", ""),
    ),
)
"""In the order in which they are told. An attack of each hand is tried with that password, and F16 and the last with two."""


def of(hand: Hand) -> list[Forgery]:
    """The forgeries of one hand that verify of the case is asked about."""
    return [each for each in FORGERIES if each.hand == hand and each.found not in ("sign-in", "release", "roll")]


def as_page() -> str:
    """The table in Markdown, as a page for auditors has it."""
    rows = (f"| {IN_HAND[each.hand]} | {each.words} | {FOUND[each.found]} | {_code(each.by)} |" for each in FORGERIES)
    return "\n".join(("| in hand | what is done | found | by |", "|---|---|---|---|", *rows, ""))


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
