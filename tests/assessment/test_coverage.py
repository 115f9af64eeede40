"""Incidents that nobody told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from vedette.assessment.coverage import chao
from vedette.model.assessment import Coverage, Refusal

Make = Callable[..., Any]


def told_by(incident: Make, number: int) -> Any:
    return incident(date(2023, 11, 1), sources=tuple((f"d{n}", f"Outlet {n}", f"d{n}") for n in range(number)))


def test_chao_adds_what_single_tellings_imply(incident: Make) -> None:
    ledger = (
        [told_by(incident, 1) for _ in range(10)]
        + [told_by(incident, 2) for _ in range(8)]
        + [told_by(incident, 3) for _ in range(4)]
    )
    found = chao(ledger)
    assert isinstance(found, Coverage)
    assert found.observed == 22
    assert found.estimate == pytest.approx(22 + 10 * 9 / (2 * 9))
    assert found.interval.low >= 22


def test_sources_without_overlap_say_nothing(incident: Make) -> None:
    assert isinstance(chao([told_by(incident, 1) for _ in range(20)]), Refusal)
    assert isinstance(chao([told_by(incident, 2) for _ in range(3)]), Refusal)
