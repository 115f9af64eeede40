"""Letters of other scripts that are drawn like Latin ones, and the skeleton by which names that look the same are the same.

After the idea of confusable skeletons in Unicode Technical Standard 39 (https://www.unicode.org/reports/tr39/), for the letters with which Latin
names are imitated; the pairs were chosen by eye.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_PAIRS: Final = (
    "аa вb сc ԁd еe ғf һh іi јj кk ӏl мm нh оo рp ԛq ѕs тt υu ѵv ԝw хx уy ү y ё e є e ї i ӧ o ӓ a ӑ a ґ r п n ш w "
    "αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw ζz μu σo "
    "օo ոn սu հh ցg յj"
)
_TABLE: Final = {ord(found[1]): found[2] for found in re.finditer(r"([^\x00-\x7f\s])\s?([a-z])", _PAIRS)}
_NOT_LETTERS: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)
def skeleton(name: str) -> str:
    """What stands for all names that look like this one: case, accents, spaces, signs, widths and scripts of like letters do not matter."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_TABLE)
    return _NOT_LETTERS.sub("", bare) or name.casefold()
