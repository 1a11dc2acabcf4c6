"""The list of sentences that translators begin with: in step with the program, and a language made from it is spoken."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po

from adjudicator import languages
from adjudicator.words import ENGLISH, _, said

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sentences() -> Iterator[ModuleType]:
    """The script, which reads the source once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "packaging"))
        yield importlib.import_module("sentences")
        sys.modules.pop("sentences", None)


def test_the_list_has_every_sentence_with_its_files(sentences: ModuleType) -> None:
    assert sentences.TEMPLATE.read_bytes() == sentences.template(), "run packaging/sentences.py"


def test_a_language_begins_from_it_and_keeps_what_is_translated(
    sentences: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "FOLDER", tmp_path)
    sentences.bring_up_to_date("es")
    with (tmp_path / "es.po").open("rb") as file:
        begun = read_po(file, locale="es")
    begun["Held"].string = "Retenido"
    with (tmp_path / "es.po").open("wb") as file:
        sentences.write_po(file, begun)
    sentences.bring_up_to_date("es")
    monkeypatch.setattr(languages, "path", lambda _folder, *name: tmp_path.joinpath(*name))
    languages.languages.cache_clear()
    try:
        spanish = languages.language_of("es_US.UTF-8")
        assert (spanish.code, type(spanish.catalog)) == ("es", GNUTranslations)
        assert said(_("Held"), spanish) == "Retenido"
        assert languages.language_of("fr") is ENGLISH
    finally:
        languages.languages.cache_clear()
