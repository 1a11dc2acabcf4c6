"""How names, dates and addresses look on an envelope: as pens write them, not as the roll has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from adjudicator.practice.chance import Chance, Urn
from adjudicator.practice.people import MadeUpPerson, surname
from adjudicator.practice.scene import Address

SHORT = {
    "WILLIAM": ("BILL", "WILL"), "ROBERT": ("BOB", "ROB"), "RICHARD": ("RICK", "DICK"), "JAMES": ("JIM", "JIMMY"),
    "JOHN": ("JACK", "JOHNNY"), "MICHAEL": ("MIKE",), "JOSEPH": ("JOE",), "THOMAS": ("TOM",), "CHARLES": ("CHUCK",),
    "CHRISTOPHER": ("CHRIS",), "DANIEL": ("DAN", "DANNY"), "MATTHEW": ("MATT",), "ANTHONY": ("TONY",),
    "DAVID": ("DAVE",), "STEVEN": ("STEVE",), "EDWARD": ("ED", "EDDIE"), "KENNETH": ("KEN",), "RONALD": ("RON",),
    "TIMOTHY": ("TIM",), "JEFFREY": ("JEFF",), "GREGORY": ("GREG",), "PATRICK": ("PAT",), "BENJAMIN": ("BEN",),
    "SAMUEL": ("SAM",), "ALEXANDER": ("ALEX",), "NICHOLAS": ("NICK",), "JONATHAN": ("JON",), "LAWRENCE": ("LARRY",),
    "ELIZABETH": ("BETH", "LIZ", "BETTY"), "MARGARET": ("PEGGY", "MAGGIE"), "KATHERINE": ("KATE", "KATHY"),
    "CATHERINE": ("CATHY",), "PATRICIA": ("PAT", "PATTY"), "JENNIFER": ("JEN", "JENNY"), "BARBARA": ("BARB",),
    "SUSAN": ("SUE",), "DEBORAH": ("DEBBIE",), "REBECCA": ("BECKY",), "JESSICA": ("JESS",), "KIMBERLY": ("KIM",),
    "CHRISTINE": ("CHRIS", "TINA"), "CYNTHIA": ("CINDY",), "PAMELA": ("PAM",), "SAMANTHA": ("SAM",),
    "STEPHANIE": ("STEPH",), "VICTORIA": ("VICKY",), "JACQUELINE": ("JACKIE",), "DOROTHY": ("DOT",),
    "THERESA": ("TERRY",), "JUDITH": ("JUDY",), "SANDRA": ("SANDY",), "AMANDA": ("MANDY",), "ABIGAIL": ("ABBY",),
}  # fmt: skip

ACCENTS = {
    "JOSE": "JOSÉ", "MARIA": "MARÍA", "JESUS": "JESÚS", "ANGEL": "ÁNGEL", "RAMON": "RAMÓN", "RENE": "RENÉ",
    "HERNANDEZ": "HERNÁNDEZ", "GARCIA": "GARCÍA", "MARTINEZ": "MARTÍNEZ", "RODRIGUEZ": "RODRÍGUEZ",
    "LOPEZ": "LÓPEZ", "GONZALEZ": "GONZÁLEZ", "PEREZ": "PÉREZ", "SANCHEZ": "SÁNCHEZ", "RAMIREZ": "RAMÍREZ",
    "GOMEZ": "GÓMEZ", "DIAZ": "DÍAZ", "NUNEZ": "NÚÑEZ", "PENA": "PEÑA", "MUNOZ": "MUÑOZ", "VAZQUEZ": "VÁZQUEZ",
}  # fmt: skip

CONFUSED = (
    ("EI", "IE"), ("IE", "EI"), ("PH", "F"), ("CK", "K"), ("LL", "L"), ("NN", "N"), ("TT", "T"), ("SS", "S"),
    ("RR", "R"), ("SEN", "SON"), ("SON", "SEN"), ("Y", "IE"), ("EA", "EE"), ("AI", "AY"), ("C", "K"), ("Z", "S"),
    ("AN", "EN"), ("ER", "AR"), ("OU", "O"), ("M", "N"), ("U", "V"), ("B", "D"),
)  # fmt: skip

TYPES = {
    "DR": "Drive", "CT": "Court", "LN": "Lane", "RD": "Road", "ST": "Street", "TRL": "Trail", "PL": "Place",
    "CIR": "Circle", "AVE": "Avenue", "BLVD": "Boulevard", "PKWY": "Parkway", "HWY": "Highway", "TER": "Terrace",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """The voter's part of an envelope, as the envelope list has it."""

    last_name: str
    first_name: str
    middle_name: str
    suffix: str
    birth_date: str
    house_number: str
    street: str
    city: str
    zip_code: str
    registration_number: str = ""


Slip = Callable[[Chance, MadeUpPerson, WrittenPart], WrittenPart]


def written(chance: Chance, person: MadeUpPerson, address: Address | None, unclear: bool) -> WrittenPart:
    """What a voter wrote, with the slips of a pen: most write the name well, and leave the number away.

    `address` is where the voter says to live, if not as the roll has it; `unclear` keeps the initial only, and
    neither number nor a way to tell twins apart.
    """
    plain = _plain(person, address)
    if unclear:
        return _capitals(replace(plain, first_name=plain.first_name[:1], middle_name=""))
    slipped = SLIPS.draw(chance)(chance, person, plain)
    slipped = _lighter(chance, slipped)
    if chance.happens(0.06):
        slipped = _address_slip(chance, slipped)
    if chance.happens(0.24):
        slipped = replace(slipped, registration_number=person.number)
    return _accented(slipped) if chance.happens(0.5) else _capitals(slipped)


def without_number(chance: Chance, person: MadeUpPerson) -> WrittenPart:
    """What somebody wrote who is not on the roll and has no number to write."""
    return replace(written(chance, person, None, unclear=False), registration_number="")


def _plain(person: MadeUpPerson, address: Address | None) -> WrittenPart:
    elector = person.elector
    street, number = (address[0].name, address[1]) if address else (elector.street, elector.house_number)
    city, zip_code = (address[0].city, address[0].zip_code) if address else (elector.city, elector.zip_code)
    return WrittenPart(
        elector.last_name, elector.first_name, elector.middle_name, elector.suffix, person.born.isoformat(),
        number, street, city, zip_code,
    )  # fmt: skip


def _none(_chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    return text


def _misspelt_last(chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    return replace(text, last_name=misspelt(chance, text.last_name))


def _misspelt_first(chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    return replace(text, first_name=misspelt(chance, text.first_name))


def _nickname(chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    short = SHORT.get(text.first_name)
    return replace(text, first_name=chance.pick(short)) if short else text


def _initial(_chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    return replace(text, first_name=text.first_name[:1], middle_name=text.middle_name[:1])


def _swapped(_chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    return replace(text, last_name=text.first_name, first_name=text.last_name)


def _new_surname(chance: Chance, person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    """A woman's name before or after a marriage, at the address of the roll."""
    if person.sex != "F" or text.house_number != person.elector.house_number:
        return text
    other = surname(chance, person.race)
    return replace(text, last_name=f"{text.last_name}-{other}" if chance.happens(0.4) else other)


def _by_middle_name(_chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    if len(text.middle_name) < 3:
        return text
    return replace(text, first_name=text.middle_name, middle_name="")


def _birth_date_slip(chance: Chance, person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    born = person.born
    slips = (
        born.replace(day=born.month, month=born.day) if born.day <= 12 else born + timedelta(days=10),
        date(born.year + (1 if born.year % 10 < 9 else -1), born.month, min(born.day, 28)),
        date(born.year, born.month % 12 + 1, min(born.day, 28)),
    )
    return replace(text, birth_date=chance.pick(slips).isoformat())


def _no_birth_date(_chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    return replace(text, birth_date="")


def _last_name_apart(chance: Chance, _person: MadeUpPerson, text: WrittenPart) -> WrittenPart:
    """Half of a double name, or its halves the other way round; an apostrophe as a space."""
    parts = text.last_name.replace("-", " ").split()
    if len(parts) > 1:
        forms = (parts[0], parts[-1], f"{parts[-1]} {parts[0]}", " ".join(parts), "-".join(parts))
        return replace(text, last_name=chance.pick(forms))
    return replace(text, last_name=text.last_name.replace("'", chance.pick(("", " ", "’"))))


SLIPS: Urn[Slip] = Urn(
    (
        (_none, 600), (_misspelt_last, 75), (_misspelt_first, 45), (_nickname, 60), (_initial, 30), (_swapped, 12),
        (_new_surname, 40), (_by_middle_name, 10), (_birth_date_slip, 20), (_no_birth_date, 20),
        (_last_name_apart, 88),
    )
)  # fmt: skip


def misspelt(chance: Chance, name: str) -> str:
    """A name with one thing a pen or an ear gets wrong; short names are left alone."""
    if len(name) < 4:
        return name
    fitting = [(wrong, right) for right, wrong in CONFUSED if right in name[1:]]
    if fitting and chance.happens(0.7):
        wrong, right = chance.pick(fitting)
        place = name.index(right, 1)
        return name[:place] + wrong + name[place + len(right) :]
    place = chance.between(1, len(name) - 2)
    forms: Mapping[int, str] = {
        0: name[:place] + name[place + 1 :],
        1: name[:place] + name[place] + name[place:],
        2: name[:place] + name[place + 1] + name[place] + name[place + 2 :],
    }
    return forms[chance.below(3)]


def _lighter(chance: Chance, text: WrittenPart) -> WrittenPart:
    """Middle names shrink to initials or vanish, suffixes are forgotten, street types written out."""
    draw = chance.unit()
    middle = text.middle_name if draw < 0.3 else text.middle_name[:1] if draw < 0.7 else ""
    suffix = text.suffix if chance.happens(0.8) else ""
    words = text.street.split()
    if len(words) > 1 and words[-1] in {"NW", "NE", "SW", "SE"} and chance.happens(0.5):
        words = words[:-1]
    if words and chance.happens(0.4):
        words[-1] = TYPES.get(words[-1], words[-1])
    return replace(text, middle_name=middle, suffix=suffix, street=" ".join(words))


def _address_slip(chance: Chance, text: WrittenPart) -> WrittenPart:
    draw = chance.below(4)
    if draw == 0 and len(text.house_number) > 1:
        return replace(text, house_number=text.house_number[:-2] + text.house_number[-1] + text.house_number[-2])
    if draw == 1:
        return replace(text, street=misspelt(chance, text.street.upper()))
    if draw == 2:
        return replace(text, zip_code="", city="")
    return replace(text, house_number=text.house_number[:-1] or text.house_number)


def _capitals(text: WrittenPart) -> WrittenPart:
    return replace(text, street=text.street.upper())


def _accented(text: WrittenPart) -> WrittenPart:
    """Small letters after the first, with the accents that the roll drops."""
    first, last = (_with_accents(name) for name in (text.first_name, text.last_name))
    return replace(
        text, first_name=first, last_name=last, middle_name=_small(text.middle_name), suffix=_small(text.suffix),
        street=_small(text.street), city=_small(text.city),
    )  # fmt: skip


def _with_accents(name: str) -> str:
    return _small(" ".join(ACCENTS.get(part, part) for part in name.split(" ")))


def _small(text: str) -> str:
    """Capitals at the start of each word and after hyphen and apostrophe only."""
    small = text.lower()
    return "".join(
        letter.upper() if place == 0 or small[place - 1] in " -'’" else letter for place, letter in enumerate(small)
    )
