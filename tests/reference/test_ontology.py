"""The ontology holds the kinds of the manual, each with its place in other codebooks."""

import pytest

from vedette.model.mention import KINDS
from vedette.reference.ontology import act_class, act_classes, kinds, modes


def test_the_sixteen_kinds_are_those_of_the_model() -> None:
    assert set(kinds()) == set(KINDS)
    assert len(kinds()) == 16


def test_every_kind_has_a_row_of_its_own_and_no_mode_stands_twice() -> None:
    pairs = [(act.kind, act.mode) for act in act_classes()]
    assert len(set(pairs)) == len(pairs)
    assert {(kind, None) for kind in kinds()} <= set(pairs)


def test_assault_has_the_eighteen_modes_of_the_manual() -> None:
    wanted = (
        "drone rocket_missile artillery_mortar air_strike ied_mine suicide firearms clash raid_ambush capture abduction "
        "killing torture sexual arson_destruction vehicle unconventional other"
    )
    assert set(modes("ASSAULT")) == set(wanted.split())


def test_quads_go_with_the_sign_of_the_scores_of_acts_of_conflict() -> None:
    assert all(act.plover_score < 0 for act in act_classes() if act.quad == "material conflict")
    assert all(act.plover_score > 0 for act in act_classes() if act.quad == "material cooperation")


def test_an_unknown_mode_falls_back_to_its_kind_and_an_unknown_kind_is_refused() -> None:
    assert act_class("ASSAULT", "sorcery") == act_class("ASSAULT")
    assert act_class("ASSAULT", "drone").acled == "Air/drone strike"
    assert act_class("COERCE", "blockade").cameo_root == "19"
    with pytest.raises(KeyError):
        modes("NOTHING")
