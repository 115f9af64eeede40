"""A coder of one name reads by the same files: whoever changes one of them renames the coder, and with it the fingerprint of a run."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from vedette.coding.local.coder import LocalCoder
from vedette.coding.rules import RulesCoder
from vedette.coding.shipped import digits

HOME = Path(str(files("vedette.coding")))
DATA = sorted((HOME / "data").iterdir())
CARD = HOME / "local" / "data" / "card.json"


@pytest.mark.parametrize("changed", DATA, ids=lambda one: one.name)
def test_a_change_of_any_data_file_changes_the_digits(changed: Path, tmp_path: Path) -> None:
    other = tmp_path / changed.name
    other.write_bytes(changed.read_bytes() + b"\n")
    assert digits([other if one == changed else one for one in DATA]) != digits(DATA)
    assert digits(reversed(DATA)) == digits(DATA)


def test_the_names_of_the_coders_hold_the_digits_of_all_that_they_read_by() -> None:
    assert RulesCoder().name == f"rules/1-{digits(DATA)}"
    assert LocalCoder().name == f"local/1-{digits([*DATA, CARD])}"
