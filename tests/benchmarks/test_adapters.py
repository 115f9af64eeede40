"""What each adapter makes of a sentence of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.coder import mentions
from benchmarks.documents import day, exact
from tests.benchmarks import samples

from benchmarks import dyad_codebook, dyads, fillers, plover, predict, re3d, satp


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return samples.write(tmp_path_factory.mktemp("sets"), labels=True)


def only(name: str, data: Path) -> dict[str, Any]:
    (row,) = predict.adapter(name)(data)
    return row


def record(text: str) -> dict[str, Any]:
    document = exact(text, date(2012, 5, 4))
    assert document is not None
    return satp.record(mentions(document), document)


def test_an_assault_by_rebels_on_villagers_is_coded_with_both_sides_and_the_dead(data: Path) -> None:
    row = only("satp", data)
    assert row["initiator"] == "Maoist"
    assert row["actions"] == ["armed_assault"]
    assert row["targets"] == ["civilians"]
    assert row["killed"]["total"] == 2


def test_a_surrender_has_no_target_and_its_number_of_people() -> None:
    row = record("Three cadres of the CPI-Maoist surrendered before the police in Malkangiri district.")
    assert (row["actions"], row["targets"], row["surrenders"]) == (["surrender"], ["no_target"], 3)


def test_a_template_holds_strings_of_the_text_and_the_day_of_the_act(data: Path) -> None:
    template, *_ = only("muc4", data)["templates"]
    assert template["incident_type"] == "bombing"
    assert template["date"] == ["1990-03-10", "1990-03-10"]
    assert template["location"][0] == "COLOMBIA"
    assert ["DYNAMITE"] in template["Weapon"]
    for slot in ("PerpInd", "PerpOrg", "Target", "Weapon"):
        assert all(
            mention in samples.MUC4.replace("\n", " ") for entity in template.get(slot, ()) for mention in entity
        )


def test_a_place_takes_its_country_from_the_name_beside_it(data: Path) -> None:
    row = only("places", data)
    tripoli = next(t for t in row["toponyms"] if t["start"] == 11)
    assert tripoli["lat"] == pytest.approx(34.4, abs=0.3)


def test_the_place_of_the_event_is_not_that_of_the_speaker(data: Path) -> None:
    text = samples.ROWS["event_location/rows.jsonl"][0]["text"]
    assert [text[a:b] for a, b in only("event_location", data)["spans"]] == ["Aleppo"]


def test_a_spelling_unknown_first_is_looked_up_by_the_next(data: Path) -> None:
    assert only("gazetteer", data)["lat"] == pytest.approx(36.19, abs=0.2)


def test_entities_are_tokens_of_the_set(data: Path) -> None:
    assert only("re3d", data)["entities"] == [[0, 2, "Organisation"], [3, 4, "Location"], [5, 8, "Temporal"]]


def test_tokens_are_joined_as_they_were_once_written() -> None:
    text, offsets = re3d.joined(["6", ",", "000", "men", "of", "al", "-", "Nusra", "(", "JN", ")", "."])
    assert text == "6,000 men of al-Nusra (JN)."
    assert [text[a:b] for a, b in offsets] == ["6", ",", "000", "men", "of", "al", "-", "Nusra", "(", "JN", ")", "."]


def test_a_condemnation_is_an_accusation(data: Path) -> None:
    assert only("plover", data) == {"id": "p1", "root": "ACCUSE", "quad": 3}


@pytest.mark.parametrize(
    ("kind", "state", "root"),
    [
        ("AID", "announced", "AGREE"),
        ("ASSAULT", "announced", "THREATEN"),
        ("RETREAT", "occurred", "YIELD"),
        ("CONSULT", "denied", "REJECT"),
        ("ASSAULT", "occurred", "ASSAULT"),
    ],
)
def test_what_is_only_announced_is_coded_by_the_announcement(kind: str, state: str, root: str) -> None:
    assert plover.root(kind, state) == root


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Chad signed a trade agreement with Kenya.", "Chad", "Kenya", "SUPPORT"),
        ("Chad will sign a trade agreement with Kenya.", "Chad", "Kenya", "AGREE"),
        ("The court convicted four rebels.", "The court", "rebels", "ACCUSE"),
        ("After talks in Oslo, Chad threatened to expel the envoy of Kenya.", "Chad", "Kenya", "THREATEN"),
        ("Four rebels were freed by Chad after attacks on Kenya.", "Chad", "Four rebels", "YIELD"),
    ],
)
def test_the_act_between_the_two_parties_is_coded_as_the_older_codebook_does(
    text: str, source: str, target: str, root: str
) -> None:
    assert plover.chosen(text, source, target) == root


def test_invented_states_come_back_under_their_own_codes(data: Path) -> None:
    events = only("dyads", data)["events"]
    assert ("GON", "MOR", "11") in {(e["source"], e["target"], e["code"][:2]) for e in events}
    text, back = dyads.disguised("The Gondorian army left Arnor.")
    assert "Gondor" not in text and "Arnor" not in text
    assert sorted(back.values()) == [("ARN",), ("GON",)]


def test_no_sentence_is_read_with_names_or_roots_of_its_own_labels() -> None:
    (only,) = dyads.named()["Barad-dur"].values()
    ((row, _),) = only
    assert dyads.known("Barad-dur", "another sentence") == ("MOR",)
    assert dyads.known("Barad-dur", "another sentence", "another book") is None
    assert dyads.known("Barad-dur", row) is None
    assert all(example.row != row for example in dyad_codebook.others("petrarch2", row))
    assert any(example.row == row for example in dyad_codebook.others("petrarch2", "another sentence"))


def test_mortar_fire_is_shelling(data: Path) -> None:
    assert only("case", data)["type"] == "ART_MISS_ATTACK"


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("TWO PEASANTS AND A PRIEST", ["PEASANTS", "PRIEST"]),
        ("THE MAYOR OF A TOWN, WHO HAD FLED", ["MAYOR OF A TOWN"]),
        ("SEVERAL BUSES [OF ONE LINE]", ["BUSES"]),
    ],
)
def test_a_noun_phrase_is_parted_into_trimmed_fillers(phrase: str, found: list[str]) -> None:
    assert list(fillers.parts(phrase)) == found


@pytest.mark.parametrize("written", ["1990-02-01", "19900201", "1 February 1990", "February 1, 1990"])
def test_days_are_read_in_the_ways_of_the_sets(written: str) -> None:
    assert day(written) == date(1990, 2, 1)
    assert day("soon") is None
