"""What went wrong with one item of a set: classes of error that name the cause as far as it can be told by comparing.

A class function takes the gold row and the predicted one and yields class and detail: what was wanted and what was read, in short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from benchmarks.error_causes import Found, Row, muc4, places, timex


def satp(gold: Row, got: Row) -> Found:
    """Initiator, actions, targets and the number killed."""
    if gold["initiator"] != got.get("initiator"):
        yield f"initiator {gold['initiator']} read as {got.get('initiator')}", ""
    yield from _labels("action", set(gold["actions"]), set(got.get("actions") or ()))
    if gold["targets"]:
        yield from _labels(
            "target", set(gold["targets"]) - {"no_target"}, set(got.get("targets") or ()) - {"no_target"}
        )
    wanted, killed = gold["killed"]["total"], (got.get("killed") or {}).get("total", 0)
    if wanted != killed:
        yield ("killed too many" if killed > wanted else "killed too few"), f"{wanted} killed, read {killed}"


def plover(gold: Row, got: Row) -> Found:
    """Roots taken for others."""
    if gold["root"] != got.get("root"):
        yield f"{gold['root']} read as {got.get('root') or 'nothing'}", f"{gold['source']} → {gold['target']}"


def event_location(gold: Row, got: Row) -> Found:
    """Places not found, invented, of another event, or cut wrongly."""
    right, spans = {tuple(s) for s in gold["locations"]}, {tuple(s[:2]) for s in got.get("spans") or ()}
    if right == spans:
        return
    text = gold["text"]
    wanted, read = ({text[a:b].casefold() for a, b in found} for found in (right, spans))
    if not right or not spans:
        kind = "a place where the sentence gives none" if not right else "no place found"
    elif spans < right:
        kind = "one of several places missed"
    elif right < spans:
        kind = "a further place beside the right one"
    elif not any(a < d and c < b for a, b in right for c, d in spans):
        kind = "the right name where it stands for something else" if wanted & read else "another place"
    elif right & spans:
        kind = "some right, some wrong"
    else:
        longer = sum(b - a for a, b in spans) > sum(b - a for a, b in right)
        kind = "cut too long" if longer else "cut too short"
    yield kind, f"wanted {_names(gold, right)}, read {_names(gold, spans)}"


def actors(gold: Row, got: Row) -> Found:
    """Country or sector wrong, of the cases that are scored."""
    if gold["kind"] not in ("code", "nationality") or gold.get("known_failure"):
        return
    unknown = not got.get("country") and not got.get("sector")
    for field in ("country", "sector"):
        wanted, read = gold["expect"].get(field), got.get(field) or ""
        if field not in gold["expect"] or isinstance(wanted, dict) or (wanted or "") == read:
            continue
        detail = f"{field} {wanted or 'none'}, read {read or 'none'}"
        if not read:
            yield (f"{field} of words that the tables do not know" if unknown else f"{field} left open"), detail
        elif not wanted:
            yield f"{field} given where there is none", detail
        elif {wanted, read} == {"GOV", "ELI"}:
            yield (
                ("somebody out of office taken for one in office" if read == "GOV" else "in office read as out"),
                detail,
            )
        else:
            yield f"another {field}", detail


def dyads(gold: Row, got: Row) -> Found:
    """Events not found or invented: which of source, target and CAMEO root went wrong."""
    if gold.get("expects_error"):
        return
    right = {(e["source"], e["target"], (e["code"] or "")[:2]) for e in gold["events"]}
    found = {(e["source"], e["target"], e["code"][:2]) for e in got.get("events") or ()}
    for event in sorted(right - found, key=str):
        near = sorted(found - right, key=lambda one: -sum(a == b for a, b in zip(one, event, strict=True)))
        yield _dyad(event, near[0] if near else None, bool(found)), f"wanted {_event(event)}{_read(near[:1])}"
    for event in sorted(found - right):
        if not any(sum(a == b for a, b in zip(event, one, strict=True)) for one in right - found):
            yield "an event that is not told", f"read {_event(event)}"


def re3d(gold: Row, got: Row) -> Found:
    """Entities by type: not found, invented, cut wrongly, of the wrong type."""
    right, found = set(_bio(gold["tags"])), {(a, b, kind) for a, b, kind in got.get("entities") or ()}
    tokens = gold["tokens"]
    for first, last, kind in sorted(right - found):
        beside = [e for e in found if e[0] < last and first < e[1]]
        words = " ".join(tokens[first:last])
        if not beside:
            yield f"{kind} not found: {_look(tokens[first:last])}", f"“{words}”"
            continue
        a, b, other = next((e for e in beside if e[:2] == (first, last)), beside[0])
        read = f"“{words}”, read “{' '.join(tokens[a:b])}”"
        if (a, b) == (first, last):
            yield f"{kind} taken for {other}", f"“{words}”"
        elif first <= a and b <= last:
            yield f"{kind} cut too short", read
        else:
            yield f"{kind} cut {'too long' if a <= first and last <= b else 'across'}", read
    for first, last, kind in sorted(found - right):
        if not any(e[0] < last and first < e[1] for e in right):
            yield f"{kind} invented: {_look(tokens[first:last])}", f"read “{' '.join(tokens[first:last])}”"


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


def _labels(what: str, gold: set[str], got: set[str]) -> Found:
    missed, invented = sorted(gold - got), sorted(got - gold)
    if len(missed) == len(invented) == 1:
        yield f"{what} {missed[0]} read as {invented[0]}", ""
        return
    for label in missed:
        yield f"{what} {label} missed{'' if got else f': no {what} read'}", f"read {', '.join(sorted(got)) or 'none'}"
    for label in invented:
        where = "beside the right ones" if gold else f"where there is no {what}"
        yield f"{what} {label} read {where}", f"wanted {', '.join(sorted(gold)) or 'none'}"


def _names(gold: Row, spans: set[tuple[int, ...]]) -> str:
    return ", ".join(f"“{gold['text'][a:b]}”" for a, b in sorted(spans)) or "none"


def _dyad(event: tuple[str, str, str], near: tuple[str, str, str] | None, any_read: bool) -> str:
    if near is None:
        return "one of several events missed" if any_read else "nothing read"
    source, target, root = (a == b for a, b in zip(event, near, strict=True))
    if source and target:
        return "parties right, another root"
    if root:
        wrong = "source and target" if not source and not target else "target" if source else "source"
        return f"root right, wrong {wrong}"
    return "root and one party wrong" if source or target else "another event read in its place"


def _event(event: tuple[str, str, str]) -> str:
    return f"{event[0]} → {event[1]} {event[2]}"


def _read(found: list[tuple[str, str, str]]) -> str:
    return "".join(f", read {_event(one)}" for one in found)


def _look(words: list[str]) -> str:
    return "by name" if any(word[:1].isupper() for word in words) else "in common words"


def _bio(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = -1, ""
    for at, tag in enumerate([*tags, "O"]):
        head, _, label = tag.partition("-")
        if start >= 0 and (head != "I" or label != kind):
            yield start, at, kind
            start = -1
        if head == "B" or (head == "I" and start < 0):
            start, kind = at, label
