"""A county's name as people write it, where a state's list has capitals."""

from __future__ import annotations

from adjudicator.words import capital


def county_words(county: str) -> str:
    """A county as the state's list writes it in capitals, as people write it: "DeKalb"."""
    plain = " ".join(capital(word.lower()) for word in county.split()) if county.isupper() else county
    if plain.startswith("Mc"):
        return plain[:2] + plain[2:].capitalize()
    return "DeKalb" if plain == "Dekalb" else plain
