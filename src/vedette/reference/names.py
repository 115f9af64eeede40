"""Folding of names: one spelling for many, so that a name in a report meets its row in a table."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

MAX_TOKENS = 6
"""Longest name, in folded tokens, that the gazetteer is built with."""

ARTICLES = frozenset("al el ad ar as ash at az an ul ur ed er es ez en edh adh ath eth".split())
"""Arabic articles as reports spell them, assimilated forms included."""

BASE = "~base"
"""Stands for every way to write that a place is an airfield or a base."""

_LETTERS = str.maketrans({
    "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "æ": "ae", "Æ": "ae",
    "œ": "oe", "ə": "a", "Ə": "a", "ħ": "h", "Ħ": "h",
})  # fmt: skip
_SILENT = re.compile("['’‘ʼʻ`´ʿʾ′]")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?:s\b|(?=\s|$|,))")
_NOT_WORD = re.compile(r"[\W_]+")
_BASE_TAIL = re.compile(
    r" (?:(?:international |military |army |naval )?"
    r"(?:air ?base|airport|air ?field|air ?strip|ab|afb|air force base|landing zone|base))$"
)
_FACILITY_TAIL = re.compile(
    r" (?:field|base|camp|garrison|outpost|post|plant|refinery|dam|port|prison|crossing|airport|barracks)$"
)
_KIND_TAIL = re.compile(
    r" (province|governorate|region|state|oblast|department|prefecture|district|county|city|town|village|"
    r"municipality|territory)$"
)
_KIND_HEAD = re.compile(
    r"^(?:the )?(province|governorate|region|state|oblast|department|district|city|town|village|municipality) of (?=.)"
)


_SPELLINGS: Final = (
    ("tell", "tall", "tel", "tal"), ("kafr", "kfar", "kefar", "kufr"), ("beit", "bayt", "bait", "beyt"), ("deir", "dayr", "dair", "der"),
    ("ain", "ayn", "ein", "eyn"), ("umm", "um", "oum"), ("khan", "xan"), ("wadi", "ouadi"), ("jabal", "jebel", "gebel", "djebel"), ("abu", "abou"),
)  # fmt: skip
"""First words of Arabic and Hebrew place names that reports spell in many ways."""
_SPELLED: Final = {word: row for row in _SPELLINGS for word in row}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes or punctuation, its tokens parted by one space.

    Folding twice changes nothing. Hyphens part tokens ("Al-Asad" -> "al asad"); apostrophes do not ("Sana'a" -> "sanaa").
    """
    # Letters of mathematics and the like become plain ones only by normalising, which can bring out capitals.
    plain = unicodedata.normalize("NFKD", _SILENT.sub("", name.translate(_LETTERS)))
    text = unicodedata.normalize("NFKD", plain.casefold())
    bare = "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)
    return _NOT_WORD.sub(" ", _SILENT.sub("", bare)).strip()


def unpossessed(name: str) -> str:
    """The text without possessive endings: "Chile's ministry" -> "Chile ministry"."""
    return _POSSESSIVE.sub("", name)


def without_articles(folded: str) -> str | None:
    """The key shared by all spellings of the article ("al hawl", "el hawl" -> "*hawl"), or None without an article."""
    tokens = folded.split(" ")
    kept = [token for token in tokens if token not in ARTICLES]
    return "*" + " ".join(kept) if kept and len(kept) < len(tokens) else None


def as_base(folded: str) -> str | None:
    """The key shared by all ways to name an airfield ("x air base", "x airbase" -> "x ~base"), or None."""
    stem = _BASE_TAIL.sub("", folded)
    return f"{stem} {BASE}" if stem != folded else None


def without_kind(folded: str) -> tuple[str, str] | None:
    """The name without a word for its kind, and that word ("anbar province" -> ("anbar", "province")), or None."""
    head = _KIND_HEAD.match(folded)
    if head:
        return folded[head.end() :], head.group(1)
    tail = _KIND_TAIL.search(folded)
    return (folded[: tail.start()], tail.group(1)) if tail else None


def keys(folded: str) -> tuple[str, ...]:
    """Every key under which a folded name is filed and looked up, the most exact first."""
    found = [folded]
    for key in (folded, as_base(folded)):
        if key is None:
            continue
        if key != folded:
            found.append(key)
        plain = without_articles(key)
        if plain is not None:
            found.append(plain)
    return tuple(found)


def variants(folded: str) -> tuple[str, ...]:
    """Other folded forms under which a name that is not filed as it stands may be found, the closest first.

    The first word spelled in another way ("tall tamr", "tell tamr"), the article left out before a facility ("omar field"), the
    kind of field left out ("conoco field"), and a base told by its bare name ("rumaylan").
    """
    found: list[str] = []
    first, _, rest = folded.partition(" ")
    if rest and first in _SPELLED:
        found += [f"{other} {rest}" for other in _SPELLED[first] if other != first]
        for other in (first, *_SPELLED[first]):
            found += [
                f"{other} {form}"
                for form in (rest.replace("ay", "ey"), rest.replace("ey", "ay"), rest.replace("ei", "ay"))
                if form != rest
            ]
    if _FACILITY_TAIL.search(folded):
        found.append("*" + folded)
    if folded.endswith(" field") and not folded.endswith((" oil field", " gas field")):
        found += [
            f"{start}{folded.removesuffix('field')}{kind} field" for start in ("", "*") for kind in ("oil", "gas")
        ]
    found.append(f"{folded} {BASE}")
    return tuple(dict.fromkeys(found))
