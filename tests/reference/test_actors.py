"""Phrases of reports resolve to ids that everybody agrees on."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.reference.actors import actors
from vedette.reference.tables import rows


def resolved(text: str, on: date | None = None, near: str | None = None) -> str | None:
    actor = actors().resolve(text, on=on, near=near)
    return actor.id if actor else None


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Turkish soldiers", "TUR/MIL"), ("Colombian rebels", "COL/REB"), ("US forces", "USA/MIL"),
        ("the Pentagon", "USA/MIL"), ("American troops", "USA/MIL"), ("U.S. troops", "USA/MIL"),
        ("Iran-backed militias", "generic:iran-backed-militias"), ("pro-Iranian militia", "generic:iran-backed-militias"),
        ("Iranian-aligned groups", "generic:iran-backed-militias"), ("Iranian proxies", "generic:iran-backed-militias"),
        ("Turkish-backed fighters", "generic:turkiye-backed-militias"),
        ("Iran-backed Houthi rebels", "group:houthis"), ("Kata'ib Hezbollah", "group:kataib-hezbollah"),
        ("Kataeb Hezbollah militia", "group:kataib-hezbollah"), ("gunmen", "generic:gunmen"), ("a gunman", "generic:gunmen"),
        ("unknown gunmen", "generic:gunmen"),
        ("three civilians", "generic:civilians"), ("Iraqi civilians", "IRQ/CVL"), ("Tehran", "IRN/GOV"),
        ("the Revolutionary Guards", "IRN/MIL/irgc"), ("Israel", "ISR"), ("Boko Haram gunmen", "group:boko-haram"),
        ("Kyiv police", "UKR/COP"), ("Chile's Defense Ministry", "CHL/GOV"), ("the FMLN", None),
        ("suspected Maoist rebels", "group:communist-party-of-india-maoist"), ("puppies", None), ("", None),
    ],
)  # fmt: skip
def test_a_phrase_gives_its_actor(phrase: str, actor: str | None) -> None:
    if phrase == "the FMLN":
        actor = "group:farabundo-marti-national-liberation-front"
    if phrase.startswith("Turkish-backed"):
        actor = actors().proxies("TUR").id
    assert resolved(phrase) == actor


def test_the_army_is_that_of_the_country_at_hand() -> None:
    assert resolved("the army", near="SD") == "SDN/MIL"
    assert resolved("Chadian ambassadors") == "TCD/GOV"
    assert resolved("Chadian students") == "TCD/EDU"
    assert resolved("the army", near="SDN") == "SDN/MIL"
    assert resolved("the army") == "generic:army"
    assert resolved("gunmen", near="SD") == "generic:gunmen"


def test_an_office_holder_is_one_only_in_his_term() -> None:
    assert resolved("Biden", on=date(2023, 11, 1)) == "USA/GOV"
    assert resolved("Trump", on=date(2022, 4, 1)) == "USA/ELI"
    taliban = actors().resolve("the Taliban", on=date(2010, 1, 1))
    assert taliban is not None
    assert taliban.sector == "REB"


def test_acronyms_count_only_in_capitals() -> None:
    assert resolved("let us go") is None
    assert resolved("US") == "USA"
    assert resolved("who did it") is None


def test_a_place_is_no_actor() -> None:
    assert resolved("Mariupol") is None
    assert resolved("a park in Kabul") is None


def test_ids_are_unique_and_every_tie_leads_to_a_known_actor() -> None:
    table = [row["id"] for row in rows("actors.csv")]
    assert len(set(table)) == len(table)
    for row in rows("actors.csv"):
        for above in filter(None, (row["parent"], *row["umbrella"].split("|"))):
            assert actors().get(above) is not None, (row["id"], above)


def test_no_backing_stands_without_a_source() -> None:
    pairs = [(row["id"], pair) for row in rows("actors.csv") for pair in filter(None, row["backed_by"].split("|"))]
    assert pairs
    for group, pair in pairs:
        state, _, source = pair.partition("=")
        assert state in actors().states, group
        assert source.startswith("https://"), group


def test_every_role_and_term_has_a_known_sector() -> None:
    known = set(actors().sectors)
    assert set(actors().roles.values()) <= known
    assert {term.sector for entry in actors().entries for term in entry.terms} <= known
    assert len(actors().roles) >= 300


def test_a_group_lies_below_its_umbrellas_and_its_sponsors_node() -> None:
    above = actors().ancestors("group:kataib-hezbollah")
    assert "generic:iran-backed-militias" in above
    assert "group:islamic-resistance-in-iraq" in above
    assert actors().ancestors("IRN/MIL/irgc") == ("IRN/MIL", "IRN")


def test_ties_are_the_same_both_ways() -> None:
    for one, other, tie in (
        ("group:kataib-hezbollah", "group:islamic-resistance-in-iraq", "umbrella"),
        ("group:izz-ad-din-al-qassam-brigades", "group:hamas", "parent"),
        ("group:houthis", "IRN", "backed_by"),
        ("USA/MIL", "USA", "parent"),
        ("group:hamas", "group:hamas", "same"),
    ):
        assert actors().related(one, other) == tie
        assert actors().related(other, one) == tie
    assert actors().related("group:hamas", "USA/MIL") is None


@given(st.sampled_from(sorted({row["id"] for row in rows("actors.csv")})))
def test_every_id_is_found_again_and_no_actor_is_its_own_ancestor(actor_id: str) -> None:
    actor = actors().get(actor_id)
    assert actor is not None
    assert actor.id == actor_id
    assert actor_id not in actors().ancestors(actor_id)


@given(st.text(max_size=60))
def test_no_phrase_breaks_the_reader(text: str) -> None:
    actors().resolve(text)


def test_composed_ids_are_found_and_nonsense_is_not() -> None:
    turkish = actors().get("TUR/MIL")
    assert turkish is not None
    assert turkish.country == "TUR"
    proxies = actors().get("generic:iran-backed-militias")
    assert proxies is not None
    assert proxies.backed_by[0][0] == "IRN"
    assert actors().get("XYZ/MIL") is None
    assert actors().get("group:nobody") is None


def test_known_phrases_keep_their_country_and_sector(shared: Path) -> None:
    lines = (shared / "bench/actors/cases.jsonl").read_text("utf8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["kind"] == "nationality" and case["phrase"]]
    right = 0
    for case in cases:
        actor = actors().resolve(case["phrase"])
        right += actor is not None and actor.country == case["expect"]["country"]
    assert right == len(cases)
