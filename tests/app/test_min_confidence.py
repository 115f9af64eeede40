"""Promises of `min_confidence`: recall given up for precision, in the open."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.coding.making import RECORDED, document

from vedette.app.codings import make_coder
from vedette.app.config import Config
from vedette.errors import ConfigError

TEXT = (
    "Rebels killed nine soldiers near Goma in Congo on Monday. Gunmen attacked a police post in Bukavu, a caller said."
)


def test_a_bound_keeps_what_is_surer_and_names_itself_in_the_coder() -> None:
    every = make_coder(Config()).code(document(TEXT), recorded_at=RECORDED)
    bound = sorted(one.confidence for one in every.mentions)[-1]
    sure = make_coder(Config(min_confidence=bound)).code(document(TEXT), recorded_at=RECORDED)
    assert every.mentions and sure.mentions
    assert all(one.confidence >= bound for one in sure.mentions)
    assert len(sure.mentions) <= len(every.mentions)
    assert sure.coder != every.coder and f"{bound:g}" in sure.coder


def test_nothing_is_sure_enough_for_certainty() -> None:
    assert make_coder(Config(min_confidence=1.0)).code(document(TEXT), recorded_at=RECORDED).mentions == ()


def test_the_rules_have_no_such_setting() -> None:
    with pytest.raises(ConfigError, match="min_confidence is a setting of the coder 'local'"):
        make_coder(Config(coder="rules", min_confidence=0.5))


@pytest.mark.parametrize(
    ("value", "says"), [('"high"', "is a number from 0 to 1"), ("1.5", "is a probability from 0 to 1")]
)
def test_a_bound_that_is_no_probability_is_refused(tmp_path: Path, value: str, says: str) -> None:
    path = tmp_path / "vedette.toml"
    path.write_text(f"[coding]\nmin_confidence = {value}\n")
    with pytest.raises(ConfigError, match=says):
        Config.load(path)
