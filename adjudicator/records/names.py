"""What a name may hold, and when two names look the same: people, courts, counties, places, numbers of envelopes.

A name has no character that is not seen (controls, formats, line breaks, fillers), since `0001` and `0001` with U+200B after
it are two names and look like one. A word is written in one script. Two names look the same where they have the same shape
once letters of other scripts, accents, marks and signs are taken for the Latin letter or digit that they look like.
Source: Unicode Technical Standard 39, sections 4 and 5.1, with a table of our own for the scripts that hold Latin shapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, name, normalize

from adjudicator.words import _, beside, joined

NAME_AT_MOST = 120
SHORT_NAME_AT_MOST = 40

_NOT_WRITTEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"})
_FILLERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks that are drawn as nothing (Default_Ignorable_Code_Point, and the empty Braille cell)."""

_CONTROLS = {
    "\0": "NULL",
    "\b": "BACKSPACE",
    "\t": "TAB",
    "\n": "LINE FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
}
"""Control characters have no name of their own in Unicode: these are its aliases."""

_EAST_ASIAN = frozenset({"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"})
"""Scripts that stand in one word in Chinese, Japanese and Korean."""

_LATIN_SHAPES = (
    # Latin
    ("ɑɡıɩłøđħŧƚɫ", "agiilodhtll"),
    ("ŁØĐĦŦ", "LODHT"),
    # Cyrillic
    ("аеорсухѕіјһԁԛԝӏкгѵ", "aeopcyxsijhdqwlkrv"),
    ("АВЕКМНОРСТУХЅІЈҮԌԚԜӀ", "ABEKMHOPCTYXSlJYGQWl"),
    # Greek
    ("αορνικυγηχωϲϳ", "aopvikuynxwcj"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHlKMNOPTYXC"),
    # Armenian
    ("օոսհզցյՏՕԼՍ", "onuhqgjSOLU"),
    # Cherokee
    ("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᎽᏃ", "ABCDEGHJKLMPRSTVWYZ"),
    # Lisu
    ("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAElOU"),
    # dashes that are typed for a hyphen
    ("‐‑‒–—−", "------"),
)
_SHAPE_OF = {letter: shape for letters, shapes in _LATIN_SHAPES for letter, shape in zip(letters, shapes, strict=True)}
_ALIKE = str.maketrans("I1|", "lll")


def tidied(text: str) -> str:
    """Return a name as it was typed, in one form: composed (NFC), without blanks around it and with one between words."""
    blanks = "".join(" " if category(letter) == "Zs" else letter for letter in normalize("NFC", text))
    return " ".join(part for part in blanks.split(" ") if part)


def name_problem(text: str, at_most: int = NAME_AT_MOST) -> str:
    """Say what keeps a text from being a name, as "holds U+000A LINE FEED as its character 5 ..."; empty if nothing."""
    return too_long(text, at_most) or unseen(text) or _mixed(text)


def too_long(text: str, at_most: int) -> str:
    """Say that a text is longer than is allowed; empty where it is not."""
    if len(text) <= at_most:
        return ""
    return _("has {count} characters, and at most {most} are allowed", count=len(text), most=at_most)


def unseen(text: str) -> str:
    """Say which character of a text cannot be seen, by its Unicode name and place; empty where there is none."""
    for place, letter in enumerate(() if text.isascii() and text.isprintable() else text, start=1):
        if is_unseen(letter):
            return _(
                "holds {character} as its character {number}, which cannot be seen",
                character=named(letter),
                number=place,
            )
    return ""


def is_unseen(letter: str) -> bool:
    """Whether a character is a control or format character, a line break, a filler, or none that Unicode has."""
    return letter in _FILLERS or (not letter.isprintable() and category(letter) in _NOT_WRITTEN)


def disguised(text: str) -> str:
    """Say which character of a text passes for an ASCII letter, digit or sign that it is not; empty where there is none."""
    for place, letter in enumerate(text, start=1):
        shape = letter if letter.isascii() else _SHAPE_OF.get(letter, normalize("NFKC", letter))
        if shape != letter and shape.isascii():
            return _(
                'holds {character} as its character {number}, which looks like "{letter}"',
                character=named(letter),
                number=place,
                letter=shape,
            )
    return ""


def code_mark(letter: str) -> str:
    """Return the mark that stands for a character which cannot be shown: "<U+202E>"."""
    return f"<U+{ord(letter):04X}>"


def named(letter: str) -> str:
    """Return a character as its code and Unicode name: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    return beside(f"U+{ord(letter):04X}", _CONTROLS.get(letter) or name(letter, "") or _("without a name"))


def looks_like(one: str, other: str) -> bool:
    """Whether two names can be taken for each other: in the letters as written, or with capitals and small ones alike."""
    return _shape(one) == _shape(other) or _shape(one.casefold()) == _shape(other.casefold())


def _mixed(text: str) -> str:
    for word in text.split():
        scripts = sorted({script for letter in word if (script := _script(letter))})
        if len(scripts) > 1:
            first = next(letter for letter in word if _script(letter) not in ("", _script(word[0])))
            mixed = joined(script.capitalize() for script in scripts)
            return _("mixes {scripts} letters in one word ({character})", scripts=mixed, character=named(first))
    return ""


def _script(letter: str) -> str:
    """Return the script of a letter, empty for what is none or belongs to all: marks, digits, signs."""
    if letter.isascii():
        return "LATIN" if letter.isalpha() else ""
    script = name(letter, "").split(" ")[0] if category(letter).startswith("L") else ""
    if script in ("MODIFIER", "FEMININE", "MASCULINE"):  # apostrophes that are letters, and ordinals
        return ""
    return "EAST ASIAN" if script in _EAST_ASIAN else script


def _shape(text: str) -> str:
    letters = "".join(_SHAPE_OF.get(letter, letter) for letter in _without_accents(normalize("NFKC", text)))
    small = letters.translate(_ALIKE).replace("0", "o" if letters.islower() else "O")
    kept = "".join(letter for letter in small if letter.isalnum() or category(letter).startswith("M"))
    return kept.replace("rn", "m").replace("vv", "w") or text


def _without_accents(text: str) -> Iterator[str]:
    """Yield the letters without accents, which are small beside them; vowel signs of other scripts stay."""
    base = ""
    for letter in normalize("NFD", text):
        if category(letter) != "Mn":
            base = letter
        elif _script(base) in ("LATIN", "CYRILLIC", "GREEK"):
            continue
        yield letter
