"""A watch takes in what is new, once; says what breaks; and goes on where it was stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from tests.app.watched import Desk, desk
from tests.fakes.feeds import SIZE
from tests.fakes.web import Answer, Asked, fetcher

from vedette.app import pipeline
from vedette.app.codings import make_coder
from vedette.app.config import Config
from vedette.app.polling import visit
from vedette.app.taking import Takers
from vedette.app.watching import memory_of, open_watch, plan, state_of, try_out
from vedette.app.watchstate import TRIES, WatchState
from vedette.app.workspace import Workspace
from vedette.errors import ConfigError, InputError
from vedette.sources.base import SOURCES, Raw
from vedette.sources.live import nothing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    """A desk with three feeds."""
    with desk(tmp_path) as made:
        yield made


def links(at: Desk) -> Counter[str]:
    """How often the ledger holds each address."""
    return Counter(one.url or "" for one in at.documents())


def test_a_first_pass_takes_in_every_item_once_and_a_second_nothing(at: Desk) -> None:
    first, second = at.passes(2)
    assert (first.sources, first.items, first.documents, first.failed) == (3, 3 * SIZE, 3 * SIZE, 0)
    assert first.mentions and first.fine and second.fine
    assert links(at) == Counter(at.feeds.links(at.clock()))
    assert (second.sources, second.items, second.documents, second.decisions) == (3, 0, 0, 0)


def test_a_feed_that_changed_brings_only_what_is_new(at: Desk) -> None:
    at.passes()
    at.clock.now += timedelta(hours=12)
    (later,) = at.passes()
    assert later.items == later.documents == 3 * 2
    assert links(at) == Counter(at.feeds.links(at.clock()))


def test_every_document_is_by_the_outlet_of_its_source_and_dated_as_the_feed_says(at: Desk) -> None:
    at.specs = (replace(at.specs[0], outlet="Example Wire"),)
    at.passes()
    assert {one.outlet for one in at.documents()} == {"Example Wire"}
    told = {at.feeds.story(0, item).link: at.feeds.story(0, item).published.date() for item in range(-SIZE, 1)}
    assert all(one.published == told[one.url or ""] for one in at.documents())


def test_linking_bit_by_bit_gives_the_incidents_of_a_run_over_everything(tmp_path: Path) -> None:
    with desk(tmp_path, count=3, relevant=1.0) as at:
        at.options = replace(at.options, batch=50)
        at.passes()
        for _ in range(3):
            at.clock.now += timedelta(hours=7)
            at.passes()
        with Workspace.open(at.db) as workspace, Workspace.open(tmp_path / "whole.ledger") as whole:
            pipeline.take_in(whole, workspace.ledger.documents(), named=["all"], now=at.clock())
            bit_by_bit, at_once = workspace.view(), whole.view()
            assert len(bit_by_bit.documents) > 3 * SIZE and bit_by_bit.decisions
            assert bit_by_bit.partition.clusters == at_once.partition.clusters
            assert [one.id for one in bit_by_bit.incidents] == [one.id for one in at_once.incidents]


def test_with_every_third_answer_broken_nothing_is_lost_and_nothing_comes_twice(tmp_path: Path) -> None:
    with desk(tmp_path, count=4, every=timedelta(hours=1)) as at:
        at.passes()
        at.web.other = replace(at.feeds, faulty=0.35).answer
        done = at.passes(24)
        assert sum(one.failed for one in done) > 5
        at.web.other = at.feeds.answer
        at.clock.now += timedelta(hours=24)
        at.passes()
        assert links(at) == Counter(at.feeds.links(at.clock()))


def test_a_dying_source_is_asked_less_and_less_then_set_aside_and_said_so(at: Desk) -> None:
    at.specs = (replace(at.specs[0], where=at.web.url("/nothing", "feed000.test")),)
    at.options = replace(at.options, give_up=4, every_s=600.0)
    done = at.passes(60)
    visits = [one for one in done if one.sources]
    assert [round((b.started - a.started).total_seconds() / 600) for a, b in pairwise(visits)] == [
        1,
        2,
        4,
    ]
    assert at.visits()[-1].aside and not any(one.aside for one in at.visits()[:-1])
    assert "/nothing" in (at.visits()[-1].error or "")
    assert done[-1].aside == ("feed000.test",) and not done[-1].fine
    assert state_of(at.db)["feed000.test"].aside
    with Workspace.open(at.db) as workspace:
        assert [one.code for one in workspace.ledger.failures()] == ["missing"]
    with at.watch() as work:
        work.again("feed000.test")
        assert work.one_pass().sources == 1


def test_a_source_that_is_gone_is_set_aside_at_once_and_back_when_its_address_changes(at: Desk) -> None:
    at.web.pages["/feed.xml"] = Answer(status=410)
    at.specs = at.specs[:1]
    assert at.passes()[0].aside == ("feed000.test",)
    del at.web.pages["/feed.xml"]
    assert at.passes()[0].sources == 0
    at.specs = (replace(at.specs[0], where=at.web.url("/feed.xml", "feed002.test")),)
    assert at.passes()[0].documents == SIZE


def test_a_host_that_asks_to_wait_is_not_asked_before(at: Desk) -> None:
    at.specs = at.specs[:1]
    at.web.pages["/feed.xml"] = Answer(status=503, headers={"Retry-After": "7200"})
    with at.watch() as work:
        began = at.clock()
        visited = [one.started for one in work.run(at.clock.sleep, passes=20) if one.sources]
        assert visited[0] == began and (visited[1] - began).total_seconds() >= 7200


def test_what_is_no_feed_is_a_failure_that_says_so(at: Desk) -> None:
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/real.xml"></head><body>hello</body></html>'
    at.web.pages["/feed.xml"] = Answer(body=page, headers={"Content-Type": "text/html"})
    at.specs = at.specs[:1]
    assert at.passes()[0].failed == 1
    assert "web page, not a feed" in (at.visits()[0].error or "") and "/real.xml" in (at.visits()[0].way_out or "")
    assert at.documents() == []


def test_the_pages_behind_a_feed_are_read_a_bounded_number_at_a_time(at: Desk) -> None:
    page = "<html><body><article><p>Gunmen attacked a police post near Kirkuk on Sunday and killed {} officers, the army said.</p></article></body></html>"
    for number in range(1, SIZE + 1):
        at.web.pages[f"/{number:05}"] = Answer(
            body=page.format(number + 1).encode(), headers={"Content-Type": "text/html"}
        )
    at.specs = (replace(at.specs[0], follow=True, limit=15),)
    linked = at.feeds.story
    for item in range(-SIZE + 1, 1):
        assert linked(0, item).link.startswith("http://feed000.test/")
    at.web.other = lambda asked: (
        Answer(body=at.feeds.feed(0, 0).replace(b"http://feed000.test/", at.web.url("/", "feed000.test").encode()))
        if asked.path == "/feed.xml"
        else Answer(status=404)
    )
    assert [one.documents for one in at.passes(4)] == [15, 15, 10, 0]
    asked = Counter(at.web.paths())
    assert all(asked[f"/{number:05}"] == 1 for number in range(1, SIZE + 1))


def test_an_item_that_may_come_later_is_tried_again_and_then_given_up(at: Desk) -> None:
    body = at.feeds.feed(0, 0).replace(b"http://feed000.test/", at.web.url("/", "feed000.test").encode())
    statuses = {"/feed.xml": 200, "/robots.txt": 404}
    at.web.other = lambda asked: Answer(body=body, status=statuses.get(asked.path, 500))
    at.specs = (replace(at.specs[0], follow=True),)
    done = at.passes(TRIES + 2)
    assert [bool(one.failures) for one in done] == [True] * TRIES + [False] * 2
    asked = Counter(at.web.paths())
    assert asked["/00001"] == TRIES
    with Workspace.open(at.db) as workspace:
        assert Counter(one.code for one in workspace.ledger.failures()) == {"server": SIZE}


def test_an_alert_is_told_once_also_after_a_new_start(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "killed"\nwhen = "level reached"\nlevel = 5\n', encoding="utf-8")
    with desk(tmp_path, relevant=1.0) as at:
        at.rules = rules
        first = at.passes()[0]
        assert first.alerts == len(at.alerts()) > 0
        assert at.passes()[0].alerts == 0
        state = WatchState(memory_of(at.db))
        try:
            assert list(state.untold()) == [] and state.memory().last
            state.fire([replace(at.alerts()[0], subject="another")], state.memory())
        finally:
            state.close()
        assert at.passes()[0].alerts == 1


def test_two_watches_over_one_ledger_are_refused(at: Desk) -> None:
    with at.watch(), pytest.raises(InputError, match="another watch"), at.watch():
        pass


def test_offline_only_files_are_read(at: Desk, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "date 2024-03-04 Gunmen killed two officers near Kirkuk on Sunday, the army said.", encoding="utf-8"
    )
    listed = tmp_path / "sources.toml"
    listed.write_text(
        f'[[source]]\nname = "here"\npath = "{tmp_path}/in"\n[[source]]\nname = "there"\nurl = "https://example.org/feed"\n',
        encoding="utf-8",
    )
    made = plan(listed, at.db, offline=True)
    at.specs = made.specs
    with open_watch(made, clock=at.clock, chance=Random(1), tell=at.told.append, options=at.options) as work:
        done = work.one_pass()
        again = work.one_pass()
    assert (done.sources, done.documents, done.fine) == (1, 1, True)
    assert (again.sources, again.items) == (1, 0)
    assert not at.web.asked


def test_a_plan_that_is_wrong_is_refused_before_anything_is_made(at: Desk, tmp_path: Path) -> None:
    listed, rules = tmp_path / "sources.toml", tmp_path / "rules.toml"
    listed.write_text('[[source]]\nname = "x"\nurl = "https://example.org/"\nreliability = "B"\n', encoding="utf-8")
    assert plan(listed, at.db).config.outlets == {"x": "B"}
    rules.write_text("[[rule]]\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        plan(listed, at.db, rules=rules)
    listed.write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="names no source"):
        plan(listed, at.db)
    assert not at.db.exists()


def test_a_trial_says_what_would_come_and_writes_nothing(at: Desk) -> None:
    found = try_out(at.specs[0], web=fetcher())
    assert len(found.documents) == SIZE and not found.failures and not at.db.exists()
    with pytest.raises(InputError, match="no such page"):
        try_out(replace(at.specs[0], where=at.web.url("/nothing")), web=fetcher())


def test_a_source_that_breaks_in_its_own_code_ends_its_visit_and_not_the_watch(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (at.db.parent / "broken.py").write_text("def source(spec, visit):\n    return 1 / 0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(at.db.parent)
    monkeypatch.setitem(SOURCES, "broken", "broken:source")
    at.specs = (replace(at.specs[0], kind="broken"), at.specs[1])
    (done,) = at.passes()
    assert (done.failed, done.documents) == (1, SIZE)
    assert "ZeroDivisionError" in (at.visits()[0].error or "")


def test_processes_give_what_this_process_gives_and_one_that_dies_costs_nothing(at: Desk) -> None:
    raws = [one for one in visit(at.specs[0], fetcher(), known=nothing, validators={}).items if isinstance(one, Raw)]
    here, apart = Takers(Config(), workers=0), Takers(Config(), workers=1)
    try:
        wanted = [one for part in here.start(raws, at.clock()) for one in part.result()]
        pending = apart.start(raws[:4], at.clock())
        next(iter(apart._pool._processes.values())).kill()  # type: ignore[union-attr]  # as the system does when memory is short
        found = [one for part in pending for one in part.result()]
        assert found == wanted[:4]
    finally:
        apart.close()


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="kills a child process in the midst of its work, as POSIX systems can"
)
def test_a_watch_killed_at_any_moment_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    with desk(tmp_path, count=4, every=timedelta(hours=1)) as at:

        def tick(asked: Asked) -> Answer:
            del asked
            at.clock.sleep(3600)
            return Answer(body=b"x")

        at.web.pages["/tick"] = tick
        command = [sys.executable, "-m", "tests.app.killed_watch", str(at.db), str(at.web.port), "4", "8"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        assert int(done.stdout) >= 6, "too few of the watches were still at work when they were killed"
        assert links(at) == Counter(at.feeds.links(at.clock()))
    with Workspace.open(tmp_path / "x.ledger") as workspace:
        ledger = workspace.ledger
        coder = make_coder(workspace.config).name
        assert all(ledger.has_coding(one.id, coder) for one in ledger.documents())
        before = workspace.view().partition.clusters
        pipeline.link_pending(workspace, at.clock())
        assert workspace.view().partition.clusters == before
        assert ledger.prove().broken is None
    state = WatchState(memory_of(tmp_path / "x.ledger"))
    assert state.promised() == ()
    state.close()


def test_unread_items_are_kept_as_failures(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        body = b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>No day</title><link>http://feed000.test/1</link><description>Gunmen killed two officers near Kirkuk on Sunday.</description></item></channel></rss>'
        at.web.pages["/feed.xml"] = Answer(body=body)
        at.specs = at.specs[:1]
        done = at.passes(2)
        assert [one.failures for one in done] == [1, 0]
        with Workspace.open(at.db) as workspace:
            assert [(one.code, one.item) for one in workspace.ledger.failures()] == [
                ("no_date", "http://feed000.test/1")
            ]
