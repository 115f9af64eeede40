"""The briefing as PDF, through Typst and fonts that come in packages (the extra `pdf`); no font of the system is asked."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from vedette.briefing import phrases
from vedette.briefing.facts import Facts
from vedette.briefing.render import charts
from vedette.briefing.render.evidence import Notes
from vedette.errors import StageError
from vedette.model.brief import Briefing, Sentence, Table

FONTS: Final = (
    ("fontpkg_noto_sans", "Noto Sans"), ("fontpkg_noto_sans_arabic", "Noto Sans Arabic"), ("cvttf_NotoSansCJK_Regular", "Noto Sans CJK TC"),
)  # fmt: skip
"""Packages that hold fonts, and the family in each; the earlier are preferred for a character that several have."""
ID: Final = "Id"
"""The last column of a table whose rows can be cited; on paper nobody can follow it."""
WIDEST, NARROWEST = 26, 11
"""Letters in a cell beyond and below which a column gets no wider and no narrower."""
_BREAKS: Final = re.compile(r"/|(?<=\b[a-z][0-9a-f]{8})(?=[0-9a-f]{8}\b)")
_VARIABLE: Final = re.compile(r"--([a-z]+): ([^;]+);")


def pdf(briefing: Briefing, facts: Facts) -> bytes:
    """The whole briefing as a PDF; raises StageError where the extra is not installed.

    A character that no packaged font draws is replaced by U+FFFD, and the foot of each page says how many were.
    """
    try:
        import typst
    except ImportError:
        raise StageError("a PDF needs Typst and its fonts; try: pip install 'vedette[pdf]'") from None
    folders: list[Any] = [str(folder) for folder, _ in _folders()]  # typst's types want what the source is
    content = json.dumps(_content(briefing, facts), ensure_ascii=False)
    drawn, missing = _drawable(content)
    if missing:
        drawn = drawn.replace(
            _MISSING,
            f" · {missing} characters that the installed fonts do not have are shown as \N{REPLACEMENT CHARACTER}",
        )
    source = files("vedette.briefing").joinpath("render/templates/briefing.typ").read_bytes()
    made: bytes = typst.compile(
        source,
        format="pdf",
        font_paths=folders,
        ignore_system_fonts=True,
        sys_inputs={"data": drawn.replace(_MISSING, "")},
    )
    return made


_MISSING: Final = "{missing}"


def _content(briefing: Briefing, facts: Facts) -> dict[str, Any]:
    notes = Notes(facts)
    covering = f", covering events from {phrases.day(briefing.first_day)}" if briefing.first_day else ""
    return {
        "title": briefing.title,
        "dateline": f"As of {phrases.day(briefing.as_of)}{covering}. A small number leads to the words that say it, at the end.",
        "footer": f"As of {phrases.day(briefing.as_of)} · fingerprint {briefing.fingerprint}{_MISSING}",
        "fonts": [family for _, family in _folders()],
        "figures": [
            {"value": one.value.text, "label": one.label, "note": one.change.text if one.change else one.note}
            for one in briefing.figures
        ],
        "pictures": list(_pictures(briefing, facts)),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "sentences": [_sentence(one, notes) for one in section.sentences],
                "points": [_sentence(one, notes) for one in section.points],
                "tables": [_table(one) for one in section.tables],
            }
            for section in briefing.sections
        ],
        "questions": [
            {"question": one.question, "answer": [_sentence(part, notes) for part in one.sentences]}
            for one in briefing.questions
        ],
        "evidence": [
            {
                "number": note.number,
                "text": " ".join(note.text.split()),
                "source": f"{facts.outlet(note.document)}, {phrases.day(facts.documents[note.document].published)}",
            }
            for note in notes.all()
        ],
    }


def _sentence(sentence: Sentence, notes: Notes) -> dict[str, Any]:
    return {"text": sentence.text, "notes": notes.few(sentence)}


def _table(table: Table) -> dict[str, Any]:
    columns = [name for name in table.columns if name != ID]
    rows = [[cell.text for cell in row[: len(columns)]] for row in table.rows]
    longest = [max([2 * len(name), *(len(row[at]) for row in rows)]) for at, name in enumerate(columns)]
    widths = [min(max(length, NARROWEST), WIDEST) for length in longest]
    # An interval of days and an id may break where nothing is lost by it.
    cells = [[_BREAKS.sub("\\g<0>\N{ZERO WIDTH SPACE}", cell) for cell in row] for row in rows]
    return {"caption": table.caption, "columns": columns, "widths": widths, "rows": cells}


def _pictures(briefing: Briefing, facts: Facts) -> Iterator[dict[str, str]]:
    drawn = (
        (charts.places(facts.incidents).svg, "Incidents by place, marked by the gravest: dashed ring L0–L1 thwarted, disc L2 impact, square L3–L4 injuries, diamond L5–L7 deaths or a strike between states. The larger, the more. Base map: Natural Earth."),
        (charts.daily(facts.incidents, briefing.as_of), "Incidents a day, by severity: outlined L0–L1, plain L2, hatched L3–L4, dark L5–L7."),
    )  # fmt: skip
    for svg, caption in drawn:
        if svg:
            # A picture that is no part of a page must name its space and carry its own colours.
            inside = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
            yield {"svg": inside.replace(">", f"><style>{_colours()}</style>", 1), "caption": caption}


@cache
def _colours() -> str:
    """The rules of the drawings with the page's light colours put in."""
    folder = files("vedette.briefing").joinpath("render/templates")
    page = folder.joinpath("briefing.css").read_text("utf-8")
    light = dict(_VARIABLE.findall(page[: page.index("@media")]))
    rules = folder.joinpath("drawings.css").read_text("utf-8").partition(".key")[0]
    return re.sub(r"var\(--([a-z]+)\)", lambda match: light[match[1]], rules).replace("<", "")


@cache
def _folders() -> tuple[tuple[Path, str], ...]:
    """The folders of the font packages that are installed, with the family in each."""
    found = ((importlib.util.find_spec(package), family) for package, family in FONTS)
    return tuple((Path(spec.origin).parent, family) for spec, family in found if spec is not None and spec.origin)


def _drawable(text: str) -> tuple[str, int]:
    """The text with a sign in place of each character that no font has, and how many those are."""
    missing = {one for one in set(text) if one.isprintable() and ord(one) not in _covered()}
    if not missing:
        return text, 0
    return text.translate({ord(one): "\N{REPLACEMENT CHARACTER}" for one in missing}), sum(
        text.count(one) for one in missing
    )


@cache
def _covered() -> frozenset[int]:
    """Every character that one of the fonts draws."""
    from fontTools.ttLib import TTFont

    points: set[int] = set()
    for path in _fonts():
        with TTFont(path, lazy=True) as font:
            points |= font.getBestCmap().keys()
    return frozenset(points)


def _fonts() -> Iterable[Path]:
    return (path for folder, _ in _folders() for path in sorted(folder.rglob("*")) if path.suffix in (".ttf", ".otf"))
