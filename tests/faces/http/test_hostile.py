"""Hostile words in every field come out as the same words, in JSON, CSV and text; nothing in them is markup, and nothing is lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.faces.http.conftest import Client

from vedette.faces.http.app import create
from vedette.faces.http.guard import Guard
from vedette.model import Act, Casualty, Document, Mention, Party, Quantity, Reading, Severity, When, Where
from vedette.model.mention import Attribution, Instrument
from vedette.model.tally import Counted, Tally
from vedette.store.base import Coding
from vedette.store.sql import open_ledger

SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
BIDI = "\u202eevil\u2066\u200f\u0000\u2028\u0085"
LONG = "n" * 10_000
FORMULA = "=cmd|' /C calc'!A0"
HALF = "\ud800"
HOSTILE = [SCRIPT, BIDI, LONG, FORMULA, HALF, "\"'&<>{{7*7}}${7*7}\r\nSet-Cookie: x=y"]
NOW = datetime(2024, 4, 1, tzinfo=UTC)


def ledger_of(words: str, path: Path) -> Path:
    """A ledger in which every text of a report, a mention and a tally is these words."""
    text = f"{words} struck {words}."
    document = Document(
        id=Document.id_for(text, date(2024, 3, 5), words, words), text=text, published=date(2024, 3, 5), outlet=words, origin=words,
        recorded_at=NOW, url=words, title=words, language="en", sentences=((0, len(text)),), flags=(words,),
    )  # fmt: skip
    proof = (document.passage(0, len(words)),)

    def read(value: object) -> Reading:  # type: ignore[type-arg]
        return Reading(value=value, passages=proof, basis=words)

    act = read(Act(kind="ASSAULT", mode=words))
    party = Party(name=words + "!", id=words, role=words)
    mention = Mention(
        id=Mention.id_for(document.id, "made/1", act), document=document.id, coder="made/1", act=act, status=read("occurred"),
        when=read(When(earliest=date(2024, 3, 4), latest=date(2024, 3, 4))), severity=Severity(level=5), confidence=0.9, recorded_at=NOW,
        actor=read(party), target=read(party), instruments=(read(Instrument(weapon="other")),), condition=read(words),
        place=read(Where(name=words + "!", id=words, country=words, lat=1.0, lon=2.0, radius_km=3.0, precision="town", basis=words, within=(words,))),
        casualties=(read(Casualty(effect="killed", side="target", count=Quantity.exactly(2), word=words)),),
        attributions=(read(Attribution(actor=party, how="accused", by=party)),),
    )  # fmt: skip
    tally = Tally(
        id=Tally.id_for(document.id, "made/1", read(Quantity.at_least(3))), document=document.id, coder="made/1", recorded_at=NOW,
        counted=Counted(kind="ASSAULT", actor=read(party)), count=read(Quantity.at_least(3)), bound="at_least", as_of=date(2024, 3, 5),
        counter=read(party),
    )  # fmt: skip
    with open_ledger(path) as ledger:
        ledger.add_documents([document])
        ledger.add_coding(
            Coding(document=document.id, coder="made/1", recorded_at=NOW, mentions=(mention,), tallies=(tally,))
        )
    return path


@pytest.fixture(params=range(len(HOSTILE)), ids=["script", "bidi", "long", "formula", "half", "mixed"])
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Client]]:
    """A client of a ledger full of hostile words."""
    words = HOSTILE[request.param]
    app = create(ledger_of(words, tmp_path / "h.ledger"), guard=Guard())
    yield words, Client(app)
    app.state.served.close()


LOOKS = [
    "/incidents.json", "/documents.json", "/tallies.json", "/statements.json", "/relations.json", "/sources.json", "/tempo.json",
    "/forecast.json", "/review.json", "/log.json", "/diff.json?from=2024-03-01&to=2024-03-10", "/search.json?q=struck",
]  # fmt: skip


def test_every_look_is_json_that_holds_the_words_as_they_are(hostile: tuple[str, Client]) -> None:
    words, client = hostile
    for path in LOOKS:
        found = client.get(path)
        assert found.status_code == 200, (path, found.text[:300])
        assert found.headers["content-type"] == "application/json"
        assert found.headers["x-content-type-options"] == "nosniff"
        found.content.decode("utf-8")
    one = client.json("/incidents.json")["items"][0]
    assert one["actor"]["name"] == words + "!"
    assert one["place"]["name"] == words + "!"
    assert one["sources"][0]["outlet"] == words
    whole = client.json(f"/incidents/{one['id']}.json")
    assert whole["documents"][0]["title"] == words
    assert words in whole["evidence"][0]["text"]
    document = client.json(f"/documents/{one['sources'][0]['document']}.json")["document"]
    assert document["text"] == f"{words} struck {words}."


def test_files_hold_one_row_whatever_the_words_are(hostile: tuple[str, Client]) -> None:
    words, client = hostile
    rows = list(csv.DictReader(io.StringIO(client.get("/incidents.csv").text, newline="")))
    assert len(rows) == 1
    cell = rows[0]["actor_name"]
    assert not cell.startswith(("=", "+", "-", "@"))
    assert words == HALF or words.replace("\r", "").replace("\0", "")[:5] in cell.replace("\r", "").replace("\0", "")
    assert len(client.json("/incidents.geojson")["features"]) == 1


def test_a_report_is_sent_as_text_that_no_browser_runs(hostile: tuple[str, Client]) -> None:
    _, client = hostile
    id = client.json("/documents.json")["items"][0]["id"]
    found = client.get(f"/documents/{id}.txt")
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    assert found.headers["x-content-type-options"] == "nosniff"


def test_hostile_filters_and_ids_find_nothing_and_break_nothing(reader: Client) -> None:
    for words in HOSTILE:
        short = words[:150].replace("\ud800", "\ufffd")
        for name in ("text", "actor", "place", "country", "source", "mode"):
            assert reader.get("/incidents.json", params={name: short}).status_code in (200, 422)
        assert reader.get("/search.json", params={"q": short}).status_code in (200, 422)
        assert reader.get("/ask.json", params={"q": short}).status_code in (200, 422)
    for path in (
        "/incidents/%3Cscript%3E.json",
        "/incidents/..%2f..%2fetc%2fpasswd.json",
        "/documents/%00.txt",
        "/incidents/%ff.json",
    ):
        found = reader.get(path)
        assert found.status_code == 404, path
        assert found.headers["content-type"] == "application/problem+json"


def test_hostile_judgements_are_kept_as_words(client: Client) -> None:
    id = client.json("/incidents.json")["items"][0]["id"]
    for n, words in enumerate((SCRIPT, BIDI.replace("\0", ""), FORMULA, "x" * 2000)):
        said = {"field": "actor", "value": json.dumps({"name": words[:300]}), "reason": words, "by": words[:200]}
        made = client.post(f"/incidents/{id}/overrides", json=said)
        assert made.status_code == 201, made.text
        found = client.json(f"/incidents/{id}.json")
        assert found["incident"]["actor"]["name"] == words[:300]
        assert found["judgements"][-1]["reason"] == words
        assert len(found["judgements"]) == n + 1
