"""What a served ledger shows: read once, seen anew when it grows, resolved anew only where a judgement touches it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from benchmarks.link_speed import reports

from vedette.app import judging, pipeline
from vedette.app.dossier import Dossiers
from vedette.app.filters import ALL, SORTS, Index, Wanted
from vedette.app.served import Served
from vedette.app.workspace import Workspace
from vedette.errors import InputError
from vedette.model import Incident
from vedette.store.base import NOW, AsOf, Coding

THEN = datetime(2024, 2, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of 300 made-up mentions of some hundred incidents, linked."""
    path = tmp_path_factory.mktemp("served") / "many.ledger"
    documents, mentions, _ = reports(300, random.Random(7))
    with Workspace.open(path) as workspace:
        workspace.ledger.add_documents(documents.values())
        for one in mentions:
            workspace.ledger.add_coding(
                Coding(document=one.document, coder=one.coder, recorded_at=one.recorded_at, mentions=(one,))
            )
        pipeline.link_pending(workspace, THEN)
    return path


@pytest.fixture
def served(many: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of it, looked at each time it is asked for."""
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(many.read_bytes())
    found = Served(copy, patience_s=0)
    yield found
    found.close()


def judge(by: str = "Ana") -> judging.Judge:
    return judging.Judge(by=by, reason="seen on film", now=datetime.now(UTC))


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no ledger"):
        Served(tmp_path / "none.ledger")
    assert not (tmp_path / "none.ledger").exists()


def test_nothing_is_read_twice_while_the_ledger_stays_as_it_is(served: Served) -> None:
    assert served.at_hand() is None
    shown = served.at()
    assert served.at() is shown
    assert served.at_hand() is shown
    assert served.at(AsOf(published=date(2022, 1, 1))) is served.at(AsOf(published=date(2022, 1, 1)))


def test_views_of_the_past_are_let_go_and_that_of_now_is_kept(served: Served) -> None:
    now, early = served.at(), served.at(AsOf(published=date(2021, 6, 1)))
    for month in range(7, 12):
        served.at(AsOf(published=date(2021, month, 1)))
    assert served.at() is now
    assert served.at(AsOf(published=date(2021, 6, 1))) is not early


def test_what_judgements_touch_is_resolved_as_if_all_were_resolved_again(served: Served) -> None:
    rng = random.Random(11)
    for _ in range(5):
        shown = served.fresh()
        ids = [one.id for one in shown.view.incidents]
        with served.writing() as workspace:
            first, second = rng.sample(ids, 2)
            judging.decide(workspace, first, second, rng.choice(["same", "different", "unsure"]), judge())
            judging.override(workspace, f"{rng.choice(ids)}.killed.unknown", str(rng.randrange(9)), judge())
            several = [one for one in workspace.view().incidents if len(one.mentions) > 1]
            judging.part(workspace, rng.choice(several).mentions[-1], judge())
            judging.override(
                workspace, f"{rng.choice([one.id for one in workspace.view().incidents])}.drop", "true", judge()
            )
        after = served.fresh()
        whole = served.workspace.view()
        assert after.view.incidents == whole.incidents
        assert after.view.partition == whole.partition
        assert after.view.documents is shown.view.documents
        assert sum(one in shown.view.incidents for one in after.view.incidents) > len(ids) - 12


def test_a_new_report_is_read_and_people_see_the_old_ledger_until_then(served: Served) -> None:
    clock = [0.0]
    slow = Served(served.path, patience_s=0, wait_s=2.0, clock=lambda: clock.__setitem__(0, clock[0] + 3) or clock[0])
    before = slow.at()
    documents, mentions, _ = reports(3, random.Random(99))
    served.ledger.add_documents(documents.values())
    served.ledger.add_coding(
        Coding(document=mentions[0].document, coder="made/1", recorded_at=THEN, mentions=(mentions[0],))
    )
    behind = slow.at()
    assert behind is before
    assert behind.behind
    now = slow.fresh()
    assert not now.behind
    assert len(now.view.mentions) == len(before.view.mentions) + 1
    assert slow.at() is now
    slow.close()


def test_who_looks_while_it_is_read_is_shown_what_is_at_hand(served: Served) -> None:
    armed, asked = [False], [served.at()]

    def clock() -> float:
        if armed[0]:
            armed[0] = False
            asked.append(looked.at_hand() or asked[0])
            armed[0] = True
        return 0.0

    looked = Served(served.path, patience_s=-1, clock=clock)
    before = looked.at()
    judging.override(served.workspace, f"{before.view.incidents[0].id}.drop", "true", judge())
    assert looked.at_hand() is None
    armed[0] = True
    after = looked.fresh()
    armed[0] = False
    assert before in asked
    assert before.behind
    assert not after.behind
    assert looked.at_hand() is after
    looked.close()


def test_the_head_is_looked_at_no_more_often_than_it_has_to_be(many: Path) -> None:
    clock = [0.0]
    served = Served(many, patience_s=1.0, clock=lambda: clock[0])
    shown = served.at()
    assert served.at() is shown
    looked: list[int] = []
    tip = served.ledger.tip
    served.ledger.tip = lambda *, since=0: (looked.append(1), tip(since=since))[1]  # type: ignore[method-assign, func-returns-value]
    clock[0] = 0.9
    assert served.at() is shown
    assert not looked
    clock[0] = 1.1
    assert served.at() is shown
    assert looked
    served.close()


def test_the_tip_names_the_tables_that_grew(served: Served) -> None:
    tip = served.ledger.tip()
    assert tip.written == {"documents", "codings", "mentions", "decisions"}
    proof = served.ledger.prove()
    assert (tip.entries, tip.head) == (proof.entries, proof.head)
    id = served.at().view.incidents[0].id
    with served.writing() as workspace:
        judging.override(workspace, f"{id}.drop", "true", judge())
    assert served.ledger.tip(since=tip.entries).written == {"overrides"}
    assert served.ledger.tip(since=tip.entries + 1).written == frozenset()


def told(one: Incident, wanted: Wanted) -> bool:
    """Whether an incident is wanted, one by one and field by field."""
    when, place, actor = one.when.value, one.place.value, one.actor.value
    checks = [
        wanted.since is None or (when is not None and when.latest >= wanted.since),
        wanted.until is None or (when is not None and (when.earliest or when.latest) <= wanted.until),
        wanted.country is None or (place is not None and place.country == wanted.country),
        wanted.mode is None or (one.act.value is not None and one.act.value.mode == wanted.mode),
        wanted.actor is None or (actor is not None and wanted.actor.casefold() in actor.name.casefold()),
        wanted.box is None
        or (place is not None and place.lon is not None and place.lat is not None and wanted.box[0] <= place.lon <= wanted.box[2] and wanted.box[1] <= place.lat <= wanted.box[3]),
        wanted.severity is None or one.severity.level >= wanted.severity,
    ]  # fmt: skip
    return all(checks)


def test_an_index_taken_over_finds_what_a_new_one_finds(served: Served) -> None:
    rng = random.Random(5)
    words = served.fresh().index.find(Wanted(text="drone"))
    assert words.total
    for _ in range(4):
        ids = [one.id for one in served.fresh().view.incidents]
        with served.writing() as workspace:
            first, second = rng.sample(ids, 2)
            judging.decide(workspace, first, second, "same", judge())
            judging.override(workspace, f"{rng.choice(ids)}.actor", "Group 1", judge())
            judging.override(workspace, f"{rng.choice(ids)}.drop", "true", judge())
            judging.override(workspace, f"{rng.choice(ids)}.when", "2021-03-05", judge())
        shown = served.fresh()
        anew = Index(shown.view.incidents, shown.view.documents)
        for wanted in (
            ALL,
            Wanted(text="drone"),
            Wanted(actor="group 1"),
            Wanted(since=date(2021, 3, 5), severity=2, country="C3"),
            Wanted(box=(20, 10, 35, 30)),
        ):
            for sort in SORTS:
                assert shown.index.places(wanted, sort=sort).tolist() == anew.places(wanted, sort=sort).tolist()


@pytest.mark.parametrize("sort", SORTS)
def test_the_index_finds_what_looking_at_each_one_finds(served: Served, sort: str) -> None:
    incidents, index = served.at().view.incidents, served.at().index
    rng = random.Random(sort)
    for _ in range(15):
        since = date(2021, 1, 1) + timedelta(days=rng.randrange(1000))
        wanted = Wanted(
            since=rng.choice([None, since]), until=rng.choice([None, since + timedelta(days=200)]), country=rng.choice([None, f"C{rng.randrange(12)}"]),
            mode=rng.choice([None, "drone"]), actor=rng.choice([None, "group 1"]), box=rng.choice([None, (20.0, 10.0, 35.0, 30.0)]), severity=rng.choice([None, 5]),
        )  # fmt: skip
        found = index.places(wanted, sort=sort).tolist()
        assert {incidents[n].id for n in found} == {one.id for one in incidents if told(one, wanted)}
        pages: list[int] = []
        cursor = None
        while True:
            page = index.find(wanted, sort=sort, after=cursor, limit=7)
            pages += page.places
            cursor = page.cursor
            if cursor is None:
                break
        assert pages == found


def test_an_incident_of_many_days_is_found_by_any_of_them(served: Served) -> None:
    id = served.at().view.incidents[0].id
    with served.writing() as workspace:
        judging.override(workspace, f"{id}.when", '{"earliest": "2021-03-01", "latest": "2021-06-30"}', judge())
    shown = served.fresh()
    for since, until, there in (
        (None, date(2021, 3, 1), True),
        (None, date(2021, 2, 28), False),
        (date(2021, 6, 30), None, True),
        (date(2021, 7, 1), None, False),
        (date(2021, 4, 1), date(2021, 4, 2), True),
    ):
        found = shown.index.places(Wanted(since=since, until=until)).tolist()
        assert (id in {shown.view.incidents[n].id for n in found}) is there


def test_a_cursor_holds_its_place_when_its_incident_is_gone(served: Served) -> None:
    shown = served.at()
    first = shown.index.find(ALL, limit=5)
    gone = shown.index.incidents[first.places[-1]].id
    with served.writing() as workspace:
        judging.override(workspace, f"{gone}.drop", "true", judge())
    after = served.fresh().index
    second = after.find(ALL, after=first.cursor, limit=5)
    was = shown.index.places(ALL).tolist()[5:10]
    assert [after.incidents[n].id for n in second.places] == [shown.index.incidents[n].id for n in was]


def test_an_empty_ledger_can_be_asked() -> None:
    index = Index((), {})
    assert index.find(Wanted(country="IQ", text="x", box=(0, 0, 1, 1), severity=1), sort="-killed").total == 0


def test_the_history_of_one_incident_is_that_of_the_whole_log(served: Served) -> None:
    from vedette.app import history

    ids = [one.id for one in served.at().view.incidents if len(one.mentions) > 1][:3]
    with served.writing() as workspace:
        for id in ids:
            judging.override(workspace, f"{id}.killed.unknown", "7", judge())
        judging.decide(workspace, ids[0], ids[1], "same", judge())
    view = served.fresh().view
    whole = list(history.log(served.workspace))
    dossiers = Dossiers(view)
    for incident in (one for one in view.incidents if one.id in ids):
        own = {incident.id, *incident.former_ids}
        wanted = [
            (c.what, c.incident, c.field, c.after, c.by, c.at) for c in whole if c.incident in own or c.before in own
        ]
        found = [(c.what, c.incident, c.field, c.after, c.by, c.at) for c in dossiers.of(incident).history]
        assert found == wanted


def test_now_is_the_moment_that_is_asked_for_by_default(served: Served) -> None:
    assert served.at().view.as_of == NOW
