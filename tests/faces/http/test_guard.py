"""The guard: who is let in, what is refused, and what the browser is told."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.faces.http.conftest import Client

from vedette.faces.http.app import create
from vedette.faces.http.guard import HEADERS, Guard

LINK = Guard(token="once", session="crumb", cookie="vedette_test")
ACCOUNTS = Guard(accounts={"ana": "correct horse", "bo": "battery staple"})
JUDGED = {"first": "x", "second": "y", "verdict": "same", "reason": "r", "by": "me"}


def guarded(made: Path, guard: Guard, host: str = "http://127.0.0.1") -> Client:
    return Client(create(made, guard=guard), host)


def basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + b64encode(f"{name}:{password}".encode()).decode()}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:99"])
def test_names_of_this_machine_are_answered(reader: Client, host: str) -> None:
    assert reader.get("/health.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.7", "[::2]", "", "x@127.0.0.1"],
)
def test_other_names_are_refused_so_that_no_site_can_lead_a_browser_here(reader: Client, host: str) -> None:
    found = reader.get("/incidents.json", headers={"host": host})
    assert found.status_code == 421
    assert "--name adds one" in found.json()["detail"]


def test_with_other_machines_let_in_any_address_is_answered_but_no_foreign_name(made: Path) -> None:
    open_to = Guard(hosts=("localhost", "desk.example"), addresses=True, accounts={"ana": "correct horse"})
    client = guarded(made, open_to)
    for host, status in (("10.0.0.7:80", 200), ("desk.example", 200), ("evil.example", 421)):
        headers = {"host": host, **basic("ana", "correct horse")}
        assert client.get("/health.json", headers=headers).status_code == status


def test_the_link_signs_in_one_browser_once(made: Path) -> None:
    client = guarded(made, LINK)
    assert client.get("/incidents.json").status_code == 401
    first = client.get("/tempo.json?token=once&as_of=2024-03-06")
    assert first.status_code == 303
    assert first.headers["location"] == "/tempo.json?as_of=2024-03-06"
    crumb = first.headers["set-cookie"]
    assert crumb == "vedette_test=crumb; Path=/; HttpOnly; SameSite=Strict"
    second = client.get("/?token=once")
    assert second.status_code == 401
    assert "used before" in second.json()["detail"]
    assert client.get("/incidents.json", headers={"cookie": "a=b; vedette_test=crumb"}).status_code == 200


def test_the_same_browser_may_open_its_link_again(made: Path) -> None:
    client = guarded(made, LINK)
    client.get("/?token=once")
    assert client.get("/?token=once", headers={"cookie": "vedette_test=crumb"}).headers["location"] == "/"


@pytest.mark.parametrize("token", ["", "Once", "once ", "twice", "\u00fc"])
def test_a_wrong_token_signs_nobody_in_and_leaves_the_link_good(made: Path, token: str) -> None:
    client = guarded(made, LINK)
    assert client.get("/", params={"token": token}).status_code == 401
    assert client.get("/?token=once").status_code == 303


@pytest.mark.parametrize(
    "cookie", ["vedette_test=", "vedette_test=crum", "other=crumb", 'vedette_test="crumb"', "=;;="]
)
def test_a_wrong_cookie_is_nobody(made: Path, cookie: str) -> None:
    assert guarded(made, LINK).get("/incidents.json", headers={"cookie": cookie}).status_code == 401


def test_the_link_never_leads_to_another_host(made: Path) -> None:
    found = guarded(made, LINK).get("http://127.0.0.1//evil.example/%0d%0aset-cookie:x?token=once&next=//evil.example")
    assert found.status_code == 303
    assert found.headers["location"].startswith("/evil.example/")
    assert "\n" not in found.headers["location"]


def test_an_account_signs_in_and_gives_its_name_to_what_it_judges(made: Path) -> None:
    client = guarded(made, ACCOUNTS)
    assert client.get("/health.json").headers["www-authenticate"].startswith("Basic")
    assert client.get("/health.json", headers=basic("ana", "correct horse")).status_code == 200
    found = client.post("/review/decisions", json=JUDGED, headers=basic("ana", "correct horse"))
    assert found.status_code == 403
    assert "'ana' is signed in" in found.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [basic("ana", "battery staple"), basic("nobody", ""), basic("", ""), {"authorization": "Basic ???"}, {"authorization": "Bearer x"}],
)  # fmt: skip
def test_a_wrong_password_is_nobody(made: Path, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vedette.faces.http.guard._WRONG_S", 0.0)
    assert guarded(made, ACCOUNTS).get("/health.json", headers=headers).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "https://127.0.0.1"},
    ],
)
def test_no_page_of_another_site_may_write(reader: Client, headers: dict[str, str]) -> None:
    assert reader.post("/review/decisions", json=JUDGED, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1"}])
def test_its_own_pages_and_programs_may_write(reader: Client, headers: dict[str, str]) -> None:
    found = reader.post("/review/decisions", json=JUDGED, headers=headers)
    assert found.status_code == 422
    assert "no incident or mention 'x'" in found.json()["detail"]


def test_a_page_of_another_site_may_link_here_but_not_embed(reader: Client) -> None:
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert reader.get("/incidents.json", headers=followed).status_code == 200
    for mode, dest in (("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe")):
        headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        assert reader.get("/incidents.json", headers=headers).status_code == 403


def test_a_form_of_another_site_cannot_pass_for_json(reader: Client) -> None:
    found = reader.post(
        "/drop", content=b'{"incident":"i1","reason":"r","by":"b"}', headers={"content-type": "text/plain"}
    )
    assert found.status_code == 422


def test_no_other_site_is_ever_allowed_to_read(reader: Client) -> None:
    found = reader.ask(
        "OPTIONS", "/incidents.json", headers={"origin": "http://evil.example", "access-control-request-method": "GET"}
    )
    assert found.status_code in (403, 405)
    assert not [name for name in found.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/incidents.json", "/incidents.csv", "/nope", "/brief.md", "/openapi.json"])
def test_every_answer_tells_the_browser_what_it_may_do(reader: Client, path: str) -> None:
    found = reader.get(path)
    for name in HEADERS:
        assert name in found.headers, name
    assert "unsafe" not in found.headers["content-security-policy"]


def test_a_refusal_carries_the_headers_too_and_is_text_for_a_browser(made: Path) -> None:
    found = guarded(made, LINK).get("/<script>alert(1)</script>", headers={"accept": "text/html"})
    assert found.status_code == 401
    assert found.headers["content-security-policy"] == HEADERS["content-security-policy"]
    assert "<script>" not in found.text


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/drop", 65_537, 413),
        ("/ingest?name=a.md", 65_537, 202),
        ("/ingest/x", 65_537, 413),
        ("/drop?x=1", 70_000, 413),
    ],
)
def test_a_body_is_bounded_by_what_it_is_for(client: Client, path: str, size: int, status: int) -> None:
    assert client.post(path, content=b" " * size).status_code == status


def test_a_body_that_lies_about_its_length_is_stopped_where_it_grows_too_large(ledger: Path) -> None:
    client = Client(create(ledger, guard=Guard(upload=1000)))

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    for path in ("/ingest?name=a.md",):
        assert client.post(path, content=endless()).status_code == 413
    client.app.state.served.close()


def test_a_long_query_is_refused(reader: Client) -> None:
    assert reader.get("/incidents.json?text=" + "x" * 9000).status_code == 414


def test_a_defect_is_told_without_what_broke(made: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create(made, guard=Guard())

    async def broken() -> None:
        raise RuntimeError("a secret of the machine")

    app.add_api_route("/broken", broken)
    found = Client(app).get("/broken")
    assert found.status_code == 500
    assert found.headers["content-type"] == "application/problem+json"
    assert "secret" not in found.text
    assert "a secret of the machine" in caplog.text
