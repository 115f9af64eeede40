"""The verbs of the terminal over HTTP: one later record each, told with what it changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.faces.http.conftest import Client

from vedette.app import api
from vedette.app.workspace import Workspace

ME = {"reason": "the toll of the hospital", "by": "Ana"}


def ids(client: Client) -> list[str]:
    return [one["id"] for one in client.json("/incidents.json?sort=day")["items"]]


def test_an_override_holds_at_once_and_is_told(client: Client, ledger: Path) -> None:
    id = client.json("/incidents.json?mode=drone")["items"][0]["id"]
    found = client.post(f"/incidents/{id}/overrides", json={"field": "killed", "value": 3, **ME})
    assert found.status_code == 201
    told = found.json()
    assert told["followed"]
    assert {one["field"] for one in told["changes"]} == {"casualties.killed.target", "severity"}
    assert client.json(f"/incidents/{id}.json")["incident"]["severity"] == "L6"
    assert client.json("/incidents.json?severity=L6")["total"] == 2
    with api.open_view(ledger) as view:
        assert [one.by for one in view.overrides] == ["Ana"]


def test_what_is_undone_holds_as_before(client: Client) -> None:
    id = ids(client)[0]
    before = client.json(f"/incidents/{id}.json")["incident"]["actor"]
    made = client.post(f"/incidents/{id}/overrides", json={"field": "actor", "value": "Kataib Hezbollah", **ME}).json()
    assert client.json(f"/incidents/{id}.json")["incident"]["actor"]["id"] == "group:kataib-hezbollah"
    undone = client.post("/undo", json={"id": made["written"][0]["id"], **ME})
    assert undone.status_code == 201
    assert client.json(f"/incidents/{id}.json")["incident"]["actor"] == before


def test_two_become_one_and_the_younger_id_leads_to_the_elder(client: Client) -> None:
    one, two = (client.json(f"/incidents.json?{asked}")["items"][0]["id"] for asked in ("mode=drone", "weapon=ied"))
    made = client.post("/review/decisions", json={"first": one, "second": two, "verdict": "same", **ME})
    assert made.status_code == 201
    told = made.json()
    if told["followed"]:
        assert client.json("/incidents.json")["total"] == 3
        led = client.get(f"/incidents/{two}.json")
        assert (led.status_code, led.headers["location"]) == (307, f"/incidents/{one}.json")
    else:
        assert client.json("/incidents.json")["total"] == 4
        assert client.json("/review.json")["counts"]["conflict"] == 1


def test_a_mention_is_split_off_and_a_drill_dropped(client: Client) -> None:
    both = next(one for one in client.json("/incidents.json")["items"] if len(one["mentions"]) == 2)
    assert client.post("/split", json={"mention": both["mentions"][1], **ME}).status_code == 201
    assert client.json("/incidents.json")["total"] == 5
    dropped = client.post("/drop", json={"incident": both["id"], **ME})
    assert [one["what"] for one in dropped.json()["changes"]] == ["retracted"]
    assert client.json("/incidents.json")["total"] == 4
    assert client.get(f"/incidents/{both['id']}.json").status_code == 404
    assert client.json(f"/incidents/{both['id']}.json?as_of=2024-03-12")["incident"]["id"] == both["id"]


def test_the_dossier_tells_what_people_judged(client: Client) -> None:
    id = ids(client)[0]
    client.post(f"/incidents/{id}/overrides", json={"field": "actor", "value": "Kataib Hezbollah", **ME})
    found = client.json(f"/incidents/{id}.json")
    assert [one["by"] for one in found["judgements"]] == ["Ana"]
    assert found["history"][-1]["by"] == "Ana"
    assert found["history"][-1]["why"] == ME["reason"]


@pytest.mark.parametrize(
    ("path", "given", "named"),
    [
        ("/review/decisions", {"first": "i1", "second": "i2", "verdict": "same", **ME}, "no incident or mention"),
        ("/review/decisions", {"first": "i1", "second": "i2", "verdict": "maybe", **ME}, "verdict"),
        ("/incidents/i1/overrides", {"field": "killed", "value": "3", **ME}, "there is no incident"),
        ("/undo", {"id": "c1", **ME}, "no decision or override"),
        ("/split", {"mention": "m1", **ME}, "no incident or mention"),
        ("/drop", {"incident": "i1", **ME}, "there is no incident"),
        ("/drop", {"incident": "i1", "by": "Ana"}, "reason"),
        ("/drop", {"incident": "i1", "reason": "r"}, "by"),
        ("/drop", {"incident": "i1", "reason": "  ", "by": "Ana"}, "in words"),
        ("/drop", {"incident": "i1", "extra": 1, **ME}, "extra"),
        ("/drop", ["i1"], "dictionary"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_changes_nothing_and_says_why(
    client: Client, path: str, given: object, named: str
) -> None:
    before = client.json("/health.json")["entries"]
    found = client.post(path, json=given)
    assert found.status_code == 422, found.text
    assert named in found.json()["detail"]
    assert client.json("/health.json")["entries"] == before


@pytest.mark.parametrize(
    ("field", "value"),
    [("weather", "3"), ("killed", "many"), ("place", "Nowhereville"), ("when", {"latest": "x"}), ("act", 7)],
)
def test_a_value_that_cannot_be_is_refused(client: Client, field: str, value: object) -> None:
    found = client.post(f"/incidents/{ids(client)[0]}/overrides", json={"field": field, "value": value, **ME})
    assert found.status_code == 422, found.text


def test_many_judge_at_once_and_none_is_lost(client: Client, ledger: Path) -> None:
    id = ids(client)[0]

    def judge(n: int) -> int:
        return client.post(
            f"/incidents/{id}/overrides", json={"field": "killed", "value": n, "reason": "a count", "by": f"P{n}"}
        ).status_code

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(judge, range(12))) == [201] * 12
    with api.open_view(ledger) as view:
        assert {one.by for one in view.overrides} == {f"P{n}" for n in range(12)}
    with Workspace.open(ledger) as workspace:
        assert workspace.ledger.prove().broken is None


def test_a_judgement_of_another_process_is_seen_by_the_next_look(client: Client, ledger: Path) -> None:
    id = ids(client)[0]
    api.override(f"{id}.drop", "true", by="Bo", reason="a drill", db=ledger)
    assert client.json("/incidents.json")["total"] == 3


def test_the_queue_shows_both_tellings_and_the_score(client: Client) -> None:
    found = client.json("/review.json")
    assert found["total"] == sum(found["counts"].values())
    for one in found["items"]:
        assert one["question"]
        for side in one["sides"]:
            assert all(0 <= start < end <= len(side["text"]) for start, end in side["marks"])
    assert client.json("/review.json?sort=conflict")["total"] == found["counts"]["conflict"]
