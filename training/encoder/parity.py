"""Words and their pieces as the reference tokenizer gives them: the fixture that our own WordPiece is held to.

python -m training.encoder.parity
"""

from __future__ import annotations

import json
from importlib.metadata import files as installed
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer
from training.encoder.data import theatres
from training.encoder.network import BASE

from vedette.coding.base import TOKEN

FIXTURE: Final = Path(__file__).resolve().parents[2] / "tests" / "coding" / "local" / "wordpiece.json"
ODD: Final = (
    "北京市 日本 مُحَمَّد İstanbul Straße ﬁre ÅNGSTRÖM e\u0301lan na\u00efve don’t O'Neill's Shahed-136 M-23 U.S. 3rd 122mm 1,200 €5m 40% ① ¼ Ⅷ ǅ тест "
    "\u200f \u202eabc a\u00adb \ufffd 👩‍👩‍👧 🚀 #hashtag @user _x_ ‘quoted’ “double” — … · ° № § a\u0000b "
).split(" ")
LONG: Final = ("x" * 100, "x" * 101, "7" * 99, "ж" * 40)


def main() -> None:
    """Write the fixture: every twentieth word of our own training passages, and odd ones."""
    reference = Tokenizer.from_file(str(_tokenizer()))
    reference.no_truncation()
    reference.no_padding()
    seen = sorted({m.group() for passage in theatres("train") for m in TOKEN.finditer(passage.text)})
    held = {
        word: reference.encode([word], is_pretokenized=True, add_special_tokens=False).ids
        for word in (*seen[::20], *ODD, *LONG)
        if word
    }
    FIXTURE.write_text(json.dumps(held, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(held)} words in {FIXTURE}")


def _tokenizer() -> Path:
    found = next(file for file in installed(BASE) or () if file.name == "tokenizer.json")
    return Path(str(found.locate()))


if __name__ == "__main__":
    main()
