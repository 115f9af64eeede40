"""Speed of the server: a made-up ledger behind a real `vedette serve`, asked by many clients at once.

    python -m benchmarks.http LEDGER [--incidents N] [--clients N] [--requests N]

LEDGER is written first where there is none: N mentions of as many incidents, as in `link_ledger`, linked as a run links them. Then
the server is started on a free port of 127.0.0.1 in a process of its own, and asked: its first page, the queue of review, the list with
ever other filters (nothing that was asked before), the list with few filters (as pages ask), what the asker holds already (304), an
incident, and, while clients go on asking, a judgement. Clients ask one request after the other, without a pause; latencies are of the
whole answer. On a busy machine the latencies are its neighbours' as well: the seconds of processor of the server and of the clients,
which are one process, are printed beside them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from benchmarks import link_ledger
from benchmarks.link_speed import NOW
from vedette.app import pipeline
from vedette.app.workspace import Workspace

COUNTRIES = [f"C{n}" for n in range(12)]
_LENGTH = re.compile(rb"(?i)\ncontent-length: *(\d+)")
MODES = ["drone", "rocket_missile", "ied_mine", "firearms", "artillery_mortar"]


class Client(asyncio.Protocol):
    """One connection that asks one thing after the other; it does little with what it reads, for it shares the machine with the server."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie = port, cookie
        self._transport: asyncio.WriteTransport | None = None
        self._got, self._head, self._left = bytearray(), b"", -1
        self._answer: asyncio.Future[None] | None = None

    async def ask(
        self, path: str, *, tag: str | None = None, body: bytes | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one answer."""
        loop = asyncio.get_running_loop()
        if self._transport is None:
            self._transport, _ = await loop.create_connection(lambda: self, "127.0.0.1", self._port)
        method = "GET" if body is None else "POST"
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nCookie: {self._cookie}\r\n"
        head += f"If-None-Match: {tag}\r\n" if tag else ""
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body is not None else ""
        self._got, self._left, self._answer = bytearray(), -1, loop.create_future()
        self._transport.write(head.encode() + b"\r\n" + (body or b""))
        await self._answer
        lines = self._head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        return int(lines[0].split()[1]), headers, bytes(self._got)

    def data_received(self, data: bytes) -> None:
        """Some bytes of an answer."""
        self._got += data
        if self._left < 0:
            head, end, rest = self._got.partition(b"\r\n\r\n")
            if not end:
                return
            stated = _LENGTH.search(head)
            self._head, self._got, self._left = bytes(head), rest, int(stated[1]) if stated else 0
        if len(self._got) >= self._left and self._answer is not None and not self._answer.done():
            self._answer.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        """The server hung up."""
        self._transport = None
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error or ConnectionError("the server hung up"))


def filters(rng: random.Random) -> str:
    """A list that was hardly asked for before."""
    day = date(2021, 1, 1) + timedelta(days=rng.randrange(900))
    asked: dict[str, object] = {"since": day, "until": day + timedelta(days=rng.randrange(10, 400))}
    if rng.random() < 0.6:
        asked["country"] = rng.choice(COUNTRIES)
    if rng.random() < 0.4:
        asked["mode"] = rng.choice(MODES)
    if rng.random() < 0.3:
        asked["actor"] = f"Group {rng.randrange(60)}"
    if rng.random() < 0.2:
        west, south = rng.uniform(20, 40), rng.uniform(10, 40)
        asked["bbox"] = f"{west:.2f},{south:.2f},{west + 8:.2f},{south + 8:.2f}"
    asked["sort"] = rng.choice(["-day", "-day", "day", "-severity"])
    return "/incidents.json?" + urlencode(asked)


def plain(rng: random.Random) -> str:
    """A list as pages ask for it: by country or mode, on one of the first pages."""
    return "/incidents.json?" + urlencode({"country": rng.choice(COUNTRIES), "offset": 50 * rng.randrange(4)})


async def load(
    port: int, cookie: str, path: Callable[[random.Random], str], *, clients: int, requests: int, seed: int = 0
) -> list[float]:
    """Milliseconds of each answer."""
    took: list[float] = []

    async def client(seed: int) -> None:
        rng, one = random.Random(seed), Client(port, cookie)
        for _ in range(requests):
            start = time.perf_counter()
            status, _, content = await one.ask(path(rng))
            took.append(1000 * (time.perf_counter() - start))
            if status != 200 or not content:
                raise SystemExit(f"answered {status}: {content[:300]!r}")

    await asyncio.gather(*(client(seed + n) for n in range(clients)))
    return took


async def held(port: int, cookie: str, *, clients: int, requests: int) -> list[float]:
    """Milliseconds of each 304."""
    path, took = "/incidents.json?limit=200", []
    tag = (await Client(port, cookie).ask(path))[1]["etag"]

    async def client() -> None:
        one = Client(port, cookie)
        for _ in range(requests):
            start = time.perf_counter()
            status, _, _ = await one.ask(path, tag=tag)
            took.append(1000 * (time.perf_counter() - start))
            if status != 304:
                raise SystemExit(f"answered {status} instead of 304")

    await asyncio.gather(*(client() for _ in range(clients)))
    return took


async def measure(address: str, server: int, *, clients: int, requests: int) -> None:
    """Ask a server that is ready, and print what it took."""
    start_cpu, start_own = seconds(server), time.process_time()

    def tell(name: str, took: list[float]) -> None:
        """One line: median, 95 and 99 per cent, the worst, and what an answer cost the server."""
        nonlocal start_cpu, start_own
        cuts, now, own = quantiles(took, n=100), seconds(server), time.process_time()
        print(
            f"{name}: {len(took)} answers, median {cuts[49]:.1f} ms, 95 % {cuts[94]:.1f} ms, 99 % {cuts[98]:.1f} ms, worst {max(took):.1f} ms; "
            f"{1000 * (now - start_cpu) / len(took):.2f} ms of processor each, the asker's {1000 * (own - start_own) / len(took):.2f}",
            flush=True,
        )
        start_cpu, start_own = seconds(server), time.process_time()

    port = int(re.search(r":(\d+)/", address)[1])  # type: ignore[index]  # the server's own words
    _, headers, _ = await Client(port, "").ask(address.partition(str(port))[2])
    cookie = headers["set-cookie"].partition(";")[0]
    one = Client(port, cookie)
    for name, path in (("first page", "/"), ("the same page again", "/"), ("first list", "/incidents.json")):
        start = time.perf_counter()
        status, _, content = await one.ask(path)
        print(f"{name}: {1000 * (time.perf_counter() - start):.0f} ms, {status}, {len(content):,} bytes", flush=True)
    for path in ("/review.json", "/review.json?limit=100"):
        start, before = time.perf_counter(), seconds(server)
        status, _, content = await one.ask(path)
        print(
            f"{path}: {1000 * (time.perf_counter() - start):.0f} ms, {1000 * (seconds(server) - before):.0f} of processor, {status}, {len(content):,} bytes",
            flush=True,
        )
    start_cpu, start_own = seconds(server), time.process_time()
    for name, lists in (("first filters", filters), ("as pages ask", plain)):
        tell(name, await load(port, cookie, lists, clients=clients, requests=requests))
    tell("filters never asked before", await load(port, cookie, filters, clients=clients, requests=requests, seed=1000))
    tell("held already (304)", await held(port, cookie, clients=clients, requests=requests))
    found = json.loads((await one.ask("/incidents.json?limit=200"))[2])["items"]
    ids = [item["id"] for item in found]
    tell(
        "one incident, whole",
        await load(port, cookie, lambda rng: f"/incidents/{rng.choice(ids)}.json", clients=5, requests=20),
    )
    background = asyncio.create_task(load(port, cookie, filters, clients=clients, requests=requests))
    said = {"field": "killed", "value": 4, "reason": "a count from the hospital", "by": "bench"}
    start = time.perf_counter()
    status, _, content = await one.ask(f"/incidents/{ids[0]}/overrides", body=json.dumps(said).encode())
    print(
        f"a judgement under load: {time.perf_counter() - start:.2f} s, {status}, {len(json.loads(content).get('changes', ()))} changes"
    )
    tell("lists during it", await background)


def seconds(process: int) -> float:
    """Seconds of processor that a process has used so far, in it and in the system."""
    stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Write the ledger where there is none, start the server, ask it, stop it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--requests", type=int, default=40, help="of each client, in each part")
    given = parser.parse_args()
    if not given.ledger.exists():
        link_ledger.write(given.ledger, given.incidents)
        with Workspace.open(given.ledger) as workspace:
            print(f"{pipeline.link_pending(workspace, NOW)} decisions")
    start = time.perf_counter()
    command = [sys.executable, "-m", "vedette", "serve", str(given.ledger), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            print(
                f"ready after {time.perf_counter() - start:.1f} s, {seconds(server.pid):.1f} s of processor", flush=True
            )
            asyncio.run(measure(address, server.pid, clients=given.clients, requests=given.requests))
            status = Path(f"/proc/{server.pid}/status")
            if status.exists():
                print("\n".join(line for line in status.read_text().splitlines() if line.startswith("VmHWM")))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
