"""Promises of which words can bear a part in an act."""

from __future__ import annotations

import pytest
from tests.coding.making import incidents

from vedette.model import Mention, Party, Reading


def _words(reading: Reading[Party] | None) -> str | None:
    return reading.passages[0].text if reading is not None and reading.passages else None


def _hurt(mention: Mention) -> set[str]:
    return {_words(one) or "" for one in (mention.target, *mention.other_targets) if one is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels opened fire on Saturday morning near Goma, killing two soldiers.",
        "Militants hit the demands of the talks with two rockets near Goma on Monday.",
        "Militants attacked an hour later with rockets near Goma, killing two soldiers.",
        "Rockets did damage in an attack of militants near Goma on Monday, killing one soldier.",
    ],
)
def test_neither_a_time_nor_an_abstraction_is_what_an_act_was_done_to(text: str) -> None:
    for mention in incidents(text):
        assert not _hurt(mention) & {"Saturday morning", "demands", "hour", "hour later", "damage"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Militants attacked thirteen depots overnight near Goma with rockets.", "depots"),
        ("Rebels burned gunboats this week at Goma.", "gunboats"),
        ("Rebels shelled the airfield of Goma on Monday.", "airfield"),
        ("Rebels fired rockets at a kindergarten in Goma on Monday.", "kindergarten"),
    ],
)
def test_a_thing_is_told_by_its_own_words_alone(text: str, words: str) -> None:
    (mention,) = incidents(text)
    assert _words(mention.target) == words


@pytest.mark.parametrize(
    "doer", ["A van", "Two fuel lorries", "The demands", "This morning a bag", "The Bunia gas field", "Fragments"]
)
def test_no_thing_and_no_time_does_an_act(doer: str) -> None:
    for mention in incidents(f"{doer} killed two soldiers near Goma on Monday."):
        assert mention.actor is None


@pytest.mark.parametrize(
    ("doer", "words"), [("A squad", "squad"), ("Miscreants", "Miscreants"), ("The Mongo Bar", "Mongo Bar")]
)
def test_people_bodies_and_names_do_acts_though_no_table_knows_them(doer: str, words: str) -> None:
    (mention,) = incidents(
        f"On Monday {doer.lower() if doer != 'The Mongo Bar' else doer} killed two soldiers near Goma."
    )
    assert (_words(mention.actor) or "").lower() == words.lower()
