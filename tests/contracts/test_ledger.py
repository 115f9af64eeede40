"""What every ledger promises, whatever keeps it: one suite over all back-ends."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contracts import samples
from tests.contracts.backends import Backend
from tests.contracts.samples import DAY, MENTIONS, NOON, coding, decision, document, failure, override, prediction, run
from tests.store import strategies

from vedette.errors import LedgerError, RecordError
from vedette.model import Copy, Document, Failure, Mention
from vedette.store.base import NOW, AsOf, Coding, Ledger

READERS = ("documents", "mentions", "tallies", "copies", "decisions", "overrides", "failures", "runs", "predictions")


@pytest.fixture
def ledger(backend: Backend) -> Iterator[Ledger]:
    """An open, empty ledger."""
    with backend.open() as opened:
        yield opened


def everything(ledger: Ledger, as_of: AsOf = NOW) -> dict[str, list[Any]]:
    """All that the ledger shows."""
    return {name: list(getattr(ledger, name)(as_of=as_of)) for name in READERS}


def fill(ledger: Ledger) -> dict[str, int]:
    """Write some of everything; how many records of each kind were new."""
    reports = [document(number) for number in range(4)]
    codings = [coding(report) for report in reports]
    ids = [mention.id for mention in codings[0].mentions]
    return {
        "documents": ledger.add_documents(reports),
        "codings": sum(ledger.add_coding(one) for one in codings),
        "copies": ledger.add_copies([Copy(document=reports[1].id, of=reports[0].id, similarity=0.9, recorded_at=NOON)]),
        "decisions": ledger.add_decisions(
            [decision(ids[0], ids[1]), decision(ids[1], ids[2], "different", person=True)]
        ),
        "overrides": ledger.add_overrides([override("i1")]),
        "failures": ledger.add_failures([failure("a.txt"), failure("b.txt")]),
        "runs": ledger.add_run(run(1)),
        "predictions": ledger.add_predictions([prediction(), prediction("theatre:IQ")]),
    }


def test_an_empty_ledger_shows_nothing(ledger: Ledger) -> None:
    assert not any(everything(ledger).values())
    assert ledger.document("d0") is None and not ledger.has_coding("d0", "rules/1") and ledger.search("town1") == ()


def test_what_is_written_is_read_back_unchanged(ledger: Ledger) -> None:
    assert fill(ledger) == {
        "documents": 4, "codings": 4 * (MENTIONS + 2), "copies": 1, "decisions": 2, "overrides": 1, "failures": 2, "runs": 1, "predictions": 2,
    }  # fmt: skip
    read = everything(ledger)
    assert read["documents"] == [document(number) for number in range(4)]
    assert read["mentions"] == [mention for number in range(4) for mention in coding(document(number)).mentions]
    assert read["tallies"] == [tally for number in range(4) for tally in coding(document(number)).tallies]
    assert read["overrides"] == [override("i1")] and read["runs"] == [run(1)]
    assert len(read["failures"]) == 6 and len(read["decisions"]) == 2 and len(read["copies"]) == 1
    assert ledger.document(document(2).id) == document(2)


def test_writing_twice_changes_nothing(backend: Backend, ledger: Ledger) -> None:
    fill(ledger)
    before = everything(ledger)
    assert set(fill(ledger).values()) == {0}
    assert everything(ledger) == before
    with backend.open() as again:
        assert set(fill(again).values()) == {0}
        assert everything(again) == before


def test_the_same_record_twice_in_one_write_is_one(ledger: Ledger) -> None:
    assert ledger.add_documents([document(1), document(1), document(2), document(1)]) == 2
    assert [found.id for found in ledger.documents()] == [document(1).id, document(2).id]
    assert len(ledger.search("town1")) == 1


def test_a_document_read_again_from_elsewhere_stays_as_first_written(ledger: Ledger) -> None:
    ledger.add_documents([document(1)])
    elsewhere = dataclasses.replace(document(1), origin="b.md", recorded_at=NOON + timedelta(days=9))
    assert ledger.add_documents([elsewhere]) == 0
    assert list(ledger.documents()) == [document(1)]


def test_what_a_reopened_ledger_holds_is_what_was_written(backend: Backend) -> None:
    with backend.open() as first:
        fill(first)
        before = everything(first)
    with backend.open(read_only=True) as second:
        assert everything(second) == before
        assert [hit.document for hit in second.search("town3")] == [document(3).id]


def test_records_come_in_the_order_of_writing_however_many(ledger: Ledger) -> None:
    numbers = [(number * 37) % 701 for number in range(701)]
    assert ledger.add_documents(document(number) for number in numbers) == 701
    assert [found.origin for found in ledger.documents()] == [f"feed.jsonl#{number}" for number in numbers]


def test_a_reader_shows_the_moment_at_which_it_began(ledger: Ledger) -> None:
    ledger.add_documents(document(number) for number in range(250))
    seen = 0
    for found in ledger.documents():
        ledger.add_coding(coding(found, mentions=1))
        ledger.add_documents([document(1000 + seen)])
        seen += 1
    assert seen == 250
    assert len(list(ledger.documents())) == 500 and len(list(ledger.mentions())) == 250


def test_a_reader_may_be_left_half_read(ledger: Ledger) -> None:
    ledger.add_documents(document(number) for number in range(450))
    for _ in range(40):
        assert len(list(islice(ledger.documents(), 3))) == 3
    assert ledger.add_documents([document(999)]) == 1


def test_a_write_that_fails_half_way_leaves_nothing(ledger: Ledger) -> None:
    def broken() -> Iterator[Document]:
        for number in range(450):
            yield document(number)
        raise RuntimeError("the source went away")

    with pytest.raises(RuntimeError, match="went away"):
        ledger.add_documents(broken())
    assert list(ledger.documents()) == [] and ledger.search("town1") == ()


def test_a_coding_that_cannot_be_written_leaves_nothing(ledger: Ledger) -> None:
    ledger.add_documents([document(1), document(2)])
    good, other = coding(document(1)), coding(document(2))
    for bad in (
        dataclasses.replace(good, mentions=(*good.mentions, other.mentions[0])),
        dataclasses.replace(good, mentions=(good.mentions[0], good.mentions[0])),
        dataclasses.replace(good, coder="rules/2"),
        dataclasses.replace(good, recorded_at=datetime(2023, 12, 1)),  # noqa: DTZ001 - the moment that must be refused
    ):
        with pytest.raises(RecordError):
            ledger.add_coding(bad)
        assert not ledger.has_coding(document(1).id, bad.coder)
        assert list(ledger.mentions()) == [] and list(ledger.failures()) == []
    assert ledger.add_coding(good) == MENTIONS + 2


def test_words_that_the_document_does_not_hold_are_refused(ledger: Ledger) -> None:
    ledger.add_documents([document(1)])
    forged = dataclasses.replace(document(1), text=document(1).text.replace("Gunmen", "Nobody"))
    with pytest.raises(RecordError, match="reads 'Gunmen', not 'Nobody'"):
        ledger.add_coding(coding(forged))
    longer = dataclasses.replace(document(1), text=document(1).text + " At least 40.")
    start = len(document(1).text) + 1
    outside = longer.passage(start, start + 5)
    read = coding(document(1)).mentions[0]
    beyond = dataclasses.replace(read, act=dataclasses.replace(read.act, passages=(outside,)))
    with pytest.raises(RecordError, match="passage"):
        ledger.add_coding(dataclasses.replace(coding(document(1)), mentions=(beyond,)))


def test_a_coding_of_an_unknown_document_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="holds no document"):
        ledger.add_coding(coding(document(1)))


def test_judgements_on_what_is_not_there_are_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="does not hold"):
        ledger.add_decisions([decision("m1", "m2")])
    with pytest.raises(LedgerError, match="does not hold"):
        ledger.add_copies([Copy(document="d1", of="d2", similarity=1, recorded_at=NOON)])


def test_a_coding_that_found_nothing_is_remembered(ledger: Ledger) -> None:
    ledger.add_documents([document(1)])
    assert not ledger.has_coding(document(1).id, "rules/1")
    assert ledger.add_coding(coding(document(1), mentions=0)) == 0
    assert ledger.has_coding(document(1).id, "rules/1")
    assert not ledger.has_coding(document(1).id, "rules/2")


def coders(mentions: Iterable[Mention]) -> set[str]:
    """Who read these."""
    return {mention.coder for mention in mentions}


def test_the_latest_coding_stands_and_the_earlier_is_kept(ledger: Ledger) -> None:
    ledger.add_documents([document(1), document(2)])
    for report in (document(1), document(2)):
        ledger.add_coding(coding(report))
    later = NOON + timedelta(days=1)
    ledger.add_coding(coding(document(1), coder="rules/2", recorded_at=later, mentions=1))
    assert [(m.document, m.coder) for m in ledger.mentions()] == [(document(2).id, "rules/1")] * MENTIONS + [
        (document(1).id, "rules/2")
    ]
    assert [t.coder for t in ledger.tallies()] == ["rules/1", "rules/2"]
    assert coders(ledger.mentions(as_of=AsOf(recorded=NOON))) == {"rules/1"}
    assert ledger.has_coding(document(1).id, "rules/1")


def test_a_later_coding_that_found_nothing_stands_too(ledger: Ledger) -> None:
    ledger.add_documents([document(1)])
    ledger.add_coding(coding(document(1)))
    ledger.add_coding(coding(document(1), coder="rules/2", recorded_at=NOON + timedelta(days=1), mentions=0))
    assert list(ledger.mentions()) == [] and list(ledger.tallies()) == []


def test_of_two_codings_of_one_moment_the_later_written_stands(ledger: Ledger) -> None:
    ledger.add_documents([document(1)])
    for coder in ("b/1", "a/1"):
        ledger.add_coding(coding(document(1), coder=coder))
    assert coders(ledger.mentions()) == {"a/1"}


def test_an_older_coding_written_later_does_not_outweigh_a_newer(ledger: Ledger) -> None:
    ledger.add_documents([document(1)])
    ledger.add_coding(coding(document(1), coder="rules/2", recorded_at=NOON + timedelta(days=1)))
    ledger.add_coding(coding(document(1), coder="rules/1"))
    assert coders(ledger.mentions()) == {"rules/2"}


def test_as_of_a_day_shows_what_reports_had_said_by_its_end(ledger: Ledger) -> None:
    early, late = document(1), document(2, published=DAY + timedelta(days=5))
    ledger.add_documents([early, late])
    for report in (early, late):
        ledger.add_coding(coding(report))
    ledger.add_copies([Copy(document=late.id, of=early.id, similarity=1, recorded_at=NOON)])
    ledger.add_failures([failure("x.txt")])
    for day, reports in ((DAY - timedelta(days=1), []), (DAY, [early]), (DAY + timedelta(days=5), [early, late])):
        seen = everything(ledger, AsOf(published=day))
        assert seen["documents"] == reports
        assert len(seen["mentions"]) == MENTIONS * len(reports) and len(seen["tallies"]) == len(reports)
        assert len(seen["copies"]) == (len(reports) == 2)
        assert len(seen["failures"]) == 1 + len(reports)
        assert len(ledger.search("gunmen", as_of=AsOf(published=day))) == len(reports)


def test_as_of_a_day_leaves_out_what_a_person_decided_after_it(ledger: Ledger) -> None:
    ledger.add_documents([document(1)])
    ledger.add_coding(coding(document(1)))
    ids = [mention.id for mention in ledger.mentions()]
    last = datetime(2023, 12, 1, 23, 59, 59, 999999, tzinfo=UTC)
    by_model, by_person = decision(ids[0], ids[1]), decision(ids[1], ids[2], person=True, recorded_at=last)
    ledger.add_decisions([by_model, by_person])
    ledger.add_overrides([override("i1", recorded_at=last)])
    before, same = AsOf(published=date(2023, 11, 30)), AsOf(published=date(2023, 12, 1))
    assert list(ledger.decisions(as_of=before)) == [by_model] and list(ledger.overrides(as_of=before)) == []
    assert list(ledger.decisions(as_of=same)) == [by_model, by_person] and len(list(ledger.overrides(as_of=same))) == 1


def test_as_of_a_moment_shows_what_the_ledger_held_then(ledger: Ledger) -> None:
    later = NOON + timedelta(hours=1)
    fill(ledger)
    held = everything(ledger)
    ledger.add_documents([document(50, recorded_at=later)])
    ledger.add_coding(coding(document(50), recorded_at=later))
    ids = [mention.id for mention in ledger.mentions()]
    ledger.add_copies([Copy(document=document(50).id, of=document(1).id, similarity=1, recorded_at=later)])
    ledger.add_decisions([decision(ids[0], ids[-1], recorded_at=later)])
    ledger.add_overrides([override("i1", recorded_at=later)])
    ledger.add_failures([failure("late.txt", recorded_at=later)])
    ledger.add_run(run(2, recorded_at=later))
    assert everything(ledger, AsOf(recorded=NOON)) == held
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5)))
    assert everything(ledger, AsOf(recorded=elsewhere)) == held, "a moment is the same in every time zone"
    assert not any(everything(ledger, AsOf(recorded=NOON - timedelta(microseconds=1))).values())
    assert everything(ledger, AsOf(recorded=later)) == everything(ledger)
    assert ledger.search("town50", as_of=AsOf(recorded=NOON)) == () != ledger.search("town50")


def test_search_finds_sentences_with_all_the_words(ledger: Ledger) -> None:
    ledger.add_documents([document(number) for number in range(30)])
    (hit,) = ledger.search("TOWN7 gunmen")
    assert hit.document == document(7).id
    assert hit.text == document(7).text[hit.start : hit.end] == "Gunmen attacked town7 and wounded 9 men."
    assert len(ledger.search("monitor")) == 20 and len(ledger.search("monitor", limit=3)) == 3
    assert ledger.search("town7 town8") == () == ledger.search("") == ledger.search("town7", limit=0)


@pytest.mark.parametrize(
    "words",
    ['"', "town7 OR town8", "NEAR(town7 town8)", "town*", "-town7", "words:town7", "town7)", "^town7", "'; DROP TABLE documents; --", "a\0b", "*", "() {}", "\ud800"],
)  # fmt: skip
def test_search_takes_words_for_words_and_never_for_syntax(ledger: Ledger, words: str) -> None:
    ledger.add_documents([document(7), document(8)])
    wanted = "".join(sign if sign.isalnum() else " " for sign in words.lower()).split()
    found = [hit.text.lower() for hit in ledger.search(words)]
    assert all(part in text for text in found for part in wanted) and (wanted or not found)
    assert len(list(ledger.documents())) == 2


def test_a_document_without_sentences_is_found_whole(ledger: Ledger) -> None:
    whole = dataclasses.replace(document(1), sentences=())
    ledger.add_documents([whole])
    (hit,) = ledger.search("town1 monitor")
    assert (hit.start, hit.end, hit.text) == (0, len(whole.text), whole.text)


def test_a_ledger_opened_for_reading_refuses_to_write(backend: Backend) -> None:
    with backend.open() as ledger:
        fill(ledger)
    with backend.open(read_only=True) as reading:
        writes: list[Callable[[], object]] = [
            lambda: reading.add_documents([document(77)]),
            lambda: reading.add_run(run(77)),
        ]
        for write in writes:
            with pytest.raises(LedgerError, match="open for reading only"):
                write()


def test_a_closed_ledger_says_so(backend: Backend) -> None:
    ledger = backend.open()
    ledger.close()
    uses: list[Callable[[], object]] = [
        lambda: ledger.add_run(run(1)),
        lambda: list(ledger.documents()),
        lambda: ledger.search("x"),
        lambda: ledger.has_coding("d", "c"),
    ]
    for use in uses:
        with pytest.raises(LedgerError, match="closed"):
            use()


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=30,
)
@given(st.data())
def test_any_record_that_can_be_built_can_be_kept(ledger: Ledger, data: st.DataObject) -> None:
    report = data.draw(strategies.documents())
    ledger.add_documents([report])
    kept = ledger.document(report.id)
    assert kept is not None and kept.text == report.text
    coder = f"rules/{data.draw(st.integers())}"
    read = data.draw(strategies.mentions(report, coder=coder, recorded_at=NOON))
    counted = data.draw(strategies.tallies(report, coder=coder, recorded_at=NOON))
    if not ledger.has_coding(report.id, coder):
        whole = Coding(document=report.id, coder=coder, recorded_at=NOON, mentions=(read,), tallies=(counted,))
        assert ledger.add_coding(whole) == 2
        assert read in set(ledger.mentions()) and counted in set(ledger.tallies())


def test_text_that_is_no_valid_unicode_is_kept(ledger: Ledger) -> None:
    odd = Document(
        id="d1", text="half \ud800 a pair", published=DAY, outlet="\udcff", origin="\udc80.txt", recorded_at=NOON, sentences=((0, 13),)
    )  # fmt: skip
    assert ledger.add_documents([odd]) == 1
    assert list(ledger.documents()) == [odd]
    assert [hit.text for hit in ledger.search("half pair")] == ["half \ud800 a pair"[:13]]
    broken = Failure(id="f1", stage="s\ud800", item="\udc80", code="c\ud800", reason="r", way_out="w", recorded_at=NOON)
    assert ledger.add_failures([broken]) == 1 and list(ledger.failures()) == [broken]


def test_samples_are_the_same_every_time() -> None:
    assert samples.document(3) == samples.document(3) and samples.coding(document(3)) == samples.coding(document(3))


def test_a_forecast_is_kept_once_and_seen_from_the_day_it_was_made(ledger: Ledger) -> None:
    early, late = prediction(), prediction(as_of=DAY + timedelta(days=3), recorded_at=NOON + timedelta(days=3))
    assert ledger.add_predictions([early, late, early]) == 2
    assert ledger.add_predictions([dataclasses.replace(early, recorded_at=NOON + timedelta(days=1))]) == 0
    assert list(ledger.predictions(as_of=AsOf(published=DAY))) == [early]
    assert list(ledger.predictions(as_of=AsOf(recorded=NOON))) == [early]
    assert list(ledger.predictions()) == [early, late]
