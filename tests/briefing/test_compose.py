"""Whatever a ledger holds, it can be briefed, and each form of the briefing holds together."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.briefing.ledgers import brief, campaign
from tests.linking.reports import report
from tests.store.strategies import documents, mentions, tallies

from vedette.briefing.render import html, markdown, wire
from vedette.errors import InputError
from vedette.model import Quantity, Tally


@given(st.data())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
def test_any_ledger_can_be_briefed(data: st.DataObject) -> None:
    texts = {one.id: one for one in data.draw(st.lists(documents(), min_size=1, max_size=4))}
    found = {one.id: one for text in texts.values() for one in data.draw(st.lists(mentions(text), max_size=3))}
    totals = {one.id: one for text in texts.values() for one in data.draw(st.lists(tallies(text), max_size=2))}
    briefing, facts = brief(texts.values(), tuple(found.values()), tuple(totals.values()))
    page = html(briefing, facts)
    assert markdown(briefing, facts) and json.loads(wire(briefing, facts))
    assert not broken(page)


def broken(page: str) -> set[str]:
    """Links within a page that lead nowhere, and ids that stand twice."""
    ids = re.findall(r'\sid="([^"]*)"', page)
    twice = {id for id, number in Counter(ids).items() if number > 1}
    return (set(re.findall(r'href="#([^"]*)"', page)) - set(ids)) | twice


def test_every_link_within_the_page_leads_somewhere() -> None:
    page = html(*campaign())
    assert len(re.findall(r'href="#', page)) > 200
    assert broken(page) == set()


def test_a_number_leads_to_the_sentence_that_says_it() -> None:
    text = "A drone hit Erbil air base. Seventeen soldiers were hurt there."
    document, mention = report("Wire", text=text, injured=17, outcomes=("hit",))
    toll = mention.casualties[0].value
    start = text.index("Seventeen")
    moved = mention.casualties[0].__class__(value=toll, passages=(document.passage(start, start + 9),), confidence=0.8)
    document = type(document)(
        **{name: getattr(document, name) for name in type(document).__slots__}
        | {"sentences": ((0, 27), (28, len(text)))}
    )
    mention = type(mention)(
        **{name: getattr(mention, name) for name in type(mention).__slots__} | {"casualties": (moved,)}
    )
    page = html(*brief([document], [mention]))
    link = re.search(r'<a class="fact said" href="#(n\d+)">17 injured</a>', page)
    assert link
    assert re.search(rf'<li id="{link[1]}"><q><mark>Seventeen</mark> soldiers', page)


def test_what_no_report_says_is_not_said() -> None:
    document, mention = report("Wire", place=None, actor=None, target=None, day=None)
    briefing, _ = brief([document], [mention])
    text = " ".join(one.text for one in briefing.sentences())
    assert briefing.first_day is None
    assert "No report gives a number of people killed or injured." in text
    assert "For 1 incident no report names a place." in text
    assert "On or before 9 November 2023: a drone attack." in text
    assert " by " not in next(one.text for one in briefing.sections[1].points)


def test_the_range_over_sources_stays_visible() -> None:
    pairs = [
        report("A", injured=Quantity(low=3, best=5, high=5)),
        report("B", day=20, place="tanf", killed=Quantity.at_least(2)),
    ]
    briefing, _ = brief([one for one, _ in pairs], [one for _, one in pairs])
    text = " ".join(one.text for one in briefing.sentences())
    assert "5 (sources say 3 to 5) injured" in text
    assert "at least 2 killed" in text


def test_a_ledger_without_reports_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(InputError, match="vedette run"):
        brief([], [])


def test_reports_without_incidents_make_a_briefing_that_says_so() -> None:
    document, mention = report("Wire", kind="THREATEN", mode=None, status="announced")
    briefing, facts = brief([document], [mention], tuple[Tally, ...]())
    assert "tell no incident" in briefing.sections[0].sentences[0].text
    assert not broken(html(briefing, facts))
    assert "<svg" not in html(briefing, facts)


def test_no_sentence_of_the_campaign_is_told_twice_and_each_ends() -> None:
    briefing, _ = campaign()
    for section in briefing.sections:
        lines = [one.text for one in (*section.sentences, *section.points)]
        assert len(lines) == len(set(lines))
        assert all(line.endswith((".", "”", "!", "?")) and line[0].upper() == line[0] for line in lines), lines
        assert not any("  " in line or " ." in line or ".." in line for line in lines)
