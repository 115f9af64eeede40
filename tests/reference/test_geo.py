"""Distances keep to the rules of distances."""

from hypothesis import given
from hypothesis import strategies as st

from vedette.reference.geo import distance_km

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


@given(latitudes, longitudes, latitudes, longitudes)
def test_a_distance_is_the_same_both_ways_and_at_most_half_the_globe(a: float, b: float, c: float, d: float) -> None:
    there, back = distance_km(a, b, c, d), distance_km(c, d, a, b)
    assert abs(there - back) < 1e-6
    assert 0 <= there <= 20016


def test_erbil_lies_three_hundred_and_twenty_kilometres_from_baghdad() -> None:
    assert 315 < distance_km(36.19, 44.01, 33.33, 44.40) < 325
