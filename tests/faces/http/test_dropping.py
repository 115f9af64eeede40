"""Dropped files: read in the background, followed as they go, and never in the way of who looks."""

from __future__ import annotations

import io
import json
import threading
import time
import zipfile
from pathlib import Path

import pytest
from tests.faces.http.conftest import Client

from vedette.app import api

REPORT = b"---\noutlet: Late\npublished: 2024-03-20\n---\nA suicide bomber killed nine people in Tikrit on Tuesday.\n"


def over(client: Client, href: str) -> dict[str, object]:
    """The job once it is over."""
    for _ in range(2400):
        found: dict[str, object] = client.json(href)
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.05)
    raise AssertionError("the job took too long")


def test_a_dropped_report_is_read_and_seen(client: Client, ledger: Path) -> None:
    made = client.post("/ingest?name=late.md", content=REPORT)
    assert made.status_code == 202
    found = over(client, made.headers["location"])
    assert found["state"] == "done", found
    assert found["report"]["documents"] == 1  # type: ignore[index]
    assert client.json("/incidents.json?text=tikrit")["total"] == 1
    with api.open_view(ledger) as view:
        assert [one.origin for one in view.documents.values() if one.outlet == "Late"] == ["dropped/late.md"]


def test_the_same_report_again_changes_nothing(client: Client) -> None:
    for changed in (True, False):
        found = over(client, client.post("/ingest?name=late.md", content=REPORT).headers["location"])
        assert found["report"]["changed"] is changed  # type: ignore[index]


def test_an_archive_is_read_whole_and_what_fails_is_told(client: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in/a.md", REPORT)
        archive.writestr("in/b.md", "no date here, and nothing else")
    found = over(client, client.post("/ingest?name=x.zip", content=packed.getvalue()).headers["location"])
    report = found["report"]
    assert report["documents"] == 1  # type: ignore[index]
    (failure,) = report["failures"]  # type: ignore[index]
    assert failure["item"].startswith("dropped/x.zip")
    assert "/tmp" not in json.dumps(found)


def test_a_report_without_a_date_takes_the_one_that_is_given(client: Client) -> None:
    made = client.post(
        "/ingest?name=plain.txt&published=2024-03-21", content=b"Gunmen killed two guards in Kut on Tuesday."
    )
    assert over(client, made.headers["location"])["report"]["documents"] == 1  # type: ignore[index]
    assert client.json("/documents.json")["items"][-1]["published"] == "2024-03-21"


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd.md", "passwd.md"), ("C:\\x\\y.md", "y.md"), ("a\u202emd.exe\n.md", "a_md.exe_.md"), ("تقرير.md", "تقرير.md"), ("x" * 180 + ".html", "x" * 100 + ".html")],
)  # fmt: skip
def test_a_name_is_only_a_name(client: Client, name: str, kept: str) -> None:
    assert client.post("/ingest", params={"name": name}, content=REPORT).json()["name"] == kept


@pytest.mark.parametrize(
    ("query", "body", "status"),
    [("", REPORT, 422), ("name=..", REPORT, 422), ("name=a.md", b"", 422), ("name=a.md&published=x", REPORT, 422)],
)
def test_what_cannot_be_taken_is_refused_at_once(client: Client, query: str, body: bytes, status: int) -> None:
    assert client.post(f"/ingest?{query}", content=body).status_code == status


def test_what_is_no_report_fails_with_its_reason(client: Client) -> None:
    found = over(client, client.post("/ingest?name=a.zip", content=b"PK\x03\x04 no archive").headers["location"])
    assert found["state"] == "done"
    assert found["report"]["failures"]  # type: ignore[index]


def test_a_job_can_be_followed_until_it_is_over(client: Client) -> None:
    made = client.post("/ingest?name=late.md", content=REPORT).json()
    found = client.get(f"/ingest/{made['id']}/events")
    assert found.headers["content-type"].startswith("text/event-stream")
    states = [json.loads(line.removeprefix("data: "))["state"] for line in found.text.splitlines() if line]
    assert states[-1] == "done"


def test_looks_go_on_while_files_are_read(client: Client) -> None:
    broken: list[object] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            found = client.get("/incidents.json")
            if found.status_code != 200 or len(found.json()["items"]) != found.json()["total"]:
                broken.append(found.text)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        made = [
            client.post(f"/ingest?name=r{n}.md", content=REPORT.replace(b"nine", str(n).encode())) for n in range(2, 6)
        ]
        jobs = [over(client, one.headers["location"]) for one in made]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert [one["state"] for one in jobs] == ["done"] * 4
    assert not broken
    assert client.json("/documents.json")["total"] == 8
