"""Small words: parts of sentences that carry their records, and the ways to write days, counts and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from vedette.model import Incident, Instrument, Quantity, When
from vedette.model.brief import Part, Sentence
from vedette.model.quantity import Bound

_URL = re.compile(r"\bhttps?://(?:www\.)?([^/\s]+)\S*")
_ISO_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
QUOTE_WORDS = 25
"""The longest extract, in words."""

KIND_WORDS = {
    "ASSAULT": "attack",
    "COERCE": "coercive act",
    "PROTEST": "protest",
}
MODE_WORDS = {
    "drone": "drone attack",
    "rocket_missile": "rocket or missile attack",
    "artillery_mortar": "shelling",
    "air_strike": "air strike",
    "ied_mine": "bomb or mine attack",
    "suicide": "suicide attack",
    "firearms": "shooting",
    "clash": "clash",
    "raid_ambush": "raid or ambush",
    "capture": "capture of ground",
    "abduction": "abduction",
    "killing": "killing",
    "torture": "torture",
    "sexual": "sexual violence",
    "arson_destruction": "arson or destruction",
    "vehicle": "vehicle attack",
    "arrest": "arrest",
    "seize": "seizure",
    "blockade": "blockade",
}
WEAPON_WORDS: dict[str, str] = {
    "one_way_drone": "one-way drone", "ballistic_missile": "ballistic missile", "cruise_missile": "cruise missile", "anti_tank_missile": "anti-tank missile",
    "chemical": "chemical weapon", "small_arms": "small arms", "ied": "bomb", "vehicle_bomb": "vehicle bomb", "suicide_vest": "suicide vest",
    "aircraft_bomb": "air-dropped bomb", "other": "another weapon",
}  # fmt: skip
"""The classes of weapon as people write them, where that differs from their own name."""
OUTCOME_WORDS = {
    "hit": "it hit",
    "missed": "it missed",
    "intercepted": "it was intercepted",
    "dud": "it did not explode",
    "damage_none": "no damage was reported",
    "damage_minor": "minor damage was reported",
    "damage_major": "major damage was reported",
    "damage": "damage was reported",
    "destroyed": "the target was destroyed",
}
OBJECT = {
    "clash": "with", "shelling": "of", "shooting": "of", "killing": "of", "abduction": "of", "torture": "of", "arrest": "of", "seizure": "of",
    "blockade": "of", "arson or destruction": "of", "sexual violence": "against", "coercive act": "against", "protest": "against",
}  # fmt: skip
"""The word between an act and whom it hit, where that is not "on"."""
MASS = ("shelling", "torture", "sexual violence", "arson or destruction")
"""Acts that take no article."""
THE = frozenset({"Army", "Corps", "Forces", "government", "Resistance", "Council", "Front", "Movement"})
"""The last words of names that are read with "the"."""
UNNAMED = "an unnamed outlet"
SPEECH_WORDS = {
    "THREATEN": ("threatened or warned", "made a threat or a warning"),
    "ACCUSE": ("blamed or condemned", "laid blame or condemned"),
    "REJECT": ("refused or rejected", "refused"),
    "REQUEST": ("appealed to", "made an appeal or a demand"),
    "AGREE": ("agreed with", "agreed"),
    "CONSULT": ("met or talked with", "held talks"),
    "SUPPORT": ("backed", "gave backing"),
    "COOPERATE": ("cooperated with", "cooperated"),
    "AID": ("gave aid to", "gave aid"),
    "CONCEDE": ("made a concession to", "made a concession"),
    "RETREAT": ("stood down or withdrew before", "stood down or withdrew"),
    "MOBILIZE": ("moved forces against", "moved forces"),
    "SANCTION": ("imposed sanctions on", "imposed sanctions"),
}
"""The verb of a signal, with its object and without."""
KIND_NOUNS = {
    "ASSAULT": ("attack", "attacks"), "COERCE": ("coercive act", "coercive acts"), "PROTEST": ("protest", "protests"),
    "MOBILIZE": ("move of forces", "moves of forces"), "SANCTION": ("sanction", "sanctions"), "THREATEN": ("threat", "threats"),
    "ACCUSE": ("accusation", "accusations"), "REJECT": ("refusal", "refusals"), "REQUEST": ("appeal", "appeals"), "AGREE": ("agreement", "agreements"),
    "CONSULT": ("talk", "talks"), "SUPPORT": ("show of support", "shows of support"), "COOPERATE": ("act of cooperation", "acts of cooperation"),
    "AID": ("act of aid", "acts of aid"), "CONCEDE": ("concession", "concessions"), "RETREAT": ("withdrawal", "withdrawals"),
}  # fmt: skip
"""What is counted of each kind, one and many."""
BOUND_WORDS: dict[Bound, str] = {
    "exactly": "",
    "at_least": "at least ",
    "more_than": "more than ",
    "about": "about ",
    "at_most": "at most ",
    "less_than": "fewer than ",
    "word": "",
}


def say(*parts: str | Part) -> Sentence:
    """A sentence of parts; plain strings carry no fact."""
    return Sentence(parts=tuple(Part(text=one) if isinstance(one, str) else one for one in parts if one != ""))


def counted(records: Iterable[str]) -> Part:
    """The number of these records."""
    ids = tuple(dict.fromkeys(records))
    return Part(text=str(len(ids)), how="counted", records=ids)


def quoted(text: str, record: str) -> Part:
    """An extract, letter for letter, of at most QUOTE_WORDS words."""
    return Part(text=f"“{extract(text)}”", how="quoted", records=(record,))


def extract(text: str, words: int = QUOTE_WORDS) -> str:
    """The text on one line, cut after so many words with an ellipsis."""
    found = text.split()
    return " ".join(found[:words]) + (" …" if len(found) > words else "")


def day(value: date) -> str:
    """A day as people write it: "13 November 2023"."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """A day in a table: "13 Nov 2023"."""
    return f"{value.day} {value:%b} {value.year}"


def when(value: When) -> str:
    """An interval of days in words, no more exact than it is."""
    if value.earliest is None:
        return f"on or before {day(value.latest)}"
    if value.earliest == value.latest:
        return f"on {day(value.latest)}"
    return f"between {day(value.earliest)} and {day(value.latest)}"


def short(value: When) -> str:
    """An interval of days in a table: "13 Nov 2023", "12–13 Nov 2023", "by 13 Nov 2023"."""
    first, last = value.earliest, value.latest
    whole = short_day(last)
    if first is None:
        return f"by {whole}"
    if first == last:
        return whole
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{whole}"
    return f"{first.day} {first:%b}{'' if first.year == last.year else f' {first.year}'} – {whole}"


def tabled(value: When) -> str:
    """The same with every day written out, as a checker reads it: "12 Nov 2023 to 13 Nov 2023"."""
    days = [short_day(day) for day in (value.earliest, value.latest) if day is not None]
    return f"by {days[0]}" if value.earliest is None else " to ".join(dict.fromkeys(days))


def window(first: date | None, last: date) -> str:
    """The days of a total with every day written out: "17 Oct 2023 to 13 Nov 2023", "up to 13 Nov 2023"."""
    return f"up to {short_day(last)}" if first is None else " to ".join(dict.fromkeys(map(short_day, (first, last))))


def quantity(value: Quantity) -> str:
    """A count in words: "3", "at least 3", "3 to 9", "at most 5", "5 (sources say 3 to 9)"."""
    if value.low is not None and value.low == value.high:
        return str(value.low)
    if value.low is not None and value.high is not None:
        span = f"{value.low} to {value.high}"
    elif value.low is not None:
        span = f"at least {value.low}"
    elif value.high is not None:
        span = f"at most {value.high}"
    else:
        return f"about {value.best}"
    return span if value.best is None or value.best == value.low == 0 else f"{value.best} (sources say {span})"


def claimed(value: Quantity, bound: Bound) -> str:
    """A tally's count with its bound word: "at least 40"."""
    if value.low is not None and value.high is not None and value.low != value.high:
        return f"{value.low} to {value.high}"
    return f"{BOUND_WORDS[bound]}{value.figure}"


def act(incident: Incident) -> str:
    """What was done, in one or two words."""
    value = incident.act.value
    return "act" if value is None else MODE_WORDS.get(value.mode or "", KIND_WORDS.get(value.kind, value.kind.lower()))


def kinds(counts: Iterable[tuple[str, int]]) -> str:
    """Counts by kind in words: "4 attacks, 1 threat"."""
    return ", ".join(f"{count} {plural(count, *KIND_NOUNS[kind])}" for kind, count in counts)


def deed(incident: Incident) -> str:
    """What was done, with its article: "a foiled drone attack", "shelling"."""
    word = act(incident)
    whole = f"foiled {word}" if incident.status.value == "foiled" else word
    return whole if word in MASS else article(whole)


def the(name: str) -> str:
    """ "the " before a name that is read with it."""
    last = name.rsplit(" ", 1)[-1]
    opens = name.startswith(("United ", "Islamic ")) and "forces" not in name
    return "the " if opens or last in THE else ""


def arm(held: Instrument) -> str:
    """A class of weapon as people write it, with how many where told: "bomb", "drone (2)"."""
    word = WEAPON_WORDS.get(held.weapon, held.weapon)
    return f"{word} ({quantity(held.count)})" if held.count else word


def written(text: str) -> str:
    """A text with its ISO days as people write them."""
    return _ISO_DAY.sub(_day_of, text)


def flag(text: str) -> str:
    """A finding about a document in words, its days as people write them and the site in place of a whole address."""
    kind, _, told = text.partition(": ")
    if kind not in ("url-date", "stated-dates", "hidden-text", "lookalike"):
        return text
    told = written(_URL.sub(r"\1", told))
    if kind == "url-date":
        return f"the address at {told}".replace(" says ", " carries the day ", 1)
    return f"it states {told}" if kind == "stated-dates" else told


def listing(items: Sequence[str]) -> str:
    """Items as people list them: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def spread(parts: Sequence[Sequence[str | Part]]) -> list[str | Part]:
    """Groups of parts joined with commas and a last "and"."""
    out: list[str | Part] = []
    for number, group in enumerate(parts):
        out += ["" if number == 0 else " and " if number == len(parts) - 1 else ", ", *group]
    return out


def capital(text: str) -> str:
    """The text with a capital in front, where its first letter has one of its own."""
    first = text[:1].upper()
    return first + text[1:] if len(first) == 1 and first.lower() == text[:1] else text


def article(word: str) -> str:
    """The word with its indefinite article."""
    return f"{'an' if re.match(r'[aeiou]', word, re.I) else 'a'} {word}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """The word that fits the number."""
    return one if number == 1 else many or f"{one}s"


def _day_of(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:  # a site may be named like a day that there is not
        return found[0]
