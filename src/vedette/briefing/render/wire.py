"""The briefing as JSON: every sentence with its parts and the records they rest on."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from vedette.briefing.facts import Facts
from vedette.briefing.render.evidence import Notes
from vedette.model.brief import Briefing, Sentence


def wire(briefing: Briefing, facts: Facts) -> str:
    """The whole briefing as one JSON text; `evidence` holds the sentences of reports which the notes number."""
    notes = Notes(facts)
    content = {
        "record": "briefing",
        "title": briefing.title,
        "as_of": briefing.as_of.isoformat(),
        "first_day": briefing.first_day.isoformat() if briefing.first_day else None,
        "fingerprint": briefing.fingerprint,
        "figures": [
            {
                "label": one.label,
                "value": one.value.text,
                "records": one.value.records,
                "change": one.change.text if one.change else None,
            }
            for one in briefing.figures
        ],
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "sentences": [_sentence(one, notes) for one in section.sentences],
                "points": [_sentence(one, notes) for one in section.points],
                "tables": [
                    {
                        "caption": table.caption,
                        "columns": table.columns,
                        "rows": [[cell.text for cell in row] for row in table.rows],
                    }
                    for table in section.tables
                ],
            }
            for section in briefing.sections
        ],
        "questions": [
            {"question": one.question, "answer": [_sentence(sentence, notes) for sentence in one.sentences]}
            for one in briefing.questions
        ],
        "evidence": [asdict(note) for note in notes.all()],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _sentence(sentence: Sentence, notes: Notes) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "parts": [{"text": one.text, "how": one.how, "records": one.records} for one in sentence.parts],
        "notes": notes.of(sentence.records),
    }
