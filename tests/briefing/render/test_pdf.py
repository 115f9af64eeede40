"""Promises of the briefing as PDF."""

from __future__ import annotations

import io
import time

import pytest
from tests.briefing.ledgers import brief, campaign
from tests.linking.reports import report

from vedette.briefing.render import pdf
from vedette.model import Document, Mention

pytest.importorskip("typst", reason="needs the extra pdf: pip install 'vedette[pdf]'")
FEED = "A drone hit Erbil. #let x = 1; *bold* $math$ @ref <label> \\ [brackets] //comment"


def _text(made: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def test_a_pdf_says_what_the_briefing_says() -> None:
    briefing, facts = campaign()
    began = time.process_time()
    made = pdf(briefing, facts)
    assert time.process_time() - began < 20  # of work, however long it waits: it takes 1 to 2
    text = " ".join(_text(made).split())
    assert made.startswith(b"%PDF")
    assert all(section.title in text for section in briefing.sections)
    assert "Frequently asked questions" in text and facts.fingerprint in text


def test_names_in_other_scripts_are_drawn() -> None:
    made = pdf(*brief(*_one("Gunmen shot at Київ and بغداد and 北京.", outlet="Вести 新聞")))
    text = _text(made)
    assert "Вести 新聞" in text and "Київ" in text and "北京" in text
    assert "do not have" not in text


def test_a_character_that_no_font_draws_is_counted_at_the_foot() -> None:
    text = _text(pdf(*brief(*_one("Gunmen shot at ޑިވެހި today.", outlet="Wire"))))
    assert "6 characters that the installed fonts do not have" in " ".join(text.split())


def test_a_report_cannot_write_markup() -> None:
    text = " ".join(_text(pdf(*brief(*_one(FEED, outlet="*Wire* #emph[x]")))).split())
    assert "#let x = 1; *bold* $math$ @ref <label>" in text and "*Wire* #emph[x]" in text


def _one(text: str, *, outlet: str) -> tuple[list[Document], list[Mention]]:
    document, mention = report("Wire", text=text, outlet=outlet)
    return [document], [mention]
