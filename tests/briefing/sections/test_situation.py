"""The situation says no more than its numbers bear."""

from __future__ import annotations

from datetime import date

from tests.briefing.ledgers import brief
from tests.linking.reports import report


def _situation(*days: date) -> str:
    pairs = [
        report(f"Wire {one}", month=one.month, day=one.day, place=("erbil", "tanf")[n % 2])
        for n, one in enumerate(days)
    ]
    briefing, _ = brief([one for one, _ in pairs], [one for _, one in pairs])
    return " ".join(one.text for one in briefing.sections[0].sentences)


def test_beside_no_attack_at_all_there_is_no_ratio() -> None:
    quiet_before = (date(2023, 8, 1), date(2023, 8, 9), date(2023, 11, 8), date(2023, 11, 10), date(2023, 11, 12))
    said = _situation(*quiet_before)
    assert "against 0.0 a day" in said and "ratio" not in said
    assert "a ratio of" in _situation(date(2023, 10, 20), *quiet_before)


def test_no_probability_of_a_change_is_certain() -> None:
    burst = [date(2023, 11, day) for day in range(3, 13)]
    said = _situation(date(2023, 8, 1), date(2023, 8, 9), *burst)
    assert "rose is nearly one" in said and "100 %" not in said
