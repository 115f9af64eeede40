"""What went wrong with one item of a set: classes of error, each with words to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

Row = dict[str, Any]
Found = Iterator[tuple[str, str]]

ROLES: Final = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def satp(gold: Row, got: Row) -> Found:
    """Initiator, actions, targets and the number killed."""
    text = gold["text"]
    if gold["initiator"] != got.get("initiator"):
        yield f"initiator {gold['initiator']} read as {got.get('initiator')} in {_list(gold['actions'])}", text
    yield from _labels("action", gold["actions"], got.get("actions"), text)
    if gold["targets"]:
        yield from _labels("target", gold["targets"], got.get("targets"), text)
    killed = (got.get("killed") or {}).get("total", 0)
    if gold["killed"]["total"] != killed:
        yield (
            "killed too many" if killed > gold["killed"]["total"] else "killed too few",
            f"{gold['killed']['total']} {killed} {text}",
        )


def plover(gold: Row, got: Row) -> Found:
    """Roots taken for others."""
    if gold["root"] != got.get("root"):
        yield f"{gold['root']} read as {got.get('root')}", f"{gold['source']} -> {gold['target']}: {gold['text']}"


def event_location(gold: Row, got: Row) -> Found:
    """Places not found, invented, of another event, or cut wrongly."""
    right, spans = {tuple(s) for s in gold["locations"]}, {tuple(s[:2]) for s in got.get("spans") or ()}
    if right == spans:
        return
    text = gold["text"]
    shown = f"{[text[a:b] for a, b in sorted(right)]} {[text[a:b] for a, b in sorted(spans)]} {text}"
    if not right or not spans:
        yield ("a place where the sentence gives none" if not right else "no place found"), shown
    elif any(a < d and c < b for a, b in right for c, d in spans):
        yield "part of the places, or cut wrongly", shown
    else:
        yield "another place", shown


def actors(gold: Row, got: Row) -> Found:
    """Country or sector wrong, of the cases that are scored."""
    if gold["kind"] not in ("code", "nationality") or gold.get("known_failure"):
        return
    for field in ("country", "sector"):
        wanted = gold["expect"].get(field)
        if field in gold["expect"] and not isinstance(wanted, dict) and (wanted or "") != (got.get(field) or ""):
            yield f"{field} {wanted or 'none'} read as {got.get(field) or 'none'}", str(gold["phrase"])


def dyads(gold: Row, got: Row) -> Found:
    """Dyads not found or invented, by CAMEO root."""
    if gold.get("expects_error"):
        return
    right = {(e["source"], e["target"], (e["code"] or "")[:2]) for e in gold["events"]}
    found = {(e["source"], e["target"], e["code"][:2]) for e in got.get("events") or ()}
    pairs, found_pairs = {e[:2] for e in right}, {e[:2] for e in found}
    for event in sorted(right - found, key=str):
        yield (
            (
                f"root {event[2]}: parties right, root wrong"
                if event[:2] in found_pairs
                else f"root {event[2]} not found"
            ),
            f"{event} {gold['text']}",
        )
    for event in sorted(found - right):
        if event[:2] not in pairs:
            yield f"root {event[2]} invented, or with the wrong parties", f"{event} {gold['text']}"


def re3d(gold: Row, got: Row) -> Found:
    """Entities by type: not found, invented, cut wrongly, of the wrong type."""
    right, found = set(_bio(gold["tags"])), {(a, b, kind) for a, b, kind in got.get("entities") or ()}
    tokens = gold["tokens"]
    for first, last, kind in sorted(right - found):
        beside = [e for e in found if e[0] < last and first < e[1]]
        words = " ".join(tokens[first:last])
        if not beside:
            yield f"{kind} not found", words
        elif any(e[:2] == (first, last) for e in beside):
            yield f"{kind} taken for {next(e[2] for e in beside if e[:2] == (first, last))}", words
        else:
            yield f"{kind} cut wrongly", f"{words} / {' '.join(tokens[beside[0][0] : beside[0][1]])}"
    for first, last, kind in sorted(found - right):
        if not any(e[0] < last and first < e[1] for e in right):
            yield f"{kind} invented", " ".join(tokens[max(0, first - 3) : last + 3])


def timex(gold: Row, got: Row) -> Found:
    """Expressions not found, invented, or with another value."""
    right = {(t["start"], t["end"]): t for t in gold["timexes"]}
    found = {(t["start"], t["end"]): t for t in got.get("timexes") or ()}
    for (start, end), wanted in right.items():
        beside = [t for s, t in found.items() if s[0] < end and start < s[1]]
        words = gold["text"][start:end]
        if not beside:
            yield f"{wanted['type']} not found", words
        elif all(t["value"] != wanted["value"] for t in beside):
            yield f"{wanted['type']} with another value", f"{words}: {wanted['value']} {beside[0]['value']}"
    for start, end in found:
        if not any(s[0] < end and start < s[1] for s in right):
            yield f"{found[start, end]['type']} invented", gold["text"][start:end]


def places(gold: Row, got: Row) -> Found:
    """Names that nothing is filed under, and names resolved far away, by kind of place."""
    from vedette.reference.geo import distance_km

    found = {(t["start"], t["end"]): t for t in got.get("toponyms") or ()}
    for name in gold["toponyms"]:
        point = found.get((name["start"], name["end"]))
        if point is None:
            yield f"{name['kind']} not found", name["name"]
            continue
        apart = distance_km(name["lat"], name["lon"], point["lat"], point["lon"])
        if apart > {"country": 2000, "admin1": 450, "area": 2000}.get(name["kind"], 161):
            yield f"{name['kind']} resolved elsewhere", f"{name['name']}: {apart:.0f} km"


def muc4(gold: Row, got: Row) -> Found:
    """Templates too many or too few, and role fillers by slot; `gold` is the GTT form."""
    right, found = gold["templates"], got.get("templates") or []
    if bool(right) != bool(found):
        yield "irrelevant document with templates" if found else "relevant document without templates", gold["docid"]
    elif len(right) != len(found):
        yield (
            "too few templates" if len(right) > len(found) else "too many templates",
            f"{gold['docid']} {len(right)} {len(found)}",
        )
    for role in ROLES:
        wanted = [[_plain(m) for m in entity] for t in right for entity in t[role]]
        given = [[_plain(m) for m in entity] for t in found for entity in t.get(role, ())]
        for entity in given:
            if not any(all(m in mentions for m in entity) for mentions in wanted):
                near = any(entity[0] in m or m in entity[0] for mentions in wanted for m in mentions)
                yield (
                    f"{role} {'cut wrongly' if near else 'invented' if right else 'of an irrelevant document'}",
                    f"{entity} {wanted[:3]}",
                )
        for mentions in wanted:
            if not any(all(m in mentions for m in entity) for entity in given):
                yield f"{role} not found{'' if found else ' (no templates)'}", f"{mentions} {gold['docid']}"


CLASSES: Final[dict[str, tuple[str, str, Callable[[Row, Row], Found]]]] = {
    "actors": ("actors/cases.jsonl", "id", actors),
    "dyads": ("actors/dyads.jsonl", "id", dyads),
    "event_location": ("event_location/rows.jsonl", "id", event_location),
    "muc4": ("muc4/gtt.jsonl", "docid", muc4),
    "places": ("places/docs.jsonl", "docid", places),
    "plover": ("plover/rows.jsonl", "id", plover),
    "re3d": ("re3d/sentences.jsonl", "id", re3d),
    "satp": ("satp/incidents.jsonl", "id", satp),
    "timex": ("timex/docs.jsonl", "docid", timex),
}
"""The gold file of a set, its key, and the classes of error."""


def _labels(what: str, gold: list[str], got: list[str] | None, text: str) -> Found:
    for label in sorted(set(gold) - set(got or ())):
        yield f"{what} {label} missed", text
    for label in sorted(set(got or ()) - set(gold)):
        yield f"{what} {label} invented", text


def _list(labels: list[str]) -> str:
    return "+".join(labels) or "no action"


def _plain(text: str) -> str:
    kept = "".join(char for char in text.lower() if char.isalnum() or char == " ")
    return " ".join(word for word in kept.split() if word not in ("a", "an", "the"))


def _bio(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = -1, ""
    for at, tag in enumerate([*tags, "O"]):
        head, _, label = tag.partition("-")
        if start >= 0 and (head != "I" or label != kind):
            yield start, at, kind
            start = -1
        if head == "B" or (head == "I" and start < 0):
            start, kind = at, label
