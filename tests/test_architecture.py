"""ARCHITECTURE.md is held to the folders, and the code to its own measures."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "vedette"


def test_the_tree_in_architecture_names_every_folder_and_no_other() -> None:
    tree = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[├└]── (\w+(?:\.py|/))", tree))
    folders = {f"{one.name}/" for one in SOURCE.iterdir() if one.is_dir() and one.name != "__pycache__"}
    modules = {one.name for one in SOURCE.glob("*.py") if one.name != "__init__.py"}
    assert named == folders | modules


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    long = {
        str(one): count for one in SOURCE.rglob("*.py") if (count := len(one.read_text("utf-8").splitlines())) > 500
    }
    assert not long


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > 60
    ]
    assert not long


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCE.rglob("*.py")
        if (tree := ast.parse(path.read_text("utf-8"))).body and not ast.get_docstring(tree)
    ]
    assert not silent


def test_nothing_below_the_faces_prints() -> None:
    talkative = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if "faces" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not talkative


def test_only_the_faces_and_settings_read_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in SOURCE.rglob("*.py")
        if "faces" not in path.parts and re.search(r"os\.environ|getenv|sys\.argv", path.read_text("utf-8"))
    ]
    assert not readers
