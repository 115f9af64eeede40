"""Promises of what a briefing says became different since an earlier one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.briefing.ledgers import view
from tests.linking.reports import report

from vedette.app.reporting import brief_view
from vedette.app.workspace import View
from vedette.briefing.verify import verify
from vedette.errors import VerifyError
from vedette.model.brief import Briefing, Section


def _views() -> tuple[View, View]:
    first = report("Wire", killed=2)
    later = report("Herald", killed=5, hours=30)
    other = report("Wire", place="harir", day=12, hours=72)
    told = (first, later, other)
    after = view([document for document, _ in told], [mention for _, mention in told])
    return view([first[0]], [first[1]]), after


def _section(briefing: Briefing) -> Section:
    return next(one for one in briefing.sections if one.key == "changes")


def test_new_incidents_further_reports_and_corrected_tolls_are_told() -> None:
    before, after = _views()
    briefing, _ = brief_view(after, before=before)
    section = _section(briefing)
    text = " ".join(one.text for one in section.sentences)
    assert "1 incident is new" in text and "1 incident was told by a further report" in text
    assert any("(was 2 killed)" in point.text for point in section.points)
    assert briefing.figures[0].change is not None
    assert briefing.figures[0].change.text.startswith("1 new since ")


def test_nothing_is_different_from_the_same_view() -> None:
    _, after = _views()
    briefing, _ = brief_view(after, before=after)
    assert "nothing that the ledger holds is different" in _section(briefing).sentences[0].text


def test_without_an_earlier_day_nothing_is_said_to_have_changed() -> None:
    briefing, _ = brief_view(_views()[1])
    assert "changes" not in {one.key for one in briefing.sections}


def test_a_revision_that_is_told_otherwise_is_refused() -> None:
    before, after = _views()
    briefing, facts = brief_view(after, before=before)
    assert facts.since is not None
    wrong = replace(facts, since=replace(facts.since, day=date(2020, 1, 1)))
    with pytest.raises(VerifyError):
        verify(briefing, wrong)
    fewer = replace(facts, since=replace(facts.since, revisions=()))
    with pytest.raises(VerifyError):
        verify(briefing, fewer)
