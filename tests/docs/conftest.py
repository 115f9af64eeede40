"""The demo of the bundled corpus, made once for all pages that look into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.docs.lines import type_in


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `vedette demo` makes."""
    folder = tmp_path_factory.mktemp("docs")
    code, _, said = type_in("vedette demo --out demo", folder)
    assert code == 0, said
    return folder / "demo"
