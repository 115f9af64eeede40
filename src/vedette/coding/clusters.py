"""Which triggers of a sentence tell one act, and which tell none: time anchors, and what is only threatened or asked for."""

from __future__ import annotations

from typing import Final

from vedette.coding import binding, status
from vedette.coding import frames as frames_
from vedette.coding.events import CLEAR, HEARD
from vedette.coding.frames import Frame
from vedette.coding.places import PlaceSpan
from vedette.coding.scene import Scene

POINTS_BACK: Final = frozenset("the this that these those its their his both".split())


_ANCHORS: Final = frozenset("since".split())


AFTER: Final = frozenset("days weeks months years hours day week month year came come comes".split())


def is_anchor(scene: Scene, frame: Frame) -> bool:
    """ "since X attacked Y", "three weeks after X attacked Y": a time, not an act that is told."""
    phrases = scene.phrases
    start = min(frame.region[0], frame.group[0])
    before = phrases.lower[max(0, start - 2) : start + 1]
    if _ANCHORS & set(before[-2:]):
        return not _fronted(scene, frame)
    if (
        start > 1
        and phrases.lower[start - 1] in ("after", "before")
        and phrases.lower[start - 2] in AFTER
        and not any(
            not c.modal and binding.token_at(scene, c.trigger_start) in range(*frame.region) for c in scene.casualties
        )
    ):
        return True
    group = frame.group[0]
    if not frame.trigger.rule.noun or group == 0:
        return False
    if phrases.lower[group - 1] in ("since", "until"):
        return True
    told = any(
        f.trigger.kind == "ASSAULT"
        and f is not frame
        and not f.trigger.rule.flags & {"effect", "weak", "light"}
        and not f.trigger.rule.noun
        for f in scene.frames
    )
    cause = phrases.lower[group - 1] in ("after", "following", "over") or phrases.lower[max(0, group - 2) : group] in (
        ("response", "to"),
        ("retaliation", "for"),
        ("revenge", "for"),
    )
    return told and cause


def _fronted(scene: Scene, frame: Frame) -> bool:
    """ "Since Sunday the army has closed …": a day or a comma stands between "since" and the act, which is told itself."""
    phrases, at = scene.phrases, frame.trigger.at
    since = next((i for i in range(min(at, frame.group[0]) - 1, -1, -1) if phrases.lower[i] == "since"), None)
    if frame.trigger.rule.noun or since is None:
        return False
    first = phrases.verb(at).start
    return "," in phrases.tags[since:first] or (phrases.lower[since + 1].endswith("day") and first - since > 2)


_ORDINALS: Final = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth latest".split())


def is_ranked(scene: Scene, frame: Frame) -> bool:
    """ "…, the sixth attack of the day", "it was the first attack since May": an act told by other words, counted among its like."""
    phrases, first = scene.phrases, frame.group[0]
    if not frame.trigger.rule.noun or not _ORDINALS & set(phrases.lower[slice(*frame.group)]):
        return False
    back = first - 1
    while back >= 0 and phrases.tags[back] in "DAQ#":
        back -= 1
    others = any(f is not frame and f.trigger.kind == frame.trigger.kind and f.trigger.at < first for f in scene.frames)
    copula = (
        back >= 0 and phrases.tags[back] == "X" and phrases.lower[max(0, back - 1)] in ("it", "this", "that", "which")
    )
    return copula or (back >= 0 and phrases.tags[back] == "," and others)


def is_content(scene: Scene, frame: Frame) -> bool:
    """Whether an act is only what is threatened, asked for, refused or agreed ("vowed to continue their assault")."""
    phrases, at = scene.phrases, frame.trigger.at
    for other in scene.frames:
        if other.trigger.kind not in ("THREATEN", "REQUEST", "REJECT", "AGREE", "CONSULT") or other.trigger.at >= at:
            continue
        governed = frame.governor
        if governed is None:
            continue
        verb = phrases.verb(governed)
        inner = verb.start > other.trigger.at and frame.trigger.at != other.trigger.at
        if inner and (
            verb.infinitive
            or verb.modal in ("will", "would", "could", "may", "might", "should")
            or (verb.tag == "G" and not _finite_aux(scene, governed))
        ):
            return True
        if frame.trigger.rule.noun and governed == other.trigger.at and other.trigger.kind != "AGREE":
            return not frame.done
    start = frame.region[0]
    if start > 0 and phrases.lower[start - 1] == "while" and _now(scene, frame):
        return any(o.trigger.kind in ("THREATEN", "REJECT", "REQUEST") and o.trigger.at < at for o in scene.frames)
    if (
        frame.trigger.rule.noun
        and any(
            o.trigger.kind in ("PROTEST", "SUPPORT") and o.region == frame.region and o.trigger.at < at
            for o in scene.frames
        )
        and points_back(scene, frame)
    ):
        return True
    return frames_.wished(phrases, frame) or (start > 0 and phrases.lower[start - 1] in ("until", "unless", "if"))


def _now(scene: Scene, frame: Frame) -> bool:
    """Whether the verb of an act stands in the present ("while the city is bombed")."""
    if frame.governor is None:
        return False
    verb = scene.phrases.verb(frame.governor)
    return bool({"is", "are", "keep", "keeps"} & set(scene.phrases.lower[verb.start : verb.at])) or (
        verb.start == verb.at and verb.tag == "V" and scene.phrases.lower[verb.at].endswith(("s", "l"))
    )


def _finite_aux(scene: Scene, at: int) -> bool:
    verb = scene.phrases.verb(at)
    return any(tag in "XHM" for tag in scene.phrases.tags[verb.start : at])


def others(frames: list[Frame]) -> list[tuple[Frame, ...]]:
    """Each act other than an assault by itself; aid and its verb, and equal kinds in one clause, together."""
    clusters: list[list[Frame]] = []
    for frame in frames:
        if frame.trigger.kind == "ASSAULT":
            continue
        mate = next((c for c in clusters if c[0].region == frame.region and not _another(c[0], frame)), None)
        if mate is not None:
            mate.append(frame)
        else:
            clusters.append([frame])
    return [tuple(cluster) for cluster in clusters]


def _another(one: Frame, other: Frame) -> bool:
    """Whether two frames of a clause tell two acts: of other kinds or ways, or each clearly heard by a second reader."""
    if one.trigger.kind != other.trigger.kind:
        return True
    if CLEAR in one.trigger.rule.flags and CLEAR in other.trigger.rule.flags:
        return True
    verbs = not one.trigger.rule.noun and not other.trigger.rule.noun
    modes = {one.trigger.rule.mode, other.trigger.rule.mode}
    return one.trigger.kind == "COERCE" and verbs and len(modes) > 1


def assaults(scene: Scene, frames: list[Frame], places: tuple[PlaceSpan, ...]) -> list[tuple[Frame, ...]]:
    """Frames of one assault together: those that say what it did join the nearest that says what it was."""
    strong = [
        f
        for f in frames
        if not f.trigger.rule.flags & {"weak", "effect", "foil", "light", "missile"} or _launches(scene, f)
    ]
    clusters: list[list[Frame]] = []
    for frame in strong:
        if clusters and not _apart(scene, clusters[-1], frame, places):
            clusters[-1].append(frame)
        else:
            clusters.append([frame])
    for frame in frames:
        if (
            frame in strong
            or "light" in frame.trigger.rule.flags
            or (
                "missile" in frame.trigger.rule.flags
                and HEARD not in frame.trigger.rule.flags
                and not _launches(scene, frame)
            )
        ):
            continue
        near = [c for c in clusters if not _apart(scene, c, frame, places)]
        if near:
            min(near, key=lambda c: min(abs(f.trigger.at - frame.trigger.at) for f in c)).append(frame)
        else:
            clusters.append([frame])
    return [tuple(sorted(cluster, key=lambda f: (f not in strong, f.trigger.at))) for cluster in clusters]


def _launches(scene: Scene, frame: Frame) -> bool:
    """Whether "fired", "launched", "threw" has a weapon as what is fired, or its passive subject."""
    if "missile" not in frame.trigger.rule.flags or "weak" in frame.trigger.rule.flags:
        return False
    phrases, at = scene.phrases, frame.trigger.at
    direct = phrases.object(at)
    spans = [phrases.subject(at) if frame.passive or direct is None else direct]
    heads = [
        w
        for w in scene.weapons
        if w.last >= len(phrases.tags)
        or phrases.tags[w.last] not in "N#C"
        or (phrases.lower[w.last] in ("and", "or") and not _names_act(scene, w.last))
    ]
    return any(span and span[0] <= w.first < span[1] for span in spans for w in heads)


def _names_act(scene: Scene, at: int) -> bool:
    """Whether the noun group that goes on at "and" names an act ("drone and rocket attacks")."""
    group = scene.phrases.group(at + 1) if at + 1 < len(scene.phrases.tags) else (at, at)
    return any(group[0] <= f.trigger.at < group[1] and f.trigger.rule.noun for f in scene.frames)


def _apart(scene: Scene, cluster: list[Frame], frame: Frame, places: tuple[PlaceSpan, ...]) -> bool:
    """Whether a frame tells another assault than the cluster: another clause with a place or weapons and a target of its own."""
    if (
        "abduction" in (frame.trigger.rule.mode, cluster[0].trigger.rule.mode)
        and frame.trigger.rule.mode != cluster[0].trigger.rule.mode
        and "effect" not in frame.trigger.rule.flags
    ):
        return True
    start = frame.region[0]
    if (
        start > 1
        and scene.phrases.lower[start - 1] in ("after", "before")
        and scene.phrases.lower[start - 2] in AFTER
        and frame.region not in {f.region for f in cluster}
    ):
        return True
    if "effect" in frame.trigger.rule.flags and _within(cluster, frame):
        return False
    if any(_harm_of(scene, *sorted((one, frame), key=lambda f: f.trigger.at)) for one in cluster):
        return False
    statuses = {_judged(scene, f) for f in (*cluster, frame)}
    if "hypothetical" in statuses and len(statuses) > 1:
        return True
    if CLEAR in frame.trigger.rule.flags and any(CLEAR in f.trigger.rule.flags for f in cluster):
        return True
    if _joined_to(scene, cluster, frame):
        return True
    regions = {f.region for f in cluster}
    if frame.region in regions or (frame.trigger.rule.noun and points_back(scene, frame)):
        return False
    mine = {
        p.place.id
        for p in places
        if p.place and p.place.kind not in ("country",) and frame.region[0] <= p.first < frame.region[1]
    }
    theirs = {
        p.place.id
        for p in places
        if p.place and p.place.kind not in ("country",) and any(f.region[0] <= p.first < f.region[1] for f in cluster)
    }
    if mine and theirs and not mine & theirs:
        return True
    weapons = [any(r[0] <= w.first < r[1] for w in scene.weapons) for r in (frame.region, cluster[0].region)]
    return all(weapons) and frame.done is not None and cluster[0].done is not None


def _harm_of(scene: Scene, harm: Frame, frame: Frame) -> bool:
    """Whether one act of two is only whom the other hurt: "two men were killed when soldiers opened fire", though not "when they raided a flat"."""
    start = frame.region[0]
    if not harm.passive or harm.doer is not None or frame.trigger.rule.noun:
        return False
    phrases = scene.phrases
    when = phrases.lower[max(0, start - 1) : start] in (("when",), ("as",))
    return when and "O" not in phrases.tags[start : start + 1]


def _joined_to(scene: Scene, cluster: list[Frame], frame: Frame) -> bool:
    """Whether "and" joins two deeds, each to a mark of its own: "killed a family and set fire to six houses", "opened fire and set off a bomb"."""
    if frame.trigger.rule.noun or frame.done is None:
        return False
    phrases = scene.phrases
    verb = phrases.verb(frame.trigger.at)
    before = verb.start - 1
    while before >= 0 and phrases.tags[before] in "QA":
        before -= 1
    joined = before >= 0 and phrases.tags[before] in "C,"
    finite = verb.tag == "V" or (verb.tag == "E" and not frame.passive)
    last = cluster[-1]
    other = phrases.verb(last.trigger.at)
    told = not last.trigger.rule.noun and (other.tag == "V" or (other.tag == "E" and not last.passive))
    return joined and finite and told and _family(last) != _family(frame) and _harms(last) and last.done is not None


_DEEDS: Final = {
    "killing": "harm", "firearms": "harm", "arson_destruction": "fire", "ied_mine": "blast", "suicide": "blast", "abduction": "taking", "capture": "ground",
}  # fmt: skip


def _family(frame: Frame) -> str | None:
    return _DEEDS.get(frame.trigger.rule.mode or "")


def _harms(frame: Frame) -> bool:
    """Whether the deed told first is complete in itself, and no attack at large that the next one fills in."""
    return _family(frame) is not None


def _judged(scene: Scene, frame: Frame) -> str:
    """The status of a frame, judged once a scene: a sentence of a hundred acts asks for each of them a hundred times."""
    held: dict[Frame, str] = scene.__dict__.setdefault("_statuses", {})
    if frame not in held:
        held[frame] = status.judge(scene.phrases, frame).status
    return held[frame]


def _within(cluster: list[Frame], frame: Frame) -> bool:
    """Whether a harm is told of the noun of the cluster itself ("an attack that killed many")."""
    return frame.doer is not None and any(
        f.trigger.rule.noun and frame.doer[0] <= f.trigger.at < frame.doer[1] for f in cluster
    )


def points_back(scene: Scene, frame: Frame) -> bool:
    return scene.phrases.lower[frame.group[0]] in POINTS_BACK
