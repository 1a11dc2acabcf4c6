"""The names of counties as people write them."""

from __future__ import annotations


def county_words(county: str) -> str:
    """A county as the state's list writes it in capitals, as people write it: "DeKalb"."""
    plain = " ".join(word[:1] + word[1:].lower() for word in county.split()) if county.isupper() else county
    if plain.startswith("Mc"):
        return plain[:2] + plain[2:].capitalize()
    return "DeKalb" if plain == "Dekalb" else plain
