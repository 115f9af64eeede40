"""The briefing as one HTML file: no request leaves it, no script runs in it, every number leads to the words that say it."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from vedette.briefing import phrases
from vedette.briefing.facts import Facts, cited
from vedette.briefing.render import charts
from vedette.briefing.render.evidence import Note, Notes
from vedette.model import Incident
from vedette.model.brief import Briefing, Part, Sentence


def html(briefing: Briefing, facts: Facts) -> str:
    """The whole briefing as one HTML text."""
    notes = Notes(facts)
    located = sum(1 for one in facts.incidents if one.place.value is not None and one.place.value.lat is not None)
    page = _environment().get_template("briefing.html.j2")
    drawn = charts.places(facts.incidents)
    context: dict[str, Any] = {
        "briefing": briefing,
        "day": phrases.day,
        "cite": lambda sentence: _cited(sentence, notes, facts),
        "link": lambda part: _part(part, notes, facts),
        "rung": lambda text: charts.rung(int(text[1:])) if text[1:].isdigit() else "",
        "chart": Markup(
            charts.daily(facts.incidents, briefing.as_of)
        ),  # our own SVG: its texts are escaped where it is drawn
        "map": Markup(drawn.svg),
        "beyond": drawn.beyond,
        "undated": len(facts.incidents) - len(facts.dated),
        "unplaced": len(facts.incidents) - located,
        "outlet": facts.outlet,
        "documents": facts.documents,
        "mark": _marked,
        "zip": zip,
    }
    # The notes are numbered while the text above them is written, so they are asked for last.
    return page.render(**context, notes=notes.all)


@cache
def _environment() -> Environment:
    loader = PackageLoader("vedette.briefing", "render/templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _cited(sentence: Sentence, notes: Notes, facts: Facts) -> Markup:
    return Markup("").join(_part(part, notes, facts) for part in sentence.parts)


def _part(part: Part, notes: Notes, facts: Facts) -> Markup:
    """A part as text, or as a link to its proof: a sentence of a report, a row of the table, or the document itself."""
    if part.how == "plain" or not part.records:
        return escape(part.text)
    ids = [cited(name)[0] for name in part.records]
    listed = "#incident-table" if facts.incidents else None
    numbers = notes.of(part.records[:1]) if part.how != "computed" and (part.how != "counted" or len(ids) == 1) else []
    if numbers:
        target: str | None = f"#n{numbers[0]}"
    elif part.how == "computed" or any(isinstance(facts.records.get(id), Incident) for id in ids):
        target = listed
    elif all(id in facts.documents for id in ids):
        target = f"#{ids[0]}" if len(ids) == 1 else "#reports"
    else:
        target = None
    if target is None:
        return Markup('<span class="{}">{}</span>').format(part.how, part.text)
    return Markup('<a class="fact {}" href="{}">{}</a>').format(part.how, target, part.text)


def _marked(note: Note) -> Markup:
    out, last = Markup(""), 0
    for start, end in note.marks:
        out += escape(note.text[last:start]) + Markup("<mark>{}</mark>").format(note.text[start:end])
        last = end
    return out + escape(note.text[last:])
