"""Values as the page writes them, marks in a text, drawn relations, and charts without a browser."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.reports import report

from vedette.faces.web import charts, evidence, network, words
from vedette.model import When
from vedette.model.assessment import ChangePoint, Relation, Series


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        (date(2023, 11, 13), date(2023, 11, 13), "13 Nov 2023"),
        (date(2023, 11, 12), date(2023, 11, 13), "12–13 Nov 2023"),
        (date(2023, 10, 30), date(2023, 11, 2), "30 Oct – 2 Nov 2023"),
        (date(2022, 12, 31), date(2023, 1, 1), "31 Dec 2022 – 1 Jan 2023"),
        (None, date(2023, 11, 13), "by 13 Nov 2023"),
    ],
)
def test_an_interval_is_told_no_more_exactly_than_it_is(earliest: date | None, latest: date, told: str) -> None:
    assert words.when(When(earliest=earliest, latest=latest)) == told


@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from("abc")), max_size=8),
)
def test_marks_never_change_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    runs = evidence.runs(text, 0, len(text), [span for span in spans if span[0] < span[1]])
    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)


def test_overlapping_marks_name_each_field_that_was_read_there() -> None:
    runs = evidence.runs("three men died", 0, 14, [(0, 9, "target"), (6, 14, "casualties")])
    assert [(run.text, run.fields) for run in runs] == [
        ("three ", ("target",)),
        ("men", ("target", "casualties")),
        (" died", ("casualties",)),
    ]


def test_an_excerpt_holds_the_sentences_with_marks_and_no_others() -> None:
    text = "One fell. Two stood. Three ran. Four hid."
    document, _ = report("Wire", text=text)
    ends = [(0, 9), (10, 20), (21, 31), (32, 41)]
    cut = type(document)(**{**{f: getattr(document, f) for f in document.__slots__}, "sentences": tuple(ends)})
    told = [
        "".join(run.text for run in part)
        for part in evidence.excerpt(cut, [(0, 3, "act"), (10, 13, "act"), (32, 36, "act")])
    ]
    assert told == ["One fell. Two stood.", "Four hid."]


def relation(source: str, target: str, times: int, sign: float) -> Relation:
    """So many acts of one towards another."""
    return Relation(
        source=source,
        target=target,
        kinds=(("ASSAULT", times),),
        sign=sign,
        first=None,
        last=date(2023, 11, 1),
        mentions=(),
    )


def test_relations_are_drawn_the_same_each_time_inside_the_frame() -> None:
    held = [relation(f"g{n}", f"g{n * 7 % 11}", n + 1, (-1) ** n) for n in range(1, 11)]
    drawn, again = network.network(held), network.network(held)
    assert drawn == again
    assert all(0 <= node.x <= network.WIDTH and 0 <= node.y <= drawn.height for node in drawn.nodes)
    assert {edge.tone for edge in drawn.edges} == {"hostile", "friendly"}


def test_actors_without_room_are_counted_as_left_out() -> None:
    held = [relation("hub", f"g{n}", 1, -1.0) for n in range(40)]
    drawn = network.network(held)
    assert (len(drawn.nodes), drawn.left_out) == (network.MOST_NODES, 41 - network.MOST_NODES)


def test_who_is_only_described_is_left_out_of_the_drawing_but_not_where_nobody_has_a_name() -> None:
    held = [relation("Iran", "Israel", 3, -1.0), relation("Iran", "a weapons store", 5, -1.0)]
    assert {node.name for node in network.network(held).nodes} == {"Iran", "Israel"}
    assert network.network(held).left_out == 1
    assert len(network.network(held[1:]).nodes) == 2


def test_a_long_name_is_drawn_in_two_lines() -> None:
    name = "Combined Joint Task Force of Many Words"
    drawn = network.network([relation(name, "Iran", 1, -1.0)])
    lines = next(node.lines for node in drawn.nodes if node.name == name)
    assert " ".join(lines) == name and len(lines) == 2


def test_a_chart_of_the_page_is_drawn_without_a_browser_as_well() -> None:
    series = Series(
        key="all", name="all attacks", start=date(2023, 11, 1), counts=(1, 0, 3, 2), incomplete=1, reported_share=(0.5,)
    )
    broke = ChangePoint(
        key="all", day=date(2023, 11, 3), known_on=date(2023, 11, 4), probability=0.9, before=0.5, after=2.5
    )
    drawn = charts.svg(charts.tempo(series, [broke]))
    assert drawn.startswith("<svg") and "0.5 to 2.5 a day" in drawn
    assert charts.LIGHT["--accent"] in drawn and '"--' not in drawn
