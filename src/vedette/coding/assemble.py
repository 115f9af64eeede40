"""From sentences to mentions: read, bind, merge, inherit from the right sentence, and build the records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from vedette.coding import (
    acts,
    beside,
    check,
    mishaps,
    owners,
    places,
    scene,
    sequel,
    signals,
    status,
    sureness,
    taking,
    tallies,
    times,
)
from vedette.coding.actors import Cast
from vedette.coding.base import Sentence, sentences
from vedette.coding.drafts import Draft, actor_id
from vedette.coding.merge import merge
from vedette.coding.names import iso2_of
from vedette.coding.places import PlaceSpan
from vedette.coding.running import Running
from vedette.coding.scene import Scene
from vedette.coding.second import Second
from vedette.coding.sureness import Surroundings
from vedette.coding.tallies import TallyReading
from vedette.errors import RecordError
from vedette.model import Act, Attribution, Document, Failure, Mention, Party, Reading, Severity, When
from vedette.model.mention import INCIDENT_KINDS
from vedette.reference.gazetteer import gazetteer
from vedette.reference.profiles import Profile, profile
from vedette.reference.severity import severity

_WARLIKE: Final = frozenset(
    {
        "ied_mine",
        "suicide",
        "drone",
        "rocket_missile",
        "artillery_mortar",
        "air_strike",
        "clash",
        "capture",
        "curfew",
        "martial_law",
        "blockade",
        "displace",
    }
)
_PUBLIC_WORDS: Final = frozenset(
    "curfew protest protests protester protesters demonstrators demonstration demonstrations rioters riot riots rioting unrest marchers separatist separatists islamist islamists jihadist "
    "jihadists terrorist terrorists terrorism extremists activists dissidents opposition militants guerrillas insurgents sectarian paramilitary paramilitaries settlers".split()
)
"""Words of public life and of its conflicts: where they stand, violence is more than crime."""
_PUBLIC: Final = frozenset(
    "candidate journalist journalists reporter announcer newsman editor mayor judge magistrate councillor councilman alderman activist activists priest priests bishop archbishop nun nuns minister "
    "senator congressman deputy lawmaker legislator ambassador consul diplomat diplomats prosecutor governor unionist unionists governor".split()
)
"""Those whose killing or kidnapping is no plain crime."""
MAX_SENTENCES: Final = 1_500
MAX_READ: Final = 500_000
"""Characters of a document that are read: as many sentences of any prose hold fewer."""
MAX_CHARACTERS: Final = 1_200
"""Longer sentences are read in pieces, so that the work on each stays small."""


_DASH: Final = re.compile(r"--|[–—]|(?<=\s)-(?=\s|$)")
_BRACKETS: Final = re.compile(r"\([^)]{0,80}\)")
_LABELS: Final = re.compile(r"\s*(?:\[[A-Z ,.]{1,60}\]\s*)*")


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the acts of a document came to, and its scenes for the reading of tallies."""

    mentions: tuple[Mention, ...]
    failures: tuple[Failure, ...]
    scenes: tuple[Scene, ...]
    countries: Counter[str]
    totals: tuple[TallyReading, ...]


def assemble(
    document: Document,
    coder: str,
    recorded_at: datetime,
    kept: Profile | None = None,
    second: Second | None = None,
    weigh: Callable[[Mention, Surroundings], Mention] = sureness.weighed,
) -> Assembled:
    """All mentions of a document that the profile keeps (the default one without it), with the help of a second reader where there is one.

    `weigh` gives a finished mention the confidences that it is recorded with.
    """
    upper = _upper(document.text)
    scenes = _scenes(document, upper=upper)
    look = second.look(scenes, upper=upper) if second is not None else None
    scenes = look.scenes if look is not None else scenes
    countries = _countries(scenes) + _written_in(document)
    drafts = _drafts(scenes, countries)
    counted = tallies.read(document, tuple(s.sentence for s in scenes), _readers(scenes))
    totalled = partial(_totalled, counted=counted)
    drafts = look.judged(drafts, totalled) if look is not None else drafts
    relevant = _political(scenes, drafts) or (look is not None and look.political)
    drafts = [d for d in drafts if not totalled(d) and not mishaps.accidental(d, scenes)]
    keeps = (kept or profile()).admits
    merged = merge(d for d in drafts if keeps(d.kind, d.mode, political=relevant))
    merged = look.filled(look.told(merged)) if look is not None else merged
    group = owners.only_group(scenes)
    settled = [_settled(draft, merged, scenes, countries, group) for draft in merged]
    mentions, failures, seen = [], [], Counter[tuple[object, ...]]()
    for draft in settled:
        try:
            mention = check.checked(_mention(draft, document, coder, recorded_at, seen), document)
        except RecordError as error:
            failures.append(check.failure(document, error, recorded_at))
            continue
        if mention is not None:
            around = Surroundings(draft=draft, scenes=scenes, look=look, upper=upper)
            mentions.append(weigh(mention, around))
    if _too_long(document):
        failures.append(
            check.failure(
                document,
                RecordError(
                    f"only the first {MAX_SENTENCES} sentences or {MAX_READ} characters, and {20 * MAX_CHARACTERS} characters of each sentence, were read"
                ),
                recorded_at,
                code="length",
            )
        )
    return Assembled(tuple(mentions), tuple(failures), scenes, countries, counted)


def _readers(scenes: tuple[Scene, ...]) -> tallies.Readers:
    """The readings of the scenes, handed on so that no sentence is read twice."""
    by = {scene.sentence.start: scene for scene in scenes}
    return tallies.Readers(
        counts=lambda sentence: by[sentence.start].counts,
        casualties=lambda sentence, _: by[sentence.start].casualties,
        times=lambda sentence, anchor: by[sentence.start].times(anchor),
    )


def _totalled(draft: Draft, counted: tuple[TallyReading, ...]) -> bool:
    """Whether the act is what a total counts, not an act that is told."""
    if draft.multiplicity is not None and draft.multiplicity.value > 9 and draft.when is None:
        return True
    if _dated(draft):
        return False
    trigger = draft.triggers[0]
    times = draft.multiplicity.value if draft.multiplicity is not None else None
    if times is not None and any(
        total.sentence in draft.sentences and total.quantity.figure == times for total in counted
    ):
        return True
    long = draft.when is not None and (draft.when.value.span is None or draft.when.value.span > 3)
    for total in counted:
        if (
            total.effect is not None
            and draft.adds == "harm"
            and draft.when is None
            and total.sentence in draft.sentences
        ):
            return True
        if total.effect is not None and (long or draft.plural) and total.sentence in draft.sentences:
            return True
        if total.noun_start < trigger.end and total.noun_end > trigger.start:
            return True
        if (
            total.effect is None
            and total.kind == draft.kind
            and total.scope_start <= trigger.start < total.scope_end
            and draft.when is None
        ):
            return True
    return False


def _dated(draft: Draft) -> bool:
    """Whether an act has a place and a day of its own, as no total has ("two air strikes hit the edge of Maychew on Tuesday")."""
    days = draft.when.value.span if draft.when is not None else None
    return days is not None and days <= 1 and draft.place is not None and draft.place.value.precision != "country"


def _scenes(document: Document, *, upper: bool) -> tuple[Scene, ...]:
    cast, found = Cast(), []
    for sentence in _pieces(document):
        if _is_link(sentence.text):
            continue
        seen = taking.read(scene.read(sentence, document.published, cast.copy(), upper=upper))
        found.append(seen)
        cast.hear(seen.actors)
    return tuple(found)


def _too_long(document: Document) -> bool:
    return len(document.sentences) > MAX_SENTENCES or any(
        start >= MAX_READ or end - start > 21 * MAX_CHARACTERS for start, end in document.sentences
    )


def _pieces(document: Document) -> Iterator[Sentence]:
    for count, sentence in enumerate(sentences(document)):
        if count >= MAX_SENTENCES or sentence.start >= MAX_READ:
            return
        start = sentence.start + _dateline(sentence.text)
        if start >= sentence.end:
            continue
        while sentence.end - start > MAX_CHARACTERS and start - sentence.start < 20 * MAX_CHARACTERS:
            cut = document.text.rfind(" ", start + MAX_CHARACTERS // 2, start + MAX_CHARACTERS)
            end = cut if cut > start else start + MAX_CHARACTERS
            yield Sentence(document, sentence.index, start, end)
            start = end
        yield Sentence(document, sentence.index, start, min(sentence.end, start + MAX_CHARACTERS))


def _dateline(text: str) -> int:
    """The length of a dateline at the head of a sentence ("BAGHDAD, Oct 18 (Reuters) - "), 0 where there is none.

    It is a place in capitals, with or without a date and an agency, before a dash: where the report was written, not where it happened.
    """
    dash = _DASH.search(text, 0, 120)
    words = _BRACKETS.sub(" ", text[: dash.start()]).replace(",", " ").replace("/", " ").split() if dash else []
    if dash is None or not words or not (words[0].isupper() and len(words[0]) > 2) or len(words) > 9:
        return 0
    if not all(word[0].isupper() or word[0].isdigit() or word in ("de", "of", "al") for word in words):
        return 0
    labels = _LABELS.match(text, dash.end())
    return labels.end() if labels else dash.end()


def _upper(text: str) -> bool:
    sample = text[:4000]
    letters = sum(map(str.isalpha, sample))
    return letters > 0 and sum(map(str.isupper, filter(str.isalpha, sample))) > 0.7 * letters


def _is_link(text: str) -> bool:
    """Inline headline links are not text (manual, section 4)."""
    return "](http" in text or text.lstrip("–-•* ").startswith(("http://", "https://", "www."))


def _countries(scenes: tuple[Scene, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for seen in scenes:
        found += places.countries_of(seen.named)
        for actor in seen.actors:
            code = iso2_of().get(actor.state or "")
            if code is not None:
                found[code] += 1
    return found


def _written_in(document: Document) -> Counter[str]:
    """The country of the dateline: a report is more often about the country it is written in than about another."""
    for sentence in list(sentences(document))[:3]:
        length = _dateline(sentence.text)
        if length:
            name = sentence.text[:length].split(",")[0].split("(")[0].split(" -")[0].strip(" -–—")
            found = gazetteer().named(name)
            return Counter({found[0].country: 2}) if found and found[0].country else Counter()
    return Counter()


def _drafts(scenes: tuple[Scene, ...], countries: Counter[str]) -> list[Draft]:
    found: list[Draft] = []
    running = Running()
    meant = frozenset(id for seen in scenes for id in places.facilities(seen.named, seen.phrases))
    base: PlaceSpan | None = None
    home: Scene | None = None
    for seen in scenes:
        running.open(seen)
        expressions = seen.times(running.anchor)
        spans = seen.resolve_places(countries, meant) if seen.frames or seen.named else ()
        drafts = acts.read(seen, spans, expressions) if seen.frames else []
        drafts = sequel.housed(drafts, seen, base, home)
        base, before = sequel.facility(spans, base), base
        home = home if base is before else seen
        drafts = [running.filled(draft) for draft in drafts]
        found += drafts
        found += signals.read(seen) if seen.frames else []
        if not drafts:
            found = sequel.further(found, seen)
        running.hear(seen, expressions, spans, acts=bool(drafts))
    return found


def _political(scenes: tuple[Scene, ...], drafts: list[Draft]) -> bool:
    """Whether the document tells of armed groups, forces or weapons of war: without them violence is crime."""
    return (
        any(s.heavy for s in scenes)
        or any(a.irregular or a.sector in ("MIL", "PTY") for s in scenes for a in s.actors)
        or any(d.kind not in ("ASSAULT", "COERCE") or d.mode in _WARLIKE or _of_public_life(d) for d in drafts)
        or any(not _PUBLIC_WORDS.isdisjoint(s.phrases.lower) for s in scenes)
    )


def _of_public_life(draft: Draft) -> bool:
    """Whether somebody is assassinated, or killed, shot or taken for the part he plays in public life."""
    if any("assassin" in passage.text.lower() for passage in draft.triggers):
        return True
    hurt = [r for r in (draft.target, *draft.others) if r is not None]
    said = {word for r in hurt for p in r.passages for word in p.text.lower().split()}
    return draft.mode in ("killing", "abduction", "firearms") and bool(said & _PUBLIC)


def _settled(
    draft: Draft, all_drafts: tuple[Draft, ...], scenes: tuple[Scene, ...], countries: Counter[str], group: Party | None
) -> Draft:
    """What the sentence leaves unsaid, from the right sentence or from the publication; history marked."""
    draft = _placed(draft, all_drafts)
    draft = _blamed(draft)
    document = draft.scene.sentence.document
    when = draft.when or _default_when(draft, scenes)
    draft = replace(draft, when=when)
    if draft.status in ("occurred", "foiled"):
        region = (0, len(draft.scene.phrases.tokens))
        history = status.is_background(when.value, document.published, draft.scene.phrases, region)
        if history:
            draft = replace(draft, status="background", because=(*draft.because, *when.passages))
    return owners.settled(draft, countries, group)


def _default_when(draft: Draft, scenes: tuple[Scene, ...]) -> Reading[When]:
    document = draft.scene.sentence.document
    first = next((s.sentence for s in scenes if s.sentence.index in draft.sentences), draft.scene.sentence)
    return times.default(document, first)


def _placed(draft: Draft, all_drafts: tuple[Draft, ...]) -> Draft:
    """The place of the act told just before in the same paragraph, where this one tells none and has no other parties."""
    if draft.place is not None or draft.kind not in INCIDENT_KINDS or draft.status not in ("occurred", "foiled"):
        return draft
    told = next(
        (
            d
            for d in reversed(all_drafts)
            if d is not draft and d.place is not None and d.kind in INCIDENT_KINDS and _leads_to(d, draft)
        ),
        None,
    )
    if told is None or told.place is None:
        return draft
    where = replace(told.place.value, basis="context")
    return replace(
        draft,
        place=Reading(
            value=where, passages=told.place.passages, confidence=min(0.5, told.place.confidence), basis="context"
        ),
    )


def _leads_to(before: Draft, draft: Draft) -> bool:
    """Whether an act stands at most one sentence before another, in its paragraph, with no party at odds."""
    apart = [draft.first - i for i in before.sentences if i <= draft.first]
    if not apart or min(apart) > 1 or before.status == "background":
        return False
    document = draft.scene.sentence.document
    start = document.sentences[draft.first - min(apart)][1]
    if "\n\n" in document.text[start : document.sentences[draft.first][0]]:
        return False
    one, other = actor_id(before.actor), actor_id(draft.actor)
    return (
        one is None
        or other is None
        or one == other
        or other.startswith("generic:")
        or actor_id(before.target) in (other, actor_id(draft.target))
    )


def _blamed(draft: Draft) -> Draft:
    """The doer best supported: one claimed before one stated; where both sides accuse each other there is none."""
    blamed = [r for r in draft.attributions if r.value.how in ("accused", "suspected", "denied") and r.value.actor]
    claimed = next((r for r in draft.attributions if r.value.how == "claimed" and r.value.actor is not None), None)
    ids = {r.value.actor.id for r in blamed if r.value.how != "denied" and r.value.actor}
    accusers = {r.value.by.id for r in blamed if r.value.by}
    if (
        claimed is not None
        and claimed.value.actor is not None
        and (draft.actor is None or (actor_id(draft.actor) or "generic:").startswith("generic:"))
    ):
        return replace(draft, actor=Reading(value=claimed.value.actor, passages=claimed.passages, confidence=0.85))
    if len(ids) > 1 and ids & accusers:
        return replace(draft, actor=None)
    if draft.actor is None and len(ids) == 1 and draft.kind in ("ASSAULT", "COERCE"):
        reading = next(r for r in blamed if r.value.how != "denied")
        assert reading.value.actor is not None
        return replace(draft, actor=Reading(value=reading.value.actor, passages=reading.passages, confidence=0.6))
    return draft


def _mention(
    draft: Draft, document: Document, coder: str, recorded_at: datetime, seen: Counter[tuple[object, ...]]
) -> Mention:
    act = Reading(
        value=Act(kind=draft.kind, mode=draft.mode), passages=tuple(dict.fromkeys(draft.triggers)), confidence=0.8
    )
    key = (act.passages[0].start, act.passages[0].end, draft.kind, draft.mode)
    because = tuple(dict.fromkeys(draft.because)) or act.passages[:1]
    assert draft.when is not None
    mention = Mention(
        id=Mention.id_for(document.id, coder, act, seen[key]), document=document.id, coder=coder, act=act,
        status=Reading(value=draft.status, passages=because, confidence=0.85), when=draft.when, severity=Severity(level=0),
        confidence=_confidence(draft), recorded_at=recorded_at, actor=draft.actor, target=draft.target, place=draft.place,
        other_targets=_beside(draft), launched_from=draft.launched_from, instruments=draft.instruments, casualties=draft.casualties, outcomes=draft.outcomes,
        multiplicity=draft.multiplicity, condition=draft.condition, attributions=_unique(draft),
    )  # fmt: skip
    seen[key] += 1
    return replace(mention, severity=severity(mention))


def _beside(draft: Draft) -> tuple[Reading[Party], ...]:
    """The further targets: those whose words are not already the target's or the doer's."""
    told = {p for r in (draft.target, draft.actor) if r is not None for p in r.passages}
    return beside.unique(r for r in draft.others if r.passages[0] not in told)


def _unique(draft: Draft) -> tuple[Reading[Attribution], ...]:
    """One attribution for each actor and way of saying it."""
    return tuple(
        {
            (r.value.actor.id or r.value.actor.name if r.value.actor else None, r.value.how): r
            for r in reversed(draft.attributions)
        }.values()
    )[::-1]


def _confidence(draft: Draft) -> float:
    """0.35, and for each piece of evidence a fixed part of what is missing to 0.95: who 0.12, to whom 0.08, where 0.15, a day of its own 0.1,
    weapon, victims or outcome 0.1, told in more than one sentence 0.05. Pointing back without more costs 0.15. What it is worth is told by `sureness`.
    """
    parts = (
        0.12 * bool(actor_id(draft.actor)), 0.08 * bool(draft.target), 0.15 * bool(draft.place), 0.1 * bool(draft.when and draft.when.passages),
        0.1 * bool(draft.instruments or draft.casualties or draft.outcomes), 0.05 * (len(draft.sentences) > 1), -0.15 * (draft.anaphoric or draft.bare),
    )  # fmt: skip
    return round(max(0.05, min(0.95, 0.35 + sum(parts))), 2)
