"""The list of sources in the how-to about live sources is one that vedette reads."""

from __future__ import annotations

import re
import tomllib

from tests.docs.lines import ROOT

from vedette.app.sources import KEYS, make_spec


def test_the_list_in_the_how_to_names_every_key_and_is_one() -> None:
    text = (ROOT / "docs" / "how-to-live.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (one,) = tomllib.loads(block)["source"]
    assert make_spec(one, "x").name == "Example Wire"
    assert set(KEYS) - set(one) == {"path", "outlet"}
