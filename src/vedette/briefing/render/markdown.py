"""The briefing as Markdown, with numbered footnotes."""

from __future__ import annotations

import re

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.render.evidence import Notes
from vedette.model.brief import Briefing, Sentence, Table


def markdown(briefing: Briefing, facts: Facts) -> str:
    """The whole briefing as one Markdown text."""
    notes = Notes(facts)
    lines = [
        f"# {briefing.title}",
        "",
        f"As of {phrases.day(briefing.as_of)} · fingerprint `{briefing.fingerprint}`",
        "",
    ]
    lines += [
        f"- **{escape(figure.value.text)}** {figure.label}{f' ({escape(figure.change.text)})' if figure.change else ''}"
        for figure in briefing.figures
    ]
    for section in briefing.sections:
        if section.key == "sources":
            lines += ["", "## Frequently asked questions"]
            for answer in briefing.questions:
                lines += ["", f"**{answer.question}**", "", " ".join(_cited(one, notes) for one in answer.sentences)]
        lines += ["", f"## {section.title}", ""]
        if section.sentences:
            lines += [" ".join(_cited(one, notes) for one in section.sentences), ""]
        lines += [f"- {_cited(one, notes)}" for one in section.points]
        for table in section.tables:
            lines += ["", *_table(table)]
    lines += ["", "## Evidence", ""]
    for note in notes.all():
        document = facts.documents[note.document]
        where = f" {escape(document.url)}" if document.url else ""
        lines.append(
            f"[^{note.number}]: {escape(' '.join(note.text.split()))} ({escape(facts.outlet(note.document))}, {document.published}{where})"
        )
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text on one line whose signs Markdown and HTML leave alone."""
    return re.sub(r"([\\`*_\[\]<>|#&~])", r"\\\1", re.sub(r"[\r\n\v\f\x85\u2028\u2029]+", " ", text))


def _cited(sentence: Sentence, notes: Notes) -> str:
    """The sentence with its footnotes, enough to check it and few enough to read on."""
    return escape(sentence.text) + "".join(f"[^{number}]" for number in notes.few(sentence))


def _table(table: Table) -> list[str]:
    head = [f"**{table.caption}**", "", "| " + " | ".join(table.columns) + " |", "|" + " --- |" * len(table.columns)]
    return head + ["| " + " | ".join(escape(cell.text) for cell in row) + " |" for row in table.rows]
