"""Drawn maps and bars: marks that can be told apart without colour and without another mark in front of them."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.briefing.asking.asked import small

from vedette.briefing.render import charts
from vedette.model import Severity

DISCS = st.dictionaries(
    st.tuples(st.floats(-50, 50), st.floats(-50, 50)),
    st.tuples(st.floats(0, 800), st.floats(0, 400), st.floats(6, 20)),
    max_size=12,
)


def test_two_marks_that_would_cover_one_another_stand_side_by_side() -> None:
    found = charts.apart(
        {(0.0, 0.0): (100.0, 100.0, 9.0), (0.1, 0.0): (103.0, 101.0, 8.0), (5.0, 5.0): (400.0, 90.0, 8.0)}
    )
    (x0, y0, r0), (x1, y1, r1), far = found.values()
    assert math.hypot(x1 - x0, y1 - y0) >= r0 + r1
    assert far == (400.0, 90.0, 8.0)


@given(DISCS)
def test_no_mark_stands_farther_from_its_point_than_it_may(spots: dict[charts.Point, charts.Disc]) -> None:
    for point, (x, y, r) in charts.apart(spots).items():
        home = spots[point]
        assert math.hypot(x - home[0], y - home[1]) <= charts.MOVED + 1e-6
        assert r == home[2]


def test_a_severity_is_told_by_the_shape_of_its_mark() -> None:
    (incident, *_) = (one for one in small().incidents if one.place.value is not None)
    drawn = {level: charts.places([replace(incident, severity=Severity(level=level))]).svg for level in (1, 2, 3, 5)}
    assert '<circle class="pin thwarted"' in drawn[1]
    assert '<circle class="pin impact"' in drawn[2]
    assert '<rect class="pin injury"' in drawn[3]
    assert '<path class="pin death"' in drawn[5]


def test_marks_and_bars_lead_to_where_the_page_has_its_incidents() -> None:
    view = small()
    at = "/incidents/"
    drawn = charts.places(view.incidents, at=at).svg + charts.daily(view.incidents, view.day, at=at)
    assert f'href="{at}{view.incidents[0].id}"' in drawn
    assert 'href="#' not in drawn
