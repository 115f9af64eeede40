"""Weapons as reports name them, and the class of instrument that each one is."""

from collections.abc import Iterable
from functools import cache
from typing import cast

from vedette.model.mention import Weapon
from vedette.reference.names import fold
from vedette.reference.tables import rows


class WeaponTable:
    """Surface forms of weapons, singular and plural, with their class; the longest form found in a text decides."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._classes: dict[str, Weapon] = {}
        self._surfaces: list[str] = []
        for surface, weapon in rows:
            for form in (surface, _plural(surface)):
                if fold(form) not in self._classes:
                    self._classes[fold(form)] = cast(Weapon, weapon)
                    self._surfaces.append(form)
        self._surfaces.sort(key=lambda form: (-len(form), form))
        self._longest = max(len(form.split()) for form in self._classes)

    def names(self) -> tuple[str, ...]:
        """Every surface form, the longest first."""
        return tuple(self._surfaces)

    def classify(self, text: str) -> Weapon | None:
        """The class of the weapon that the words name ("two 107mm rockets" -> rocket), or None.

        The longest form wins; of forms equally long, the last, which is the head of an English noun phrase.
        """
        tokens = fold(text).split(" ")
        for length in range(min(self._longest, len(tokens)), 0, -1):
            for start in range(len(tokens) - length, -1, -1):
                found = self._classes.get(" ".join(tokens[start : start + length]))
                if found is not None:
                    return found
        return None


@cache
def weapons() -> WeaponTable:
    """The shared table, read on first use."""
    return WeaponTable((row["surface"], row["class"]) for row in rows("weapons.csv"))


def _plural(surface: str) -> str:
    if surface.endswith(("s", "S", "fire", "artillery", "shelling", "ammunition", "ordnance", "gas", "arms")):
        return surface
    if surface.endswith("knife"):
        return surface[:-2] + "ves"
    if surface.endswith("y") and surface[-2] not in "aeiou":
        return surface[:-1] + "ies"
    return surface + ("es" if surface.endswith(("sh", "ch", "x")) and surface.islower() else "s")
