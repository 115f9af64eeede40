"""The pages as responses: status, headers, twins that exist, and what the address says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from tests.faces.web.asking import Client, still
from tests.faces.web.many import many

from vedette.app.demo import demo
from vedette.faces.web.frame import SECTIONS
from vedette.faces.web.verbs import PATH


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The bundled corpus behind the application."""
    with Client(demo(tmp_path_factory.mktemp("pages")).db) as made:
        yield made


def test_every_page_is_html_that_may_run_nothing_written_in_it(client: Client) -> None:
    for path, _ in SECTIONS:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert not re.search(r"<[^>]+\s(style|on\w+)=", answer.text), path
        assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.text), path


def test_every_twin_that_a_page_names_is_there(client: Client) -> None:
    pages = [path for path, _ in SECTIONS] + [
        _first(client, "/", "/incidents/"),
        _first(client, "/sources", "/sources/"),
    ]
    for path in pages:
        for links in re.findall(r'<p class="twins">(.*?)</p>', client.get(path).text):
            for href in re.findall(r'href="([^"]+)"', links):
                assert client.get(href.replace("&amp;", "&")).status_code == 200, (path, href)


def test_the_figures_of_the_page_are_those_of_the_twin(client: Client) -> None:
    query = "severity=L2&since=2023-11-01"
    total = client.get(f"/incidents.json?{query}").json()["total"]
    assert f"<b data-total>{total}</b>" in client.get(f"/?{query}").text
    data = client.get("/points.json?severity=L2").json()
    start = (date(2023, 11, 1) - date.fromisoformat(data["first"])).days
    assert sum(data["per_day"][start:]) == total
    assert data["undated"] + sum(data["per_day"]) == len(data["place"]) == len(data["level"])
    assert max(data["place"]) < len(data["places"])


def test_an_empty_ledger_has_every_page() -> None:
    with still(many(0)) as client:
        for path, _ in SECTIONS:
            assert client.get(path).status_code == 200, path
        assert client.get("/points.json").json()["first"] is None


def test_the_table_is_paged_and_a_page_beyond_the_last_is_empty() -> None:
    with still(many(120, places=9)) as client:
        assert client.get("/rows").text.count("<tr>") == 51
        assert client.get("/rows?page=3").text.count("<tr>") == 21
        assert "No incident" in client.get("/rows?page=4&since=2019-01-01").text
        assert client.get("/rows?page=-1").text.count("<tr>") == 51


def test_what_the_browser_has_is_not_sent_again(client: Client) -> None:
    for path in ("/static/base.css", "/ground.json", "/points.json"):
        answer = client.get(path)
        again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
        assert (answer.status_code, again.status_code, again.content) == (200, 304, b""), path
    assert client.get("/static/../pages.py").status_code == 404
    assert client.get("/static/nothing.js").status_code == 404


def test_the_ground_of_the_map_has_land_boundaries_and_names(client: Client) -> None:
    data = client.get("/ground.json").json()
    assert any(mark for mark, *_ in data["borders"]) and len(data["land"]) > 1000
    assert "Iraq" in {name for name, *_ in data["countries"]}
    assert len(json.dumps(data)) < 1_000_000


def test_a_look_back_shows_the_day_it_looks_from(client: Client) -> None:
    then = client.get("/?as_of=2023-10-25")
    assert "As the reports stood on 25 Oct 2023" in then.text
    assert int(re.findall(r"<b data-total>(\d+)</b>", then.text)[0]) < 20


def test_a_judgement_leads_back_within_the_page_alone() -> None:
    assert PATH.fullmatch("/review?n=3&done=c0f") and PATH.fullmatch("/incidents/i17")
    for away in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/review\r\nset-cookie: a=b",
        "",
        "review",
    ):
        assert PATH.fullmatch(away) is None, away


def _first(client: Client, page: str, start: str) -> str:
    found = re.search(rf'href="({start}[a-z0-9]+)"', client.get(page).text)
    assert found is not None
    return found[1]
