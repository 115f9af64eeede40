"""JSON, JSON lines and CSV, and the names of their fields."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from vedette.sources.base import Limits, Raw, Unread
from vedette.sources.files import Files

_LIMITS = Limits()


def _read(path: Path, data: str | bytes, limits: Limits = _LIMITS) -> list[Raw | Unread]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(Files([path], limits=limits).read())


@pytest.mark.parametrize("names", [("text", "published", "outlet", "url", "title"), ("Body", "pubDate", "source", "link", "headline"),
                                   ("content", "published_at", "publisher", "canonical", "Title")])  # fmt: skip
def test_common_field_names_are_understood(tmp_path: Path, names: tuple[str, ...]) -> None:
    values = ("A bomb went off.", "2023-11-13", "Wire", "https://example.org/a", "Bomb")
    (raw,) = _read(tmp_path / "a.json", json.dumps(dict(zip(names, values, strict=True))))
    assert raw == Raw(
        origin=str(tmp_path / "a.json"),
        text="A bomb went off.",
        published="2023-11-13",
        outlet="Wire",
        url="https://example.org/a",
        title="Bomb",
    )


def test_a_list_and_a_wrapped_list_give_one_report_a_record(tmp_path: Path) -> None:
    records = [{"text": "one"}, {"text": "two", "source": {"id": None, "name": "Wire"}}]
    plain = _read(tmp_path / "a.json", json.dumps(records))
    wrapped = _read(tmp_path / "b.json", json.dumps({"status": "ok", "articles": records}))
    assert [item.origin.rpartition("#")[2] for item in plain] == ["1", "2"]
    assert [getattr(item, "outlet", "?") for item in wrapped] == [None, "Wire"]


def test_a_bad_line_is_one_failure_and_the_others_are_read(tmp_path: Path) -> None:
    lines = b'{"text": "one"}\n{"text": \n\n[1]\n{"text": "\xff"}\n{"text": "two"}\n{"note": "x"}\n'
    found = _read(tmp_path / "a.jsonl", lines)
    assert [item.text if isinstance(item, Raw) else item.error.code for item in found] == [
        "one", "bad_json", "bad_record", "encoding", "two", "no_text",
    ]  # fmt: skip
    failed = found[1]
    assert isinstance(failed, Unread)
    assert failed.origin.endswith("a.jsonl#2") and "a.jsonl#2" in str(failed.error) and failed.error.way_out


def test_a_gzipped_file_of_lines_is_read_as_the_file_inside(tmp_path: Path) -> None:
    found = _read(tmp_path / "a.jsonl.gz", gzip.compress(b'{"text": "one"}\n{"text": "two"}\n'))
    assert [item.origin for item in found] == [f"{tmp_path / 'a.jsonl.gz'}#1", f"{tmp_path / 'a.jsonl.gz'}#2"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_cells_may_hold_line_breaks_and_the_separator_is_found(tmp_path: Path, sign: str) -> None:
    data = f'\ufeffDate{sign}Text{sign}Source\n2023-11-13{sign}"A bomb{sign}\nthen smoke."{sign}Wire\n'
    (raw,) = _read(tmp_path / "a.csv", data)
    assert isinstance(raw, Raw)
    assert (raw.published, raw.text, raw.outlet) == ("2023-11-13", f"A bomb{sign}\nthen smoke.", "Wire")


def test_a_csv_without_a_text_column_names_its_columns(tmp_path: Path) -> None:
    (failed,) = _read(tmp_path / "a.csv", "id,when\n1,2\n")
    assert isinstance(failed, Unread)
    assert failed.error.code == "no_text" and "id, when" in str(failed.error) and "text" in failed.error.way_out


def test_a_csv_row_in_another_encoding_is_one_failure(tmp_path: Path) -> None:
    found = _read(tmp_path / "a.csv", b"text\nfirst\nse\xf1or\nthird\n")
    assert [item.text if isinstance(item, Raw) else item.error.code for item in found] == ["first", "encoding", "third"]


def test_a_row_with_too_many_cells_is_refused_rather_than_cut(tmp_path: Path) -> None:
    (failed,) = _read(tmp_path / "a.csv", "text,date\nFour died, and more,2023-11-13\n")
    assert isinstance(failed, Unread) and failed.error.code == "bad_csv"


def test_a_record_above_the_limit_is_one_failure_and_the_next_is_read(tmp_path: Path) -> None:
    lines = json.dumps({"text": "x" * 5000}) + '\n{"text": "short"}\n'
    big, short = _read(tmp_path / "a.jsonl", lines, Limits(record=1000))
    assert isinstance(big, Unread) and big.error.code == "too_large"
    assert isinstance(short, Raw) and short.text == "short"


def test_html_inside_a_record_is_known_as_html(tmp_path: Path) -> None:
    (raw,) = _read(tmp_path / "a.json", json.dumps({"content": "<p>A bomb</p><p>went off</p>"}))
    assert isinstance(raw, Raw) and raw.media == "text/html"
