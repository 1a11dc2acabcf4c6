"""Passwords: which will do."""

from __future__ import annotations

import pytest

from adjudicator.people.common import is_common
from adjudicator.people.passwords import passphrase_problem, password_problem
from adjudicator.records.people import Person, practice_people
from adjudicator.resources import path
from adjudicator.words import Words
from tests.pseudo import PSEUDO, left_in_english

PASSWORD = "three quiet herons"
ANA = Person("adelgado", "Ana Delgado", frozenset({"clerk"}))


def test_a_password_of_several_words_will_do() -> None:
    assert password_problem(PASSWORD, ANA) is None


def test_length_is_counted_in_characters_after_composing() -> None:
    assert password_problem("lechuza y un\u0303a") is None
    assert "at least 12" in (password_problem("una montan\u0303a") or "")


def test_a_short_or_endless_password_is_refused_with_what_to_do() -> None:
    assert "at least 12" in (password_problem("heron-heron") or "")
    assert "at most 256" in (password_problem("heron on the lake " * 20) or "")


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("Password1234", id="common in capitals"),
        pytest.param("aaaaaaaaaaaaaaa", id="one letter"),
        pytest.param("121212121212", id="two digits"),
        pytest.param("1234567890123", id="digits in a row"),
        pytest.param("mnopqrstuvwx", id="letters in a row"),
        pytest.param("lkjhgfdsapoi", id="keys backwards"),
    ],
)
def test_what_anyone_would_guess_is_refused(password: str) -> None:
    assert "guess" in (password_problem(password) or "")


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("1qaz2wsx3edc", id="as it stands in the list"),
        pytest.param("P@ssw0rd2020!", id="signs for letters, a year, an exclamation mark"),
        pytest.param("Sunsh1ne!!!!", id="a digit for a letter"),
        pytest.param("2020-11-03 superman", id="a date before it"),
        pytest.param("let me in 12345", id="with spaces"),
        pytest.param("Mustang.Mustang.", id="twice, with dots"),
        pytest.param("$tarWars$tarWars1977", id="twice, with a year"),
        pytest.param("ElectionDay2020", id="the office's own"),
        pytest.param("G30rgia_2020_", id="the office's own, dressed up"),
    ],
)
def test_a_common_password_dressed_up_is_refused(password: str) -> None:
    assert "guess" in (password_problem(password) or "")


@pytest.mark.parametrize("password", ["kq7x-kq7x-kq7x-", "blue goat blue goat "])
def test_what_is_short_and_said_again_is_refused(password: str) -> None:
    assert "again and again" in (password_problem(password) or "")


@pytest.mark.parametrize(
    "password",
    ["four loud geese fly", "password of a heron", "7d-kiwi-ladder-9", "mustang in the rain", "xk2!vR9wq#Lm"],
)
def test_a_common_word_among_others_does_no_harm(password: str) -> None:
    assert password_problem(password) is None


def test_the_list_comes_with_its_licence_and_has_what_people_choose() -> None:
    assert "MIT License" in path("passwords", "LICENSE").read_text(encoding="utf-8")
    assert all(map(is_common, ("password", "qwerty", "dragon", "administrator")))
    assert not is_common("heron")


@pytest.mark.parametrize("password", ["AnaDelgado2020", "adelgado-ana-1", "delgado delgado!"])
def test_a_password_that_is_little_more_than_the_persons_name_is_refused(password: str) -> None:
    assert "your own name" in (password_problem(password, ANA) or "")
    assert "your own name" not in (password_problem(password) or "")


def test_a_name_within_a_longer_password_does_no_harm() -> None:
    assert password_problem("delgado sails at midnight", ANA) is None


def test_the_practice_peoples_passwords_pass_the_same_rules() -> None:
    assert [password_problem(password, person) for person, password in practice_people()] == [None] * 7


REFUSED = """
123456789012
210987654321
dragon2020dragon
Georgia2024Georgia
abcabcabcabc
qwertyuiop12
qwerty123456
asdfghjkl;'z
zxcvbnm,./123
1q2w3e4r5t6y
1qaz2wsx3edc
qazwsxedcrfv
poiuytrewq09
mnopqrstuvwx
zyxwvutsrqpo
abcdefg12345
112233445566
aabbccddeeff
024681357924
13579246810!
147258369147
nogardnogard
drowssap2020
Passw0rd1234!
P@ssw0rd2020!
Password2024Password
2024Georgia2024
Sunsh1ne!!!!
summer2020summer!
Dragon2024Georgia
DragonMonkey
DragonMonkey2020
monkey-dragon
Election2024!!
ElectionDay2020
G30rgia_2020_
November3rd2020
november03112020
03112020georgia
11/03/2020 georgia
2020-11-03 superman
let me in 12345
Mustang.Mustang.
$tarWars$tarWars1977
gwinnett1234gwinnett
Gwinnett County 2024
superman987654321
qwerty2020qwerty
aaaaaaaaaaaaaaa
121212121212
!@#$%^&*()_+
administrator1
supervisor-2024
batmanbatmanbatman
iloveyou2012iloveyou
Welcome2024!!!
letmein2024letmein
changeme-2024
Provisional2024Ballot
GA2024GA2024GA
princess1princess2
"""

ACCEPTED = """
three quiet herons
four loud geese fly
password of a heron
7d-kiwi-ladder-9
mustang in the rain
xk2!vR9wq#Lm
purple tiger window
six grey herons wade
lechuza y una caña
delgado sails at midnight
winter soup, cold spoon
practice-reviewer-1
correct donkey battery staple
the ballots sleep at noon
umbrella seven gravel
Kq9#vTz2Lm8p
green-piano-walks-home
my aunt sells 14 lamps
eleven paper boats 88
tango river mustard 1987
orange kettle 2024 sings
dragonflies over mill pond
zebra.couch.yodel
h8Gd!s02kLq4
gravel-moth-pencil
Donaudampfschiff fährt
"""


@pytest.mark.parametrize("password", REFUSED.split("\n")[1:-1], ids=str)
def test_what_a_guesser_puts_together_is_refused_as_password_and_as_passphrase(password: str) -> None:
    assert "guess" in (password_problem(password) or "")
    assert passphrase_problem(password) is not None


@pytest.mark.parametrize("password", ACCEPTED.split("\n")[1:-1], ids=str)
def test_what_nobody_could_foresee_will_do_as_password_and_as_passphrase(password: str) -> None:
    assert password_problem(password) is None
    assert passphrase_problem(password) is None


COUNTYS = """
FultonCounty2024
Fulton County 2024
2020fultonFULTON
CountyOfFulton1!
fulton-elections
fultonnotluf2020
Fult0nC0unty2024
FultonGeorgia2024
"""


@pytest.mark.parametrize("password", COUNTYS.split("\n")[1:-1], ids=str)
@pytest.mark.parametrize("county", ["Fulton County", "FULTON"])
def test_the_countys_name_dressed_up_is_refused_in_an_office_of_that_county(password: str, county: str) -> None:
    assert "guess" in (password_problem(password, ANA, county) or "")
    assert passphrase_problem(password, county) is not None


@pytest.mark.parametrize(
    "password", ["Peach Festival Vote!", "peachfestivalvote", "PEACH-FESTIVAL-VOTE 2020", "3t0v1avitsefhcaep"]
)
def test_the_elections_name_dressed_up_is_refused(password: str) -> None:
    assert "guess" in (password_problem(password, ANA, "Fulton", "Peach Festival Vote 2020") or "")
    assert passphrase_problem(password, "Fulton", "Peach Festival Vote 2020") is not None
    assert password_problem("peachfestivalvote", ANA, "Fulton") is None


@pytest.mark.parametrize("password", [*ACCEPTED.split("\n")[1:-1], "rain over fulton mill", "a county of green hills"])
def test_the_countys_name_among_other_words_does_no_harm(password: str) -> None:
    assert password_problem(password, county="Fulton") is None


@pytest.mark.parametrize("weak", ["short", "x1y2z3" * 50, "administrator", "rain fog " * 3, "Gwinnett County"])
def test_what_is_wrong_with_a_passphrase_can_be_said_in_another_language(weak: str) -> None:
    problem = passphrase_problem(weak, "Gwinnett")
    assert isinstance(problem, Words)
    assert left_in_english(problem.said(PSEUDO)).strip(" .0123456789") == ""
