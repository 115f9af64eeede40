"""Small words: what is stored in codes is told as people write it."""

from __future__ import annotations

import pytest

from vedette.briefing import phrases
from vedette.model import Instrument, Quantity
from vedette.model.mention import KINDS, WEAPONS


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        (
            "url-date: https://www.wire.example/2022-11-03/fire says 2022-11-03, the document says 2023-11-13",
            "the address at wire.example carries the day 3 November 2022, the document says 13 November 2023",
        ),
        ("stated-dates: 2023-11-13 and 2023-11-10", "it states 13 November 2023 and 10 November 2023"),
        ("hidden-text: 12 characters that no reader of the page sees were left out", "12 characters that no reader of the page sees were left out"),
        ("url-date: https://2023-99-99/x says 2022-11-03, the document says 2023-11-13", "the address at 2023-99-99 carries the day 3 November 2022, the document says 13 November 2023"),
        ("something of a later time: 1", "something of a later time: 1"),
    ],
)  # fmt: skip
def test_a_flag_is_told_without_code_address_or_iso_day(flag: str, told: str) -> None:
    assert phrases.flag(flag) == told


def test_no_weapon_is_told_by_its_code() -> None:
    told = [phrases.arm(Instrument(weapon=one)) for one in WEAPONS]
    assert not any("_" in one or one == "ied" for one in told)
    assert phrases.arm(Instrument(weapon="ied", count=Quantity(low=2, best=2, high=2))) == "bomb (2)"


def test_every_kind_can_be_counted_in_words() -> None:
    assert all(phrases.kinds([(kind, 1), (kind, 2)]) for kind in KINDS)
    assert phrases.kinds([("ASSAULT", 4), ("THREATEN", 1)]) == "4 attacks, 1 threat"
