"""The documentation is run, and falls behind nothing."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.docs.lines import ROOT, lines, type_in

from vedette.store.flat import COLUMNS

DOCS = ROOT / "docs"
TYPED = sorted(one.name for one in DOCS.glob("*.md") if "```console\n" in one.read_text(encoding="utf-8"))
"""The pages that tell their reader to type something."""


@pytest.mark.parametrize("page", TYPED)
def test_every_line_of_a_page_can_be_typed_in_order_and_gives_what_is_shown(
    page: str, campaign: Path, tmp_path: Path
) -> None:
    if page != "tutorial.md":  # there the reader makes the demo
        shutil.copytree(campaign, tmp_path / "demo")
    if page == "exports.md":
        shutil.copy(campaign / "campaign.ledger", tmp_path / "my.ledger")
    told = lines((DOCS / page).read_text(encoding="utf-8"))
    assert told
    for one in told:
        code, out, said = type_in(one.typed, tmp_path)
        assert code == 0, f"{one.typed}\n{said}"
        assert not one.shown or out.split() == one.shown.split(), f"{one.typed} now prints:\n{out}"


def test_no_page_shows_a_line_of_vedette_outside_of_the_blocks_that_are_run() -> None:
    unrun = {"$ vedette serve demo/campaign.ledger"}  # does not end; what it says is held by the page about the API
    shown = {line for one in DOCS.glob("*.md") for line in re.findall(r"^\$ vedette.*", one.read_text("utf-8"), re.M)}
    run = {f"$ {line.typed}" for page in TYPED for line in lines((DOCS / page).read_text("utf-8"))}
    assert len(run & shown) > 30
    assert shown - run == unrun


def test_every_module_that_a_page_tells_to_run_exists() -> None:
    pages = [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *ROOT.glob("training/**/*.md"), *ROOT.glob("examples/**/*.md")]
    named = {
        name
        for one in pages
        for name in re.findall(r"python -m ((?:benchmarks|training)[\w.]*)", one.read_text("utf-8"))
    }
    assert len(named) > 20
    assert not [name for name in sorted(named) if find_spec(name.rstrip(".")) is None]


def test_every_field_of_every_record_is_documented() -> None:
    named = set(re.findall(r"`(\w+)`", (DOCS / "records.md").read_text(encoding="utf-8")))
    tops = {
        column
        for columns in COLUMNS.values()
        for column in columns
        if not any(column.startswith(f"{other}_") for other in named)
    }
    assert tops - named - {"record"} == set()


def test_every_page_is_listed_every_picture_shown_and_every_link_leads_somewhere() -> None:
    shown: set[str] = set()
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("http") or (page.parent / target).exists(), f"{page.name}: {target}"
        shown |= set(re.findall(r"!\[[^\]]+\]\((\S+)\)", page.read_text(encoding="utf-8")))
    pictures = {str(one.relative_to(DOCS)) for one in DOCS.rglob("*") if one.suffix in (".png", ".svg")}
    assert pictures == shown
    listed = set(re.findall(r"\]\((\S+\.md)\)", (DOCS / "README.md").read_text(encoding="utf-8")))
    assert {one.name for one in DOCS.glob("*.md")} - {"README.md"} - listed == set()
