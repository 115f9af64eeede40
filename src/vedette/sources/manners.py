"""How often a host is asked: a pause between two requests, the time it asks us to wait, and its robots.txt for a day."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from vedette.errors import SourceError
from vedette.sources.robots import SHUT, Robots

T = TypeVar("T")

_HOSTS = 5_000
_DAY_S = 86_400.0
_SHUT_S = 3_600.0
_LONGEST_WAIT_S = 86_400.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Manners:
    """Keeps `delay_s` seconds between two requests to one host; `clock` and `sleep` are in seconds, and may be a simulation's.

    Safe to share between threads; what it keeps of hosts is bounded.
    """

    def __init__(
        self,
        *,
        delay_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.delay_s, self.now = delay_s, now
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._next: OrderedDict[str, float] = OrderedDict()
        self._slow: OrderedDict[str, float] = OrderedDict()
        self._waits: OrderedDict[str, float] = OrderedDict()
        self._robots: OrderedDict[str, tuple[float, Robots]] = OrderedDict()

    def pause(self, host: str, url: str) -> None:
        """Sleep until the host may be asked again; SourceError "wait" while it asked not to be asked at all."""
        with self._lock:
            now = self._clock()
            if self._waits.get(host, now) > now:
                raise SourceError(
                    "wait",
                    f"{url[:200]}: {host} asked to wait before the next request",
                    way_out="It is asked again later.",
                )
            start = max(now, self._next.get(host, now))
            _keep(self._next, host, start + max(self.delay_s, self._slow.get(host, 0.0)))
        if start > now:
            self._sleep(start - now)

    def slow_down(self, host: str, delay_s: float) -> None:
        """Take the longer pause that a host asks for."""
        with self._lock:
            _keep(self._slow, host, delay_s)

    def told_to_wait(self, host: str, seconds: float) -> None:
        """Ask nothing of this host for so long, at most a day."""
        with self._lock:
            _keep(self._waits, host, self._clock() + min(seconds, _LONGEST_WAIT_S))

    def left_to_wait(self, host: str) -> float:
        """Seconds until the host may be asked again by its own word."""
        with self._lock:
            return max(0.0, self._waits.get(host, 0.0) - self._clock()) if host in self._waits else 0.0

    def robots(self, host: str, read: Callable[[], Robots]) -> Robots:
        """The host's robots.txt, read when it is not kept; one that could not be read is asked for again within the hour."""
        with self._lock:
            kept = self._robots.get(host)
            if kept is not None and kept[0] > self._clock():
                return kept[1]
        found = read()
        with self._lock:
            _keep(self._robots, host, (self._clock() + (_SHUT_S if found is SHUT else _DAY_S), found))
        return found


def _keep(table: OrderedDict[str, T], host: str, value: T) -> None:
    table[host] = value
    table.move_to_end(host)
    if len(table) > _HOSTS:
        table.popitem(last=False)
