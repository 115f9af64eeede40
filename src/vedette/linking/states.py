"""States of the United States that a text names, in full or as the press shortens them."""

from __future__ import annotations

import re
from typing import Final

_SHORT: Final = {
    "Alabama": "Ala", "Arizona": "Ariz", "Arkansas": "Ark", "California": "Calif", "Colorado": "Colo", "Connecticut": "Conn",
    "Delaware": "Del", "Florida": "Fla", "Georgia": "Ga", "Illinois": "Ill", "Indiana": "Ind", "Kansas": "Kan", "Kentucky": "Ky",
    "Louisiana": "La", "Maryland": "Md", "Massachusetts": "Mass", "Michigan": "Mich", "Minnesota": "Minn", "Mississippi": "Miss",
    "Missouri": "Mo", "Montana": "Mont", "Nebraska": "Neb", "Nevada": "Nev", "Oklahoma": "Okla", "Oregon": "Ore",
    "Pennsylvania": "Pa", "Tennessee": "Tenn", "Texas": "Tex", "Virginia": "Va", "Vermont": "Vt", "Washington": "Wash",
    "Wisconsin": "Wis", "Wyoming": "Wyo", "Alaska": "", "Hawaii": "", "Idaho": "", "Iowa": "", "Maine": "", "New Hampshire": "N.H",
    "New Jersey": "N.J", "New Mexico": "N.M", "New York": "N.Y", "North Carolina": "N.C", "North Dakota": "N.D", "Ohio": "",
    "Rhode Island": "R.I", "South Carolina": "S.C", "South Dakota": "S.D", "Utah": "", "West Virginia": "W.Va",
}  # fmt: skip
_CODES: Final = dict(
    zip(
        "AL AZ AR CA CO CT DE FL GA IL IN KS KY LA MD MA MI MN MS MO MT NE NV OK OR PA TN TX VA VT WA WI WY AK HI ID IA ME NH NJ NM NY"
        " NC ND OH RI SC SD UT WV".split(),
        _SHORT,
        strict=True,
    )
)
_NAMES: Final = re.compile(r"\b(" + "|".join(sorted(_SHORT, key=len, reverse=True)) + r")\b")
_SHORTS: Final = re.compile(
    r", (" + "|".join(re.escape(s) for s in sorted(filter(None, _SHORT.values()), key=len, reverse=True)) + r")\."
)
_POSTAL: Final = re.compile(r", (" + "|".join(_CODES) + r")\b")
_FULL: Final = {short: name for name, short in _SHORT.items() if short}


def states_in(text: str) -> frozenset[str]:
    """The full names of the states named: "Ohio", "Tampa, Fla.", "Gary, IN"."""
    found = {m.group(1) for m in _NAMES.finditer(text)}
    found |= {_FULL[m.group(1)] for m in _SHORTS.finditer(text)}
    return frozenset(found | {_CODES[m.group(1)] for m in _POSTAL.finditer(text)})
