"""Reports become documents, or say why not."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.reports import NOW, Given, made, refused

from vedette.documents.make import make_document, raw_text
from vedette.errors import DocumentError
from vedette.sources.base import Raw
from vedette.sources.files import Files

_TEXT = "Two drones struck the base near Erbil. The army said that nobody was hurt."


def test_a_report_becomes_a_document_with_sentences_and_a_content_id() -> None:
    document = made(Given(text=_TEXT, outlet="Desert Wire", url="https://desertwire.example/a"))
    assert [document.text[s:e] for s, e in document.sentences] == [
        "Two drones struck the base near Erbil.",
        "The army said that nobody was hurt.",
    ]
    assert document.published == date(2023, 11, 13) and document.language == "en" and document.recorded_at == NOW
    assert document.headline == 0 and document.flags == ()
    again = made(Given(text=_TEXT, outlet="Desert Wire", url="https://desertwire.example/a", origin="elsewhere/b.md"))
    assert again.id == document.id, "the same report from another place is the same document"
    assert made(Given(text=_TEXT, outlet="Gulf Daily")).id != document.id


def test_a_title_stands_first_and_is_not_said_twice() -> None:
    document = made(Given(text=f"DRONES STRIKE BASE\n\n{_TEXT}", title="Drones strike base", outlet="Desert Wire"))
    assert document.text == f"Drones strike base\n\n{_TEXT}"
    assert document.headline == len("Drones strike base")
    assert (
        made(Given(text=_TEXT, title="Drones strike base - Desert Wire", outlet="Desert Wire")).title
        == "Drones strike base"
    )


def test_a_first_line_that_stands_apart_is_the_headline() -> None:
    assert made(Given(text=f"# Drones strike base\n\n{_TEXT}", media="text/markdown")).title == "Drones strike base"
    assert made(Given(text=f"Drones strike base\n\n{_TEXT}")).title == "Drones strike base"
    assert made(Given(text=f"Two drones struck the base.\n\n{_TEXT}")).title is None
    assert made(Given(text=_TEXT)).title is None


def test_a_leading_date_dates_the_document_and_leaves_its_text() -> None:
    document = made(Given(text=f" date 2023-11-13 {_TEXT}", published=None))
    assert document.published == date(2023, 11, 13) and document.text == _TEXT


def test_lines_below_a_leading_date_name_the_outlet_and_the_url_and_leave_the_text() -> None:
    document = made(
        Given(text=f"date 2023-11-13\r\noutlet: Desert Wire\nurl https://desert.example/a\n\n{_TEXT}", published=None)
    )
    assert (document.outlet, document.url, document.text) == ("Desert Wire", "https://desert.example/a", _TEXT)


def test_a_sentence_or_a_second_paragraph_that_begins_with_outlet_stays_text() -> None:
    for said in ("Outlet stores burned in the raid.", "\nOutlet stores burned in the raid", "Url was hit"):
        document = made(Given(text=f"date 2023-11-13\n{said}\n\n{_TEXT}", published=None))
        assert document.outlet is None and document.text.startswith(said.strip())


def test_a_full_dateline_dates_the_document_and_names_its_agency() -> None:
    document = made(Given(text=f"ERBIL, 3 FEB 90 (AFP) -- [TEXT] {_TEXT}", published=None))
    assert document.published == date(1990, 2, 3) and document.outlet == "AFP"
    assert document.text.startswith("ERBIL, 3 FEB 90 (AFP) -- [TEXT]")


def test_the_callers_day_is_used_only_where_none_is_stated() -> None:
    assert made(Given(text=_TEXT, published=None), date(2023, 1, 2)).published == date(2023, 1, 2)
    assert made(Given(text=_TEXT), date(2023, 1, 2)).published == date(2023, 11, 13)


def test_no_day_is_a_failure_and_never_a_guess() -> None:
    error = refused(Given(text=f"{_TEXT} It happened on 9 November 2023.", published=None))
    assert error.code == "no_date" and "--published" in error.way_out


@pytest.mark.parametrize(
    ("words", "code"), [("2023-02-30", "bad_date"), ("soon", "bad_date"), ("03/04/2023", "ambiguous_date")]
)
def test_a_day_stated_wrongly_is_a_failure_even_beside_the_callers_day(words: str, code: str) -> None:
    error = refused(Given(text=_TEXT, published=words), date(2023, 11, 13))
    assert error.code == code and words in str(error) and "YYYY-MM-DD" in error.way_out
    assert refused(Given(text=f"date 2023-02-30 {_TEXT}", published=None)).code == "bad_date"


def test_a_day_that_lies_ahead_is_no_day_of_publication() -> None:
    assert made(Given(text=_TEXT, published="2024-01-17")).flags == ()
    error = refused(Given(text=_TEXT, published="2024-01-18"))
    assert error.code == "future_date" and "2024-01-18" in str(error) and "2024-01-15" in str(error)
    assert refused(Given(text=_TEXT, published=None), date(2099, 1, 1)).code == "future_date"


def test_two_stated_days_that_disagree_are_flagged() -> None:
    assert made(Given(text=f"date 2023-11-10 {_TEXT}")).flags == ("stated-dates: 2023-11-13 and 2023-11-10",)


def test_the_own_url_and_urls_in_the_text_are_held_against_the_day() -> None:
    assert made(Given(text=_TEXT, url="https://a.example/2023/11/13/x")).flags == ()
    own = made(Given(text=_TEXT, url="https://a.example/2022/11/13/x"))
    assert own.flags == ("url-date: https://a.example/2022/11/13/x says 2022-11-13, the document says 2023-11-13",)
    linked = made(Given(text=f"{_TEXT}\n\n- [Wire: Base hit](https://a.example/base-hit-2022-11-03/)"))
    assert linked.flags == (
        "url-date: https://a.example/base-hit-2022-11-03/ says 2022-11-03, the document says 2023-11-13",
    )
    assert linked.text == _TEXT, "a line that is only a link is no text"


def test_an_outlet_left_out_is_the_host_of_the_url() -> None:
    assert made(Given(text=_TEXT, url="https://www.desertwire.example/a")).outlet == "desertwire.example"
    given_as_url = made(Given(text=_TEXT, outlet="https://www.desertwire.example/"))
    assert (given_as_url.outlet, given_as_url.url) == ("desertwire.example", "https://www.desertwire.example/")


@pytest.mark.parametrize("text", ["   ", "\u200b\u200e", "---", "Read more: Something else", "..."])
def test_a_report_without_words_is_a_failure(text: str) -> None:
    assert refused(Given(text=text)).code == "no_text"


def test_another_language_is_a_failure_that_names_it() -> None:
    error = refused(
        Given(
            text="Dos drones golpearon la base cerca de Erbil el jueves, y el ejército dijo que no hubo heridos en el ataque."
        )
    )
    assert error.code == "language" and "Spanish (es)" in str(error) and "Translate" in error.way_out


def test_a_declared_language_counts_only_where_the_text_does_not_tell() -> None:
    assert made(Given(text=_TEXT, language="es")).language == "en"
    assert refused(Given(text="Erbil", language="ar")).code == "language"


@given(st.text(max_size=400), st.sampled_from(["text/plain", "text/markdown"]))
def test_any_text_becomes_a_document_or_a_document_error(text: str, media: str) -> None:
    report = Given(text=text, media=media)
    try:
        document = made(report)
    except DocumentError as error:
        assert error.code in {"no_text", "language", "bad_date"}
        return
    held = raw_text(report)
    assert document.text.endswith(held.text)
    for offset, char in enumerate(held.text):
        assert char == text[held.raw(offset)] or char.isspace()


def test_the_first_report_is_dated_flagged_and_clean(shared: Path) -> None:
    (raw,) = Files([shared / "seed"]).read()
    assert isinstance(raw, Raw)
    document = make_document(raw, recorded_at=NOW)
    assert document.published == date(2023, 11, 13)
    (flag,) = document.flags
    assert flag.startswith("url-date: https://www.reuters.com/") and flag.endswith(
        "2022-11-03/ says 2022-11-03, the document says 2023-11-13"
    )
    assert document.text.startswith("Amidst the escalating tensions") and "reuters" not in document.text.lower()


def test_wire_reports_become_documents_or_failures_quickly(shared: Path) -> None:
    begun = time.process_time()
    made_, failed = 0, set()
    for raw in Files([shared / "bench" / "muc4" / "docs.jsonl.gz"]).read():
        assert isinstance(raw, Raw)
        try:
            made_ += bool(make_document(raw, recorded_at=NOW).sentences)
        except DocumentError as error:
            failed.add((error.code, raw.origin))
    assert made_ + len(failed) == 1499
    assert {code for code, _ in failed} == {"no_date"} and len(failed) < 100
    assert time.process_time() - begun < 10, "1.3 s on two cores; the bound leaves room for a loaded machine"
