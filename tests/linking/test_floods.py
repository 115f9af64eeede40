"""One voice that says one thing many times within days is said to."""

from __future__ import annotations

from datetime import date, timedelta

from tests.linking.reports import OPTIONS, filed, report

from vedette.documents.copies import find_copies
from vedette.linking import floods, incidents, link, watched
from vedette.model import Copy, Document, Incident, Mention, Where
from vedette.model.flood import Flood

Pairs = list[tuple[Document, Mention]]


def town(n: int) -> Where:
    """A town of its own, far from the others."""
    return Where(
        name=f"Town {n}",
        id=f"gn:{n}",
        country="IQ",
        lat=-60.0 + 2 * n,
        lon=10.0,
        radius_km=5,
        precision="town",
        within=("iso:IQ",),
    )


def scattered(number: int, *, outlet: str | None = "Loud Times", days: int = 0) -> Pairs:
    """One text with another town in each, on one day or so many days apart."""
    words = "A missile struck the market of Town {n} on Saturday, killing forty people, witnesses said. Ambulances rushed to the scene and smoke rose over the town."
    return [
        report(f"s{n}", outlet=outlet, place=town(n), text=words.format(n=n), published=date(2023, 11, 10) + timedelta(days=n * days))
        for n in range(number)
    ]  # fmt: skip


def seen(pairs: Pairs) -> tuple[tuple[Incident, ...], dict[str, Document], tuple[Copy, ...], tuple[Flood, ...]]:
    """The incidents, documents, copies and floods of these reports."""
    documents, mentions = filed(pairs)
    copies = tuple(find_copies(documents.values()))
    found = incidents(
        mentions, link(mentions, documents=documents, options=OPTIONS), (), copies, documents, options=OPTIONS
    )
    return found, documents, copies, floods(found, documents, copies)


def test_one_text_with_another_town_in_each_is_a_flood_of_many_incidents() -> None:
    found, documents, _, (flood,) = seen(scattered(30))
    assert len(found) == 30, "no two towns are one"
    assert flood.outlet == "Loud Times" and set(flood.documents) == set(documents)
    assert set(flood.incidents) == {one.id for one in found}
    assert (flood.first, flood.last) == (date(2023, 11, 10), date(2023, 11, 10))


def test_one_attack_told_over_and_over_is_a_flood_of_one_incident() -> None:
    pairs = [
        report(f"r{n}", outlet=("Loud Times", "LOUD  TIMES")[n % 2], text=f"Number {n}: drones {'hit seen heard near over'.split()[n % 5]} the base again.")
        for n in range(15)
    ]  # fmt: skip
    found, _, _, (flood,) = seen(pairs)
    assert [flood.incidents] == [tuple(one.id for one in found)] and len(flood.documents) == 15


def test_nine_reports_or_a_report_a_week_are_no_flood() -> None:
    assert seen(scattered(9))[3] == ()
    assert seen(scattered(12, days=1))[3] == ()


def test_a_wire_text_that_many_papers_print_is_no_flood() -> None:
    pairs = [
        report(f"p{n}", outlet=f"Paper {n}", text="Gunmen attacked a village near the base on Thursday and killed four people, officials said on Friday.")
        for n in range(20)
    ]  # fmt: skip
    found, _, copies, none = seen(pairs)
    assert none == () and copies and [one.independent_sources for one in found] == [1]


def test_what_somebody_else_tells_too_does_not_rest_on_the_flood() -> None:
    pairs = scattered(12)
    other = report(
        "other", outlet="Example Wire", place=town(3), text="Rescuers in that town count the dead after an explosion."
    )
    found, _, _, (flood,) = seen([*pairs, other])
    assert len(flood.incidents) == 11 and len(found) == 12


def test_only_documents_that_may_flood_are_asked_for() -> None:
    found, documents, copies, _ = seen(
        [*scattered(12), report("z", day=1, text="Nothing else happened that day, a clerk wrote.")]
    )
    assert len(watched(found, copies)) == 12 and len(documents) == 13
    assert watched(found, ()) == set()
