"""People's judgements: they outrank the model, are only ever added to, and can be undone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.app.stories import add, ana, clusters, open_words

from vedette.app import judging
from vedette.app.judging import Judge
from vedette.app.workspace import Workspace
from vedette.errors import ConfigError, InputError
from vedette.model import Account, When
from vedette.model.judgement import Verdict


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Reports of three days in a row, which the model leaves apart, and one of months later, which a veto parts from them."""
    made = open_words(tmp_path)
    for name, who, day in (("a.md", "Gunmen", 5), ("b.md", "Rebels", 6), ("c.md", "Bandits", 7)):
        add(made, tmp_path, name, who, day=date(2024, 3, day))
    add(made, tmp_path, "d.md", "Gunmen", day=date(2024, 6, 5))
    return made


def mentions(workspace: Workspace) -> list[str]:
    """All mentions, first written first."""
    return [one.id for one in workspace.view().mentions]


def test_same_joins_and_different_parts_and_the_later_holds(workspace: Workspace) -> None:
    a, b, *_ = mentions(workspace)
    apart = clusters(workspace.view())
    judging.decide(workspace, a, b, "same", ana(1))
    assert frozenset({a, b}) in clusters(workspace.view())
    judging.decide(workspace, b, a, "different", ana(2))
    assert clusters(workspace.view()) == apart


def test_an_incident_stands_for_its_first_mention(workspace: Workspace) -> None:
    first, second = workspace.view().incidents[:2]
    made = judging.decide(workspace, first.id, second.id, "same", ana())
    assert {made.first, made.second} == {first.mentions[0], second.mentions[0]}


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_undoing_any_decision_restores_the_partition(workspace: Workspace, verdict: Verdict) -> None:
    a, b, c, _ = mentions(workspace)
    judging.decide(workspace, b, c, "same", ana(1))
    before = clusters(workspace.view())
    made = judging.decide(workspace, a if verdict == "same" else b, c, verdict, ana(2))
    assert clusters(workspace.view()) != before
    undone = judging.undo(workspace, made.id, ana(3, reason="it was another market"))
    assert clusters(workspace.view()) == before
    again = judging.undo(workspace, undone.id, ana(4, reason="no, it was that one"))
    assert clusters(workspace.view()) != before
    judging.undo(workspace, again.id, ana(5))
    assert clusters(workspace.view()) == before
    assert len([d for d in workspace.ledger.decisions() if d.person]) == 5, "nothing is deleted"


def test_undo_on_a_clock_that_was_set_back_still_comes_later(workspace: Workspace) -> None:
    a, b, *_ = mentions(workspace)
    before = clusters(workspace.view())
    made = judging.decide(workspace, a, b, "same", ana(5))
    judging.undo(workspace, made.id, ana(1))
    assert clusters(workspace.view()) == before


def test_only_what_holds_can_be_undone(workspace: Workspace) -> None:
    a, b, *_ = mentions(workspace)
    first = judging.decide(workspace, a, b, "same", ana(1))
    judging.decide(workspace, a, b, "different", ana(2))
    with pytest.raises(InputError, match="no longer holds"):
        judging.undo(workspace, first.id, ana(3))
    with pytest.raises(InputError, match="no decision or override 'c77'"):
        judging.undo(workspace, "c77", ana(3))


def test_what_cannot_be_judged_is_named(workspace: Workspace) -> None:
    a, *_ = mentions(workspace)
    with pytest.raises(InputError, match="are one mention"):
        judging.decide(workspace, a, "i" + a[1:], "same", ana())
    with pytest.raises(InputError, match="no incident or mention 'm0'"):
        judging.decide(workspace, a, "m0", "same", ana())
    with pytest.raises(InputError, match="who made it and why"):
        Judge(by="ana", reason=" ", now=ana().now)


def test_a_decision_that_a_veto_forbids_is_kept_but_not_followed(workspace: Workspace) -> None:
    a, _, _, months_later = mentions(workspace)
    before = clusters(workspace.view())
    made = judging.decide(workspace, a, months_later, "same", ana())
    view = workspace.view()
    # The person outranks the veto on the pair itself: they were shown both texts.
    assert (clusters(view) == before) == (made in view.partition.conflicts)
    judging.decide(workspace, mentions(workspace)[1], a, "same", ana(2))
    view = workspace.view()
    assert made.id in {d.id for d in view.partition.conflicts}, (
        "a chain of links would bring together what a veto parts"
    )


def test_a_mention_is_split_off_its_incident(workspace: Workspace) -> None:
    a, b, c, _ = mentions(workspace)
    judging.decide(workspace, a, b, "same", ana(1))
    judging.decide(workspace, b, c, "same", ana(2))
    assert frozenset({a, b, c}) in clusters(workspace.view())
    assert len(judging.part(workspace, c, ana(3))) == 2
    assert {frozenset({a, b}), frozenset({c})} <= clusters(workspace.view())
    with pytest.raises(InputError, match="stands alone"):
        judging.part(workspace, c, ana(4))


@pytest.mark.parametrize(
    ("target", "value", "field", "said"),
    [
        ("killed", "3", "casualties.killed.unknown", {"low": 3, "best": 3, "high": 3}),
        ("injured.target", '{"low": 2}', "casualties.injured.target", {"low": 2, "best": None, "high": None}),
        ("status", "foiled", "status", "foiled"),
        ("when", "2024-03-04", "when", "2024-03-04"),
        ("date", "2024-03-04", "when", "2024-03-04"),
        ("actor", "group:kataib-hezbollah", "actor", "group:kataib-hezbollah"),
        ("actor", "the Blue Hand", "actor", "the Blue Hand"),
        ("place", "gn:99072", "place", "Mosul"),
        ("kind", "coerce/arrest", "act", "COERCE"),
        ("weapon", "rocket, drone", "instruments", "rocket"),
        ("outcomes", "hit", "outcomes", "hit"),
    ],
)
def test_a_field_is_set_in_plain_words_and_undone(
    workspace: Workspace, target: str, value: str, field: str, said: object
) -> None:
    id = workspace.view().incidents[0].id
    before = workspace.view().incidents
    made = judging.override(workspace, f"{id}.{target}", value, ana())
    assert made.field == field
    changed = workspace.view().incidents[0]
    held: Account[Any] = changed.casualties[0] if field.startswith("casualties") else getattr(changed, field)
    assert changed != before[0] and held.override == made.id and "ana: the same market" in held.rule
    if isinstance(said, dict):
        assert {name: getattr(held.value and held.value.count, name) for name in said} == said
    elif isinstance(held.value, When):
        assert held.value.edtf() == said
    else:
        assert str(said) in repr(held.value)
    judging.undo(workspace, made.id, ana(2))
    fields = [
        (one.id, one.status.value, one.when.value, one.actor.value, one.place.value, one.casualties, one.act.value)
        for one in before
    ]
    assert fields == [
        (one.id, one.status.value, one.when.value, one.actor.value, one.place.value, one.casualties, one.act.value)
        for one in workspace.view().incidents
    ]


def test_undoing_a_second_override_brings_back_the_first(workspace: Workspace) -> None:
    id = workspace.view().incidents[0].id
    first = judging.override(workspace, f"{id}.killed", "3", ana(1))
    second = judging.override(workspace, f"{id}.killed", "4", ana(2))
    with pytest.raises(InputError, match="no longer holds"):
        judging.undo(workspace, first.id, ana(3))
    back = judging.undo(workspace, second.id, ana(3))
    assert not hasattr(back, "verdict") and json.loads(getattr(back, "value")) == 3  # noqa: B009


def test_a_dropped_incident_is_put_back(workspace: Workspace) -> None:
    before = workspace.view().incidents
    judging.override(workspace, f"{before[0].id}.drop", "true", ana(1))
    assert before[0].id not in {one.id for one in workspace.view().incidents}
    judging.override(workspace, f"{before[0].id}.drop", "false", ana(2))
    assert [one.id for one in workspace.view().incidents] == [one.id for one in before]


def test_a_value_that_cannot_be_is_refused_and_nothing_is_written(workspace: Workspace) -> None:
    id = workspace.view().incidents[0].id
    for target, value, error in (
        (f"{id}.colour", "red", ConfigError),
        (f"{id}.status", "perhaps", ConfigError),
        (f"{id}.place", "Nowhereville of the Moon", InputError),
        (f"{id}.place", "Mosul", InputError),
        (f"{id}.killed", "-3", ConfigError),
        (id, "3", InputError),
        ("i77.killed", "3", InputError),
    ):
        with pytest.raises(error):
            judging.override(workspace, target, value, ana())
    assert list(workspace.ledger.overrides()) == []


def test_judgements_carry_over_to_a_newer_coder(tmp_path: Path, workspace: Workspace) -> None:
    a, b, *_ = mentions(workspace)
    view = workspace.view()
    incident = next(one.id for one in view.incidents if b in one.mentions)
    judging.decide(workspace, a, b, "same", ana(1))
    judging.override(workspace, f"{incident}.killed", "7", ana(2))
    told = {one.id: one.document for one in workspace.view().mentions}
    joined = {told[a], told[b]}
    workspace.ledger.close()
    with open_words(tmp_path, "newer") as newer:
        add(newer, tmp_path, "e.md", "Sailors", day=date(2024, 4, 20), days=1)
        view = newer.view()
        assert {one.coder for one in view.mentions} == {"words/2"} and a not in {one.id for one in view.mentions}
        [one] = [one for one in view.incidents if len(one.mentions) > 1]
        assert {document for document, _, _ in one.sources} == joined
        assert [c.value.count.best for c in one.casualties if c.value and c.value.count] == [7]
        assert view.judged.lost == ()
        made = next(d for d in view.decisions if d.person)
        judging.undo(newer, made.id, ana(30))
        assert all(len(one.mentions) == 1 for one in newer.view().incidents), "what was carried over can be undone"
