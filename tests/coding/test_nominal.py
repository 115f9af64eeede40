"""Promises about nouns: an act needs a predicate, a bare noun phrase is coreference or tally."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents


@pytest.mark.parametrize(
    "text",
    [
        "No statement about Sunday's rebel raids in Goma has come from the army.",
        "He blamed militias backed by Rwanda for the drone and rocket fire on the army.",
        "It was the first reported attack on the army base since the truce.",
        "The count includes the six that followed Friday's army raid.",
        "The minister will visit troops in Goma to discuss the attack on their base.",
    ],
)
def test_a_noun_without_a_predicate_tells_no_act(text: str) -> None:
    assert incidents(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "An attack on an army base near Goma took place on Monday.",
        "A rocket attack on the army base in Goma killed two soldiers on Monday.",
        "Rebels carried out an attack on the army base in Goma on Monday.",
        "There was a drone attack on the army base in Goma on Monday.",
        "Three soldiers died on Monday in an attack on their base near Goma, the army said.",
        "A drone strike blamed on rebels knocked out a transformer in Goma on Monday.",
    ],
)
def test_a_noun_with_a_predicate_tells_one_act(text: str) -> None:
    assert len(incidents(text)) == 1


def test_an_act_ranked_among_its_like_is_told_by_its_own_words() -> None:
    (mention,) = incidents(
        "The army reports a drone shot down near the base at Goma today, the sixth attack of the day in the province."
    )
    assert mention.mode == "drone"
