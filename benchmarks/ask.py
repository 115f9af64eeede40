"""Questions in plain words to the bundled corpus, against answers written by hand before the engine read them.

    python -m benchmarks.ask [--split dev|held|all] [--ledger gold|coded|both] [--show]

On "gold" the ledger holds the hand-coded mentions and totals, linked by their hand coding: what is wrong is the asking's. On
"coded" it holds what the machine read: what a user sees. Expected answers are in examples/campaign-2023/questions.jsonl.
An unsupported statement is one that is given where nothing can be known, or whose records do not carry it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from benchmarks.corpus_link import _mention, _where
from vedette.app import pipeline
from vedette.app.asking import ask
from vedette.app.config import Config
from vedette.app.workspace import View, Workspace
from vedette.errors import VedetteError
from vedette.model import Attribution, Decision, Document, Mention, Party, Quantity, Reading, Severity, Tally
from vedette.model.question import Reply
from vedette.model.tally import Counted
from vedette.reference.actors import actors
from vedette.store.base import AsOf

CORPUS = Path(__file__).resolve().parents[1] / "examples" / "campaign-2023"
NOW = datetime(2024, 1, 1, tzinfo=UTC)
SILENT = ("not_in_ledger", "not_understood", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A question, the reply, and whether that is right; `unsupported` where it states what nothing carries."""

    id: str
    question: str
    expect: dict[str, Any]
    reply: Reply | None
    right: bool
    unsupported: bool
    error: str = ""


def questions(split: str = "all", path: Path = CORPUS / "questions.jsonl") -> Iterator[dict[str, Any]]:
    """The questions of one split, in order."""
    for line in path.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        if split in ("all", record["split"]):
            yield record


def mark(record: dict[str, Any], answer: Callable[[str, date], Reply]) -> Marked:
    """Ask one question and compare."""
    expect = record["expect"]
    try:
        reply = answer(record["question"], date.fromisoformat(record["as_of"]))
    except VedetteError as error:
        return Marked(
            id=record["id"],
            question=record["question"],
            expect=expect,
            reply=None,
            right=False,
            unsupported=True,
            error=str(error),
        )
    right = fits(reply, expect)
    stated = reply.standing == "answered" and expect["kind"] in ("none", "refused")
    return Marked(
        id=record["id"],
        question=record["question"],
        expect=expect,
        reply=reply,
        right=right,
        unsupported=stated and not right,
    )


def fits(reply: Reply, expect: dict[str, Any]) -> bool:
    """Whether a reply is the expected one."""
    text = f"{reply.text} {reply.query} {' '.join(reply.unknown)}".lower()
    kind = expect["kind"]
    if kind == "count":
        value = (
            int(reply.value)
            if reply.standing == "answered" and reply.value is not None and reply.value.isdigit()
            else None
        )
        low, high = expect.get("between", (expect.get("value"),) * 2)
        return value is not None and low <= value <= high
    if kind == "words":
        return reply.standing in ("answered", "passages") and _holds(reply.text.lower(), expect)
    if kind == "passages":
        return reply.standing in ("answered", "passages") and _holds(reply.text.lower(), expect)
    if kind == "refused":
        return reply.standing == "refused"
    if expect.get("or_words") and reply.standing == "answered":
        return all(word.lower() in text for word in expect["or_words"])
    allowed = (*SILENT[:2], "passages") if expect.get("or_passages") else SILENT[:2]
    return reply.standing in allowed and expect.get("names", "") in text


def _holds(text: str, expect: dict[str, Any]) -> bool:
    some = expect.get("any")
    return all(word.lower() in text for word in expect.get("all", ())) and (
        not some or any(word.lower() in text for word in some)
    )


def gold_view(corpus: Path = CORPUS) -> View:
    """The bundled corpus as its hand coding sees it."""
    documents: dict[str, Document] = {}
    for item in pipeline.read_documents([str(corpus / "reports")], now=NOW):
        if isinstance(item, Document):
            documents[_name(item.origin)] = item
    mentions: list[Mention] = []
    tallies: list[Tally] = []
    clusters: dict[str, list[str]] = {}
    keys: dict[str, str] = {}
    parts: list[tuple[str, str]] = []
    for line in (corpus / "gold.jsonl").read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        if record["record"] == "mention":
            mention = _told(record, documents[_name(record["document"])])
            mentions.append(mention)
            keys[record["id"]] = mention.id
            if record.get("incident"):
                clusters.setdefault(record["incident"], []).append(mention.id)
            if record.get("part_of"):
                parts.append((record["id"], record["part_of"]))
        elif record["record"] == "tally":
            tallies.append(_tally(record, documents[_name(record["document"])], len(tallies)))
    whole = {keys[part]: keys[of] for part, of in parts}
    mentions = [replace(one, part_of=whole.get(one.id)) for one in mentions]
    return View(
        as_of=AsOf(), config=Config(), documents={one.id: one for one in documents.values()}, mentions=tuple(mentions), tallies=tuple(tallies),
        copies=(), decisions=tuple(_decisions(clusters)), overrides=(), failures=(), runs=(),
    )  # fmt: skip


def _name(origin: str) -> str:
    return origin.rpartition("/")[2]


def _decisions(clusters: dict[str, list[str]]) -> Iterator[Decision]:
    def decide(first: str, second: str, verdict: Any) -> Decision:
        first, second = sorted((first, second))
        id = Decision.id_for(first, second, verdict, "hand", True, NOW)
        return Decision(
            id=id,
            first=first,
            second=second,
            verdict=verdict,
            by="hand",
            reason="coded so by hand",
            recorded_at=NOW,
            person=True,
        )

    for told in clusters.values():
        yield from (decide(first, second, "same") for first, second in pairwise(told))
    for one, other in combinations(clusters.values(), 2):
        yield decide(one[0], other[0], "different")


def _told(record: dict[str, Any], document: Document) -> Mention:
    mention = _mention(record, document)
    trigger = mention.act.passages[0]

    def read(value: Any) -> Reading[Any]:
        return Reading(value=value, passages=(trigger,))

    attributions = tuple(
        read(Attribution(actor=_party(one["actor"]), how=one["how"], by=_party(one.get("by"))))
        for one in record["attributions"]
    )
    condition = record.get("condition")
    hangs_on = None
    if condition:
        words = condition["text"] if isinstance(condition, dict) else condition
        at = document.text.find(words)
        hangs_on = Reading(value=words, passages=(document.passage(at, at + len(words)),) if at >= 0 else (trigger,))
    severity = Severity(level=int(record["severity"][1]))
    return replace(
        mention, attributions=attributions, condition=hangs_on, severity=severity,
        multiplicity=read(record["multiplicity"]) if (record.get("multiplicity") or 1) > 1 else None,
    )  # fmt: skip


def _party(id: str | None) -> Party | None:
    if id is None:
        return None
    actor = actors().get(id)
    return Party(name=actor.name if actor else id, id=id)


def _tally(record: dict[str, Any], document: Document, number: int) -> Tally:
    counted, text = record["counted"], record.get("text") or ""
    at = max(document.text.find(text), 0)
    words = document.passage(at, at + max(len(text), 1))

    def read(value: Any) -> Reading[Any]:
        return Reading(value=value, passages=(words,))

    def party(one: Any) -> Reading[Any] | None:
        if not one:
            return None
        passage = words
        if one.get("text") and (start := document.text.find(one["text"])) >= 0:
            passage = document.passage(start, start + len(one["text"]))
        return Reading(value=Party(name=one["name"], id=one.get("id")), passages=(passage,))

    count = read(Quantity(low=record["low"], best=record["best"], high=record["high"]))
    day = {name: date.fromisoformat(record[name]) if record[name] else None for name in ("from", "to", "as_of")}
    return Tally(
        id=Tally.id_for(document.id, "hand/1", count, number), document=document.id, coder="hand/1", count=count, bound=record["bound"], recorded_at=NOW,
        as_of=day["as_of"] or document.published, from_day=day["from"], to_day=day["to"], counter=party(record["counter"]),
        counted=Counted(
            kind=counted["kind"], effect=counted.get("effect"), actor=party(counted.get("actor")), target=party(counted.get("target")),
            places=tuple(read(_where(place)) for place in counted.get("place") or ()),
        ),
    )  # fmt: skip


def seen_from(view: View, day: date) -> View:
    """The view without what was published later."""
    documents = {id: one for id, one in view.documents.items() if one.published <= day}
    told = tuple(one for one in view.mentions if one.document in documents)
    ids = {one.id for one in told}
    return View(
        as_of=AsOf(published=day), config=view.config, documents=documents, mentions=told,
        tallies=tuple(one for one in view.tallies if one.document in documents), copies=(), overrides=(), failures=(), runs=(),
        decisions=tuple(one for one in view.decisions if one.first in ids and one.second in ids),
    )  # fmt: skip


def on_gold(split: str) -> list[Marked]:
    """Every question of a split on the hand coding."""
    whole = gold_view()
    views: dict[date, View] = {}

    def answer(question: str, day: date) -> Reply:
        views.setdefault(day, seen_from(whole, day))
        return ask(views[day], question)

    return [mark(record, answer) for record in questions(split)]


def on_coded(split: str) -> list[Marked]:
    """Every question of a split on what the machine reads in the corpus."""
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder) / "a.ledger") as workspace:
        pipeline.ingest(workspace, [str(CORPUS / "reports")], now=NOW)
        days = {date.fromisoformat(record["as_of"]) for record in questions(split)}
        views = {day: workspace.view(AsOf(published=day)) for day in days}
        return [mark(record, lambda question, day: ask(views[day], question)) for record in questions(split)]


def report(name: str, marked: list[Marked], *, show: bool) -> None:
    """Print the shares, and with `show` what was wrong."""
    asked, right = (
        Counter(one.expect["kind"] for one in marked),
        Counter(one.expect["kind"] for one in marked if one.right),
    )
    silent = [one for one in marked if one.expect["kind"] in ("none", "refused")]
    unsupported = sum(one.unsupported for one in marked)
    print(f"{name}: {sum(one.right for one in marked)} of {len(marked)} right ({sum(one.right for one in marked) / len(marked):.3f}); "
          f"{unsupported} unsupported statements; refusals right {sum(one.right for one in silent)} of {len(silent)}")  # fmt: skip
    print("  " + ", ".join(f"{kind} {right[kind]}/{asked[kind]}" for kind in asked))
    for one in marked if show else ():
        if not one.right:
            print(f"  {one.id} {one.question}  expected {json.dumps(one.expect, ensure_ascii=False)}")
            if one.reply is None:
                print(f"       refused by verify: {one.error}")
            else:
                print(f"       {one.reply.standing} {one.reply.value}: {one.reply.query} → {one.reply.text[:300]}")


def main() -> None:
    """Print how many questions are answered right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--ledger", choices=("gold", "coded", "both"), default="both")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    for name, run in (("gold", on_gold), ("coded", on_coded)):
        if given.ledger in (name, "both"):
            report(f"{name}, {given.split}", run(given.split), show=given.show)


if __name__ == "__main__":
    main()
