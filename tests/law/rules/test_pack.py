"""Packs: their text, their digest, and their tables as text for a case file."""

import json
from dataclasses import replace

import pytest

from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.rules.pack import make_pack, pack_of
from adjudicator.law.rules.rule import Rule
from adjudicator.law.telling.render import describe, facts_asked, render
from adjudicator.law.telling.words import value_words
from adjudicator.records.facts import FACTS, OF_PACKS
from adjudicator.resources import DEFAULT_PACK, PACK_IDS, pack, paragraph, path


def remade(of, rules=None, parameters=None, paragraphs=None):
    turned_on = (parameters or of.parameters, of.positions)
    return make_pack((of.id, of.name), rules or of.rules, turned_on, paragraphs or of.paragraphs)


def test_the_default_pack_is_the_one_that_the_secretary_of_state_announced():
    assert pack().id == DEFAULT_PACK == "georgia-2020-sos"
    assert pack().name == "Georgia 2020, as the Secretary of State announced"


@pytest.mark.parametrize("name", PACK_IDS)
def test_every_citation_of_every_rule_resolves_to_a_paragraph(name):
    for rule in pack(name).rules:
        for citation in rule.citations:
            assert len(paragraph(citation, pack(name)).text) > 30, citation


@pytest.mark.parametrize("name", PACK_IDS)
def test_the_text_is_of_the_release_in_force(name):
    release = paragraph("O.C.G.A. 21-2-419(c)(2)", pack(name)).release
    assert release.startswith("Release 86" if name == "georgia-2021" else "Release 78")
    sworn = "sworn statement" in paragraph("O.C.G.A. 21-2-419(c)(2)", pack(name)).text
    assert sworn == (name == "georgia-2021")


def test_only_the_announcement_is_a_paraphrase_and_says_so():
    texts = {citation: text.verbatim for name in PACK_IDS for citation, text in pack(name).paragraphs.items()}
    assert [citation for citation, verbatim in texts.items() if not verbatim] == ["Secretary of State, 6 Nov 2020"]


def test_a_paragraph_that_no_rule_cites_can_be_read_too():
    assert paragraph("O.C.G.A. 21-2-14", pack()).text.startswith("Unless otherwise stated")


@pytest.mark.parametrize("name", PACK_IDS)
def test_every_position_of_a_rule_is_written_down_with_doubt_and_source(name):
    for rule in pack(name).rules:
        for position in rule.positions:
            assert pack(name).position(position).source
            assert pack(name).position(position).doubt


@pytest.mark.parametrize("name", PACK_IDS)
def test_doubts_without_a_choice_are_told_and_carried_and_change_no_digest(name):
    of = pack(name)
    assert of.doubts
    assert pack_of(of.tables()).doubts == of.doubts
    assert remade(of).digest == of.digest
    told = render(of)
    for doubt in of.doubts:
        assert "?" in doubt.asks
        assert doubt.doubt.endswith(".")
        assert doubt.says.endswith(".")
        assert doubt.id in told
    assert [each["id"] for each in describe(of)["unsettled"]] == [each.id for each in of.doubts]


def test_a_pack_that_an_earlier_version_wrote_has_no_doubts():
    tables = json.loads(pack().tables())
    del tables["doubts"]
    assert pack_of(json.dumps(tables)).doubts == ()


@pytest.mark.parametrize("name", PACK_IDS)
def test_parameters_have_source_and_dates(name):
    for each in (*pack(name).parameters, *pack(name).positions):
        assert each.value
        assert each.source
        assert each.since
    assert pack(name).hour("office_hour").hour == 17


def test_a_citation_without_a_paragraph_is_refused():
    with pytest.raises(KeyError):
        make_pack(("x", "x"), pack().rules, ((), ()), {})


def test_a_pack_says_between_what_it_is_the_law_and_a_case_carries_that_with_it():
    assert {name: (pack(name).since, pack(name).until) for name in PACK_IDS} == {
        "georgia-2020-sos": ("2020-11-03", "2021-06-30"),
        "georgia-2020": ("2019-04-02", "2021-06-30"),
        "georgia-2021": ("2021-07-01", ""),
    }
    assert pack_of(pack().tables()).since == pack().since


def test_the_default_pack_says_where_it_differs_from_the_statute_and_the_others_do_not_differ():
    told = {name: pack(name).differs for name in PACK_IDS}
    assert [name for name, words in told.items() if words] == [DEFAULT_PACK]
    for part in ("November 6, 2020", "218(f)", "418(a)", "419(c)(3)", "registered in another county"):
        assert part in told[DEFAULT_PACK]


def test_what_a_pack_says_of_the_statute_is_in_its_tables_and_not_in_its_digest():
    silent = replace(pack(), differs="")
    assert pack_of(silent.tables()) == silent
    assert pack_of(pack().tables()).differs == pack().differs
    assert silent.digest == pack().digest == remade(silent).digest


def test_tables_written_before_a_pack_could_say_that_are_read():
    older = json.loads(pack().tables())
    del older["differs"]
    assert pack_of(json.dumps(older)) == replace(pack(), differs="")


def test_a_pack_is_written_with_its_letters_as_they_are():
    named = replace(pack(DEFAULT_PACK), name="Géorgie")
    assert '"name":"Géorgie"' in named.tables()
    assert pack_of(named.tables()).name == "Géorgie"


def test_packs_have_different_digests_and_the_same_pack_the_same():
    assert len({pack(name).digest for name in PACK_IDS}) == len(PACK_IDS)
    assert remade(pack()).digest == pack().digest
    assert pack().digest.startswith("sha256:")
    assert len(pack().digest) == 71


def test_the_digest_does_not_change_with_the_order_of_rules_facts_or_rows_nor_with_the_sentences():
    def turned(rule):
        rows = {row[::-1]: effects for row, effects in reversed(rule.rows.items())}
        return Rule(rule.id, rule.facts[::-1], rows, rule.positions, {"no": "Other words."})

    assert remade(pack(), [turned(rule) for rule in reversed(pack().rules)]).digest == pack().digest


@pytest.mark.parametrize("name", PACK_IDS)
def test_the_digest_changes_with_every_cell_of_every_table(name):
    digests = {pack(name).digest}
    changed = 0
    for place, rule in enumerate(pack(name).rules):
        for row, effects in rule.rows.items():
            for other in (
                (),
                (replace(effects[0], code="other"),),
                (replace(effects[0], citation="O.C.G.A. 21-2-14"),),
            ):
                rows = {each: cell for each, cell in {**rule.rows, row: other}.items() if cell}
                rules = [*pack(name).rules[:place], replace(rule, rows=rows), *pack(name).rules[place + 1 :]]
                texts = {**pack(name).paragraphs, "O.C.G.A. 21-2-14": paragraph("O.C.G.A. 21-2-14", pack(name))}
                digests.add(remade(pack(name), rules, paragraphs=texts).digest)
                changed += 1
    assert len(digests) == changed + 1


def test_the_digest_changes_with_a_parameter_and_with_a_word_of_cited_text():
    hour = [replace(each, value="18:00") if each.id == "office_hour" else each for each in pack().parameters]
    assert remade(pack(), parameters=hour).digest != pack().digest
    for citation, text in pack().paragraphs.items():
        texts = {**pack().paragraphs, citation: replace(text, text=text.text + " ")}
        assert remade(pack(), paragraphs=texts).digest != pack().digest


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_pack_rebuilt_from_its_tables_is_the_same_pack(name):
    again = pack_of(pack(name).tables())
    assert again == pack(name)
    assert again.tables() == pack(name).tables()


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_recommendation_from_tables_is_the_one_from_code(name, recommender, election):
    replayed = Recommender.from_tables(pack(name).tables(), election)
    for fact, values in FACTS.items():
        plain = {each: all_values[0] for each, all_values in FACTS.items()}
        for value in values:
            for facts in (plain | {fact: value}, {fact: value}, plain | {"home": "other_precinct", fact: value}):
                query = (facts, "main", "far", ("L",))
                assert replayed.recommend(*query) == recommender(name).recommend(*query)


def test_tables_of_a_newer_format_are_refused_with_words():
    newer = json.dumps({**json.loads(pack().tables()), "format": 99})
    with pytest.raises(ValueError, match="format 99"):
        pack_of(newer)


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_pack_laid_open_shows_every_rule_parameter_and_doubt(name):
    laid_open = json.loads(json.dumps(describe(pack(name))))
    assert [each["rule"] for each in laid_open["table"]] == [rule.id for rule in pack(name).rules]
    assert {doubt for each in laid_open["table"] for doubt in each["doubts"]} <= {
        each["id"] for each in laid_open["doubts"]
    }


def plain(text):
    """Without the breaks of lines."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", PACK_IDS)
def test_a_pack_in_plain_text_shows_every_part_in_words_with_its_code(name):
    told = render(pack(name))
    assert max(map(len, told.splitlines())) <= 100
    assert plain(pack(name).says) in plain(told)
    assert facts_asked(pack(name)).keys() == FACTS.keys() - OF_PACKS
    for fact, values in facts_asked(pack(name)).items():
        assert all(f"{value}: {value_words(fact, value)}" in plain(told) for value in values)
    for each in pack(name).rules:
        assert f"\n{each.id}\n  looks at: {', '.join(each.facts)}\n" in told
    for each in (*pack(name).parameters, *pack(name).positions):
        assert f"\n{each.id} = {each.value}\n" in told
        assert plain(each.says) in plain(told)
        assert plain(f"Source: {each.source}.") in plain(told)
    for position in pack(name).positions:
        assert all(f"{choice.value}: {plain(choice.says)}" in plain(told) for choice in position.choices)
        assert f"* {position.value}: " in told
    for paragraph_cited in pack(name).paragraphs.values():
        assert f"\n{paragraph_cited.citation}\n" in told
        assert paragraph_cited.sha256 in told


def test_a_row_in_plain_text_says_which_contests_count():
    told = plain(render(pack("georgia-2020-sos")))
    assert (
        "Registration: registered in time; Own precinct and style: belongs to another county -> Count in part: only the "
        "state-wide contests (wrong_county); Marked: wrong county (wrong_county)"
    ) in told
    assert "Not counted: no contest on this ballot is one in which the voter may vote, where no contest is left" in told


def test_what_packs_share_is_written_once():
    names = [path("law", name, "parameters.toml").read_text(encoding="utf-8") for name in PACK_IDS]
    assert all('shared = "georgia.toml"' in text for text in names)
    assert not any("office_hour" in text for text in names)
