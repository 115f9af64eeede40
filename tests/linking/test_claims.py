"""Claimed, accused and confirmed are kept apart; a later denial changes the status and deletes nothing; outlets are graded by a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

import pytest
from tests.linking.reports import MILITIA, OPTIONS, filed, report

from vedette.app.config import Config
from vedette.app.workspace import link_options
from vedette.errors import ConfigError
from vedette.linking import LinkOptions, incidents, link
from vedette.model import Attribution, Document, Incident, Mention, Party

IRAN = Party(name="Iran", id="IRN/GOV")
PENTAGON = Party(name="Pentagon", id="USA/MIL")


def ledger(
    reports: Iterable[tuple[Document, Mention]], outlets: Mapping[str, str] | None = None
) -> tuple[Incident, ...]:
    """The incidents of these reports under an analyst's table of outlets."""
    documents, mentions = filed(reports)
    graded = link_options(Config(outlets=outlets or {}), OPTIONS.recorded_at)
    options = dataclasses.replace(OPTIONS, reliability=graded.reliability)
    return incidents(mentions, link(mentions, documents=documents, options=options), (), (), documents, options=options)


def test_claim_accusation_suspicion_and_denial_stay_side_by_side_with_their_speakers() -> None:
    [one] = ledger(
        [
            report("a", attributions=[Attribution(actor=MILITIA, how="claimed", by=MILITIA)]),
            report("b", attributions=[Attribution(actor=IRAN, how="accused", by=PENTAGON)]),
            report("c", attributions=[Attribution(actor=IRAN, how="denied", by=IRAN)]),
            report("d", attributions=[Attribution(actor=MILITIA, how="suspected")]),
        ]
    )
    kept = {(t.reading.value.actor and t.reading.value.actor.id, t.reading.value.how) for t in one.attributions}
    assert kept == {
        (MILITIA.id, "claimed"), ("IRN/GOV", "accused"), ("IRN/GOV", "denied"), (MILITIA.id, "suspected"),
    }  # fmt: skip
    speakers = {t.reading.value.by.id for t in one.attributions if t.reading.value.by}
    assert speakers == {MILITIA.id, "USA/MIL", "IRN/GOV"}
    assert len({t.document for t in one.attributions}) == 4, "each keeps the report that says it"


def test_a_claim_alone_is_graded_below_one_that_others_confirm() -> None:
    claim = Attribution(actor=MILITIA, how="claimed", by=MILITIA)
    [alone] = ledger([report("a", attributions=[claim])])
    [confirmed] = ledger([report("a", attributions=[claim]), report("b"), report("c")])
    assert alone.grading.credibility == 4 and confirmed.grading.credibility == 1
    assert {t.reading.value.how for t in confirmed.attributions} == {"claimed"}, "confirmed by others, still a claim"


def test_a_denial_by_a_less_reliable_source_is_kept_and_does_not_prevail() -> None:
    told, denied = report("wire"), report("blog", status="denied", hours=48)
    [one] = ledger([told, denied], {"wire": "B", "blog": "E"})
    assert one.status.value == "occurred" and one.status.disagreement and "status" in one.disagreements
    assert {t.reading.value for t in one.status.told} == {"occurred", "denied"}


def test_a_later_denial_by_a_more_reliable_source_changes_the_status_and_keeps_every_word() -> None:
    told, denied = (
        report("blog"),
        report("wire", status="denied", hours=48, published=report("x")[0].published.replace(day=12)),
    )
    [before] = ledger([told], {"wire": "A", "blog": "E"})
    [after] = ledger([told, denied], {"wire": "A", "blog": "E"})
    assert before.status.value == "occurred" and after.status.value == "denied" and after.id == before.id
    assert {t.document for t in after.status.told} == {told[0].id, denied[0].id}
    assert after.act.value == before.act.value and after.place.value == before.place.value
    assert after.grading.credibility == 5


def test_the_table_of_outlets_sets_the_reliability_and_whose_figure_is_best() -> None:
    reports = [
        report("wire", injured=3, text="A drone attack was told by wire: 3 hurt."),
        report("blog", injured=4, hours=2, text="Many there saw it; 4 hurt, the blog has it."),
    ]
    [plain] = ledger(reports)
    [graded] = ledger(reports, {"wire": "A"})
    assert (plain.grading.reliability, graded.grading.reliability) == ("F", "A")
    [toll] = [c for c in graded.casualties if c.value and c.value.effect == "injured"]
    assert toll.value is not None and toll.value.count is not None
    assert (toll.value.count.low, toll.value.count.best, toll.value.count.high) == (3, 3, 4)
    assert len(toll.told) == 2 and toll.disagreement


def test_an_unknown_grade_is_refused() -> None:
    with pytest.raises(ConfigError, match="A to F"):
        LinkOptions(recorded_at=OPTIONS.recorded_at, reliability={"wire": "Z"})
