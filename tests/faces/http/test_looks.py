"""What the API answers: every look, filtered, paged, from then, and not at all where the asker has it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.faces.http.conftest import NOW, Client

from vedette.app import api
from vedette.app.workspace import Workspace

LOOKS = [
    "/incidents.json", "/documents.json", "/tallies.json", "/statements.json", "/relations.json", "/sources.json", "/review.json",
    "/log.json", "/ingest.json",
]  # fmt: skip


@pytest.mark.parametrize("path", LOOKS)
def test_every_list_is_paged_and_its_pages_make_the_whole(reader: Client, path: str) -> None:
    whole = reader.json(f"{path}?limit=1000")
    assert whole["next"] is None
    assert whole["total"] == len(whole["items"])
    found, link = [], f"{path}?limit=2"
    while link:
        page = reader.json(link)
        assert page["total"] == whole["total"]
        found += page["items"]
        link = page["next"]
    assert found == whole["items"]


def test_an_incident_is_told_as_the_terminal_tells_it(reader: Client, made: Path) -> None:
    listed = {one["id"]: one for one in reader.json("/incidents.json")["items"]}
    held = {one.id: one for one in api.incidents(db=made)}
    assert listed.keys() == held.keys()
    for id, one in held.items():
        assert listed[id]["severity"] == one.severity.label
        assert listed[id]["place"] is None or listed[id]["place"]["name"] == one.place.value.name  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("asked", "many"),
    [
        ("country=IQ", 4), ("country=SY", 0), ("since=2024-03-09", 2), ("until=2024-03-08", 2), ("since=2024-03-08&until=2024-03-08", 1),
        ("severity=L5", 2), ("severity=3", 4), ("mode=drone", 1), ("weapon=rocket", 1), ("source=third%20post", 2), ("text=mosul", 2),
        ("text=MOSUL+drone", 1), ("text=nowhere", 0), ("bbox=40,33,43,35", 1), ("bbox=170,-90,-170,90", 0), ("confidence=1", 0), ("kind=PROTEST", 0),
        ("status=occurred", 4), ("country=&text=", 4), ("place=iso:IQ", 4), ("since=2030-01-01", 0),
    ],
)  # fmt: skip
def test_every_filter_narrows(reader: Client, asked: str, many: int) -> None:
    assert reader.json(f"/incidents.json?{asked}")["total"] == many
    rows = list(csv.DictReader(io.StringIO(reader.get(f"/incidents.csv?{asked}").text)))
    assert len(rows) == many
    assert len(reader.json(f"/incidents.geojson?{asked}")["features"]) == many


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("as_of=yesterday", "YYYY-MM-DD"), ("as_of=1700000000", "YYYY-MM-DD"), ("since=2024-02-30", "since"), ("bbox=1,2,3", "west,south"),
        ("bbox=0,50,10,40", "above north"), ("bbox=a,b,c,d", "west,south"), ("severity=L9", "L0 to L7"), ("limit=0", "limit"), ("limit=9999", "limit"),
        ("offset=-1", "offset"), ("sort=size", "sort"), ("nonsense=1", "no such parameter"), ("cursor=x", "no cursor"), ("limit=1&limit=2", "once"),
        ("kind=THREATEN", "kind"), ("recorded_by=soon", "2023-11-13T18:00:00Z"), ("confidence=2", "confidence"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_answered_with_the_way_out(reader: Client, asked: str, named: str) -> None:
    found = reader.get(f"/incidents.json?{asked}")
    assert found.status_code == 422
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["status"] == 422
    assert named in found.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/i0.json",
        "/documents/d0.json",
        "/documents/d0.txt",
        "/ingest/x.json",
        "/ingest/x/events",
        "/nothing.json",
    ],
)
def test_what_is_not_there_is_a_problem_that_says_where_to_look(reader: Client, path: str) -> None:
    found = reader.get(path)
    assert found.status_code == 404
    assert found.headers["content-type"] == "application/problem+json"
    assert ".json" in found.json()["detail"]


def test_pages_hold_their_place_while_the_ledger_grows(client: Client, ledger: Path, tmp_path: Path) -> None:
    first = client.json("/incidents.json?limit=2&sort=-day")
    late = tmp_path / "late.md"
    late.write_text(
        "---\noutlet: Late\npublished: 2024-03-20\n---\nA suicide bomber killed nine people in Tikrit on Tuesday.\n"
    )
    api.run([late], db=ledger, now=NOW.replace(day=9))
    second = client.json(first["next"])
    assert second["total"] == first["total"] + 1
    ids = [one["id"] for one in (*first["items"], *second["items"])]
    assert len(ids) == len(set(ids)) == first["total"]


@pytest.mark.parametrize(
    "sort",
    ["day", "-day", "severity", "-severity", "killed", "-killed", "sources", "-sources", "recorded", "-recorded"],
)
def test_every_order_can_be_paged(reader: Client, sort: str) -> None:
    whole = [one["id"] for one in reader.json(f"/incidents.json?sort={sort}")["items"]]
    found, link = [], f"/incidents.json?sort={sort}&limit=1"
    while link:
        page = reader.json(link)
        found += [one["id"] for one in page["items"]]
        link = page["next"]
    assert found == whole


def test_looking_back_on_the_clock_of_the_world_and_on_that_of_the_ledger(reader: Client) -> None:
    now = reader.json("/incidents.json")
    assert reader.json("/incidents.json?as_of=2024-03-05")["total"] == 1
    assert reader.json("/incidents.json?as_of=2024-03-01") | {"head": ""} == {
        "as_of": None, "recorded_by": None, "head": "", "behind": False, "total": 0, "next": None, "items": [],
    }  # fmt: skip
    then = reader.json("/incidents.json?recorded_by=2024-04-01T12:00:00Z")
    assert then["recorded_by"] == "2024-04-01T12:00:00+00:00"
    assert (then["total"], now["total"]) == (2, 4)
    assert reader.json("/incidents.json?recorded_by=2024-04-01T13:00:00%2B02:00")["total"] == 0
    assert reader.json("/incidents.json?recorded_by=2024-04-01T14:00:00%2B02:00")["total"] == 2


@pytest.mark.parametrize(
    "path",
    [
        "/tempo.json",
        "/forecast.json",
        "/relations.json",
        "/tallies.json",
        "/statements.json",
        "/sources.json",
        "/review.json",
    ],
)
def test_a_day_before_the_first_report_is_empty_and_no_error(reader: Client, path: str) -> None:
    assert reader.json(f"{path}?as_of=2020-01-01")["as_of"] is None


@pytest.mark.parametrize("path", ["/brief.json", "/brief.md", "/brief.html", "/ask.json?q=how+many+attacks"])
def test_nothing_can_be_briefed_or_asked_of_an_empty_ledger(reader: Client, path: str) -> None:
    found = reader.get(path, params={"as_of": "2020-01-01", **({"q": "how many"} if "ask" in path else {})})
    assert found.status_code == 404
    assert "no report" in found.json()["detail"]


@pytest.mark.parametrize(
    "path",
    ["/incidents.json?limit=1", "/incidents.csv", "/incidents.geojson", "/documents.json", "/tempo.json", "/forecast.json", "/brief.md", "/log.json", "/review.json"],
)  # fmt: skip
def test_an_answer_that_the_asker_holds_is_not_sent_again(reader: Client, path: str) -> None:
    first = reader.get(path)
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = reader.get(path, headers={"if-none-match": held})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert reader.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    assert (
        reader.get(
            f"{path}{'&' if '?' in path else '?'}as_of=2024-03-11" if "log" not in path else "/log.json?limit=1"
        ).headers["etag"]
        != tag
    )


def test_a_judgement_changes_the_tag(client: Client) -> None:
    first = client.get("/incidents.json").headers["etag"]
    id = client.json("/incidents.json")["items"][0]["id"]
    assert client.post("/drop", json={"incident": id, "reason": "a drill", "by": "me"}).status_code == 201
    assert client.get("/incidents.json", headers={"if-none-match": first}).status_code == 200


def test_one_incident_carries_all_that_it_rests_on(reader: Client) -> None:
    listed = reader.json("/incidents.json")["items"]
    told_twice = next(one for one in listed if len(one["mentions"]) == 2)
    found = reader.json(f"/incidents/{told_twice['id']}.json")
    assert found["incident"]["accounts"]["when"]["told"]
    assert {one["outlet"] for one in found["documents"]} == {"Example Wire", "Second Paper"}
    assert "text" not in found["documents"][0]
    for side in found["evidence"]:
        words = [side["text"][start:end] for start, end in side["marks"]]
        assert any("Monday" in one for one in words)
    link = found["links"][0]
    assert link["decision"]["verdict"] in ("same", "unsure")
    assert sum(part["weight"] for part in link["waterfall"]) == pytest.approx(link["decision"]["weight"])
    assert [one["what"] for one in found["history"]][:2] == ["created", "attached"]
    assert found["history"][0]["at"] < found["history"][1]["at"]


def test_a_field_says_why(reader: Client) -> None:
    id = reader.json("/incidents.json?mode=drone")["items"][0]["id"]
    found = reader.json(f"/incidents/{id}/why.json?field=killed")
    assert found["tellings"][0]["words"] in found["tellings"][0]["sentence"]
    assert reader.get(f"/incidents/{id}/why.json?field=weather").status_code == 422


def test_a_report_is_text_and_never_a_page(reader: Client) -> None:
    id = reader.json("/documents.json")["items"][0]["id"]
    whole = reader.json(f"/documents/{id}.json")
    plain = reader.get(f"/documents/{id}.txt")
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert plain.text == whole["document"]["text"]
    for one in whole["mentions"]:
        assert plain.text[one["trigger"]["start"] : one["trigger"]["end"]] == one["trigger"]["text"]


def test_totals_stand_beside_what_the_ledger_holds(reader: Client) -> None:
    one = reader.json("/tallies.json")["items"][0]
    assert one["low"] == 12
    assert one["against_ledger"]["held"] <= 12
    assert reader.json("/tallies.json?counter=pentagon")["total"] == 1
    assert reader.json("/tallies.json?counter=nobody")["total"] == 0
    assert reader.json("/tallies.json?until=2024-01-01")["total"] == 0
    assert len(reader.get("/tallies.csv").text.splitlines()) == 2


def test_statements_are_found_by_who_and_what(reader: Client) -> None:
    found = reader.json("/statements.json?kind=THREATEN&actor=hezbollah")["items"]
    assert [one["outlet"] for one in found] == ["Example Wire"]
    assert reader.json("/statements.json?kind=AID")["total"] == 0
    assert reader.json("/statements.json?text=vowed")["total"] == 1


def test_words_are_found_in_reports(reader: Client) -> None:
    found = reader.json("/search.json?q=convoy+mosul")
    assert [one["outlet"] for one in found["items"]] == ["Example Wire"]
    assert reader.json("/search.json?q=%22+OR+*+%22")["items"] == []
    assert reader.json("/search.json?q=convoy&as_of=2024-03-06")["items"] == []


def test_what_changed_between_two_days(reader: Client) -> None:
    found = reader.json("/diff.json?from=2024-03-06&to=2024-03-10")
    assert {one["what"] for one in found["items"]} == {"created"}
    assert reader.json("/diff.json?from=2024-03-31&to=2024-04-01&clock=recorded")["total"] >= 2
    assert reader.get("/diff.json?from=2024-03-10&to=2024-03-06").status_code == 422
    assert reader.get("/diff.json?from=2024-03-10").status_code == 422


def test_the_log_is_newest_first_and_can_start_later(reader: Client) -> None:
    found = reader.json("/log.json")["items"]
    moments = [one["at"] for one in found]
    assert moments == sorted(moments, reverse=True)
    later = reader.json("/log.json?since=2024-04-02T00:00:00Z")
    assert 0 < later["total"] < len(found)


def test_the_briefing_is_a_page_of_nobody_in_which_nothing_runs(reader: Client) -> None:
    found = reader.get("/brief.html")
    policy = found.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert reader.json("/brief.json")["sections"]
    assert reader.get("/brief.md").text.startswith("# ")
    assert reader.get("/brief.md?since=2024-03-06").text != reader.get("/brief.md").text


def test_a_question_is_answered_with_what_was_looked_up(reader: Client) -> None:
    found = reader.json("/ask.json?q=how+many+attacks+in+Iraq")
    assert found["question"] == "how many attacks in Iraq"
    assert found["standing"] in ("answered", "passages", "not_in_ledger", "not_understood")


def test_no_look_writes_to_the_ledger(client: Client, ledger: Path) -> None:
    with Workspace.open(ledger) as workspace:
        before = workspace.ledger.prove()
    for path in (
        *LOOKS,
        "/brief.html",
        "/brief.json",
        "/forecast.json",
        "/tempo.json",
        "/ask.json?q=how+many",
        "/health.json",
        "/doctor.json",
    ):
        assert client.get(path).status_code == 200, path
    with Workspace.open(ledger) as workspace:
        assert workspace.ledger.prove() == before
