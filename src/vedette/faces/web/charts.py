"""Charts as Vega-Lite specs, made once here: the page draws them in the browser, `svg` draws the same without one.

Colours are written as the page's own names ("--ink"); whoever draws puts the colours of the theme in their place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from textwrap import wrap
from typing import Any, Final, TypeAlias

from vedette.assessment.predictions import Record
from vedette.briefing import phrases
from vedette.faces.web import words
from vedette.model import When
from vedette.model.assessment import ChangePoint, Forecast, Reconciliation, Series

Spec: TypeAlias = dict[str, Any]

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
LIGHT: Final = {
    "--paper": "#fcfbf8", "--ink": "#1d2024", "--soft": "#575e67", "--line": "#dcd9d1", "--edge": "#85837a", "--accent": "#1f4e79",
    "--thwarted": "#8fa3b5", "--impact": "#d9a441", "--injury": "#b9541f", "--death": "#9e1b32", "--good": "#2c6b4a",
}  # fmt: skip
"""The colours of the light theme, as in base.css."""
MOST_TALLIES: Final = 24
LETTERS: Final = 40
"""Letters of a label in one line."""
LINES: Final = {
    "labelLimit": 300,
    "labelPadding": 10,
    "ticks": False,
    "domain": False,
    "labelExpr": "split(datum.label, '\\n')",
}
"""The axis of named rows, whose labels may have two lines."""


def svg(spec: Spec, colours: dict[str, str] = LIGHT, width: int = 760) -> str:
    """The chart as SVG, drawn without a browser; for briefings and tests."""
    import vl_convert

    text = json.dumps({**spec, "width": width})
    for name, colour in colours.items():
        text = text.replace(f'"{name}"', f'"{colour}"')
    return str(vl_convert.vegalite_to_svg(text))


def tempo(series: Series, breaks: Sequence[ChangePoint]) -> Spec:
    """Attacks a day with the last days still coming in paler, and the days on which the rate broke."""
    last = len(series.counts) - series.incomplete
    values = [
        {"day": series.day(n).isoformat(), "n": count, "whole": "as reported" if n < last else "still coming in"}
        for n, count in enumerate(series.counts)
    ]
    bars: Spec = {
        "data": {"values": values},
        "mark": {"type": "bar", "color": "--accent"},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "title": None, "axis": {"format": "%-d %b", "grid": False}},
            "y": {"field": "n", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1}},
            "opacity": {"field": "whole", "type": "ordinal", "legend": None, "scale": {"domain": ["as reported", "still coming in"], "range": [1, 0.4]}},
            "tooltip": [
                {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate", "format": "%-d %B %Y", "title": "Day"},
                {"field": "n", "type": "quantitative", "title": "Attacks"}, {"field": "whole", "type": "nominal", "title": "Count"},
            ],
        },
    }  # fmt: skip
    marks = [
        {"day": one.day.isoformat(), "told": f"{one.before:.1f} to {one.after:.1f} a day"}
        for one in breaks
        if one.key == series.key
    ]
    rules: Spec = {
        "data": {"values": marks},
        "encoding": {"x": {"field": "day", "type": "temporal", "timeUnit": "utcyearmonthdate"}},
        "layer": [
            {"mark": {"type": "rule", "color": "--injury", "strokeWidth": 1.5, "strokeDash": [4, 3]}},
            {"mark": {"type": "text", "align": "right", "dx": -6, "y": 8, "color": "--ink", "fontSize": 12}, "encoding": {"text": {"field": "told"}}},
        ],
    }  # fmt: skip
    return _chart({"height": 220, "layer": [bars, rules] if marks else [bars]})


def forecasts(found: Sequence[Forecast], names: Mapping[str, str]) -> Spec:
    """Each forecast as its 80 and 95 % interval with the median, and the plain baseline as a thin line beneath."""
    values = []
    spans = {one.days for one in found}
    for one in found:
        held, base = dict(one.quantiles), dict(one.baseline_quantiles)
        values.append({
            "what": subject(one, names, several=len(spans) > 1), "mean": round(one.mean, 1), "settles": one.settles.threshold,
            **{f"q{level * 100:g}".replace(".", "_"): value for level, value in held.items()},
            **{f"b{level * 100:g}".replace(".", "_"): value for level, value in base.items()},
        })  # fmt: skip
    y = {"field": "what", "type": "nominal", "title": None, "sort": None, "axis": LINES}
    tip = [
        {"field": "what", "type": "nominal", "title": "Forecast"}, {"field": "mean", "type": "quantitative", "title": "Mean"},
        {"field": "q10", "type": "quantitative", "title": "80 % from"}, {"field": "q90", "type": "quantitative", "title": "80 % to"},
        {"field": "b10", "type": "quantitative", "title": "Baseline from"}, {"field": "b90", "type": "quantitative", "title": "Baseline to"},
    ]  # fmt: skip

    def span(low: str, high: str, size: float, colour: str, opacity: float, below: int = 0) -> Spec:
        mark = {"type": "rule", "strokeWidth": size, "color": colour, "opacity": opacity, "yOffset": below}
        x = {
            "field": low,
            "type": "quantitative",
            "title": f"incidents in {min(spans)} days" if len(spans) == 1 else "incidents in the window",
            "axis": {"tickMinStep": 1, "tickCount": 10},
        }
        return {"mark": mark, "encoding": {"y": y, "x": x, "x2": {"field": high}, "tooltip": tip}}

    layers = [
        span("q2_5", "q97_5", 2, "--accent", 0.6), span("q10", "q90", 11, "--accent", 0.75), span("b10", "b90", 3, "--edge", 1, below=10),
        {"mark": {"type": "tick", "color": "--paper", "thickness": 2, "size": 11}, "encoding": {"y": y, "x": {"field": "q50", "type": "quantitative"}}},
        {"mark": {"type": "point", "shape": "diamond", "size": 42, "color": "--ink", "filled": False},
         "encoding": {"y": y, "x": {"field": "settles", "type": "quantitative"}, "tooltip": [{"field": "settles", "type": "quantitative", "title": "The stated event: this many or more"}]}},
    ]  # fmt: skip
    return _chart({"height": {"step": 42}, "data": {"values": values}, "layer": layers})


def reliability(record: Record) -> Spec:
    """How often what was given a chance came about, against the chance given; on the line is well said."""
    values = [
        {"said": round(mean, 3), "came": round(share, 3), "n": cases, "what": f"{one.sort}, {one.days} days"}
        for one in record.tallies for mean, share, cases in one.reliability
    ]  # fmt: skip
    line: Spec = {
        "data": {"values": [{"x": 0, "y": 0}, {"x": 1, "y": 1}]}, "mark": {"type": "line", "color": "--edge", "strokeDash": [4, 3]},
        "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
    }  # fmt: skip
    points: Spec = {
        "data": {"values": values}, "mark": {"type": "circle", "color": "--accent", "opacity": 0.8},
        "encoding": {
            "x": {"field": "said", "type": "quantitative", "title": "chance that was given", "axis": {"format": "%"}, "scale": {"domain": [0, 1]}},
            "y": {"field": "came", "type": "quantitative", "title": "share that came about", "axis": {"format": "%"}, "scale": {"domain": [0, 1]}},
            "size": {"field": "n", "type": "quantitative", "legend": None},
            "tooltip": [{"field": "what", "type": "nominal", "title": "Forecast"}, {"field": "n", "type": "quantitative", "title": "Cases"}],
        },
    }  # fmt: skip
    return _chart({"height": 280, "layer": [line, points]})


def tallies(rows: Sequence[tuple[str, Reconciliation]]) -> Spec:
    """Each total as claimed, a range or a point, over what the ledger holds that fits it; a label may have two lines."""
    values = [
        {"what": label, "held": one.held, "claimed": one.claimed, "low": one.low if one.low is not None else one.claimed,
         "high": one.high if one.high is not None else one.claimed, "counter": one.counter or "not stated"}
        for label, one in rows[:MOST_TALLIES] if one.claimed is not None
    ]  # fmt: skip
    lines = max((len(label.splitlines()) for label, _ in rows), default=1)
    y = {"field": "what", "type": "nominal", "title": None, "sort": None, "axis": LINES}
    tip = [
        {"field": "what", "type": "nominal", "title": "Total"}, {"field": "claimed", "type": "quantitative", "title": "Claimed"},
        {"field": "held", "type": "quantitative", "title": "Ledger holds"},
    ]  # fmt: skip
    x = {"type": "quantitative", "title": "incidents", "axis": {"tickMinStep": 1, "tickCount": 10}}
    layers = [
        {"mark": {"type": "bar", "height": 9, "color": "--accent"}, "encoding": {"y": y, "x": {"field": "held", **x}, "tooltip": tip}},
        {"mark": {"type": "rule", "color": "--injury", "strokeWidth": 2}, "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}}},
        {"mark": {"type": "point", "shape": "diamond", "filled": True, "size": 70, "color": "--injury", "opacity": 1}, "encoding": {"y": y, "x": {"field": "claimed", **x}, "tooltip": tip}},
    ]  # fmt: skip
    return _chart({"height": {"step": 12 + 14 * lines}, "data": {"values": values}, "layer": layers})


def subject(one: Forecast, names: Mapping[str, str], *, several: bool = True) -> str:
    """What a forecast is about, in a line or two, without whose count settles it; with the length of its window where there are several."""
    what = phrases.written(names.get(one.key) or one.target.partition(", by the count")[0])
    first, *rest = wrap(f"{what}, {one.days} days" if several else what, LETTERS) or [what]
    return first if not rest else f"{first}\n{rest[0]}{'…' if rest[1:] else ''}"


def window(one: Forecast) -> str:
    """The days that count: "14–20 Nov 2023"."""
    end = one.start + timedelta(days=one.days - 1)
    return words.when(When(earliest=one.start, latest=end))


def _chart(body: Spec) -> Spec:
    axis = {"labelColor": "--soft", "titleColor": "--soft", "gridColor": "--line", "domainColor": "--edge", "tickColor": "--edge", "labelFontSize": 12,
            "titleFontSize": 12, "titleFontWeight": "normal"}  # fmt: skip
    config = {
        "background": "transparent",
        "view": {"stroke": None},
        "axis": axis,
        "font": "system-ui, sans-serif",
        "bar": {"discreteBandSize": {"band": 0.8}},
    }
    return {
        "$schema": SCHEMA,
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": config,
        **body,
    }
