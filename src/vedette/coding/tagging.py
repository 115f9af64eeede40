"""One tag for each token, by lists of small words, forms of verbs and what stands around a word; one pass, linear time.

Tags: D determiner, N noun or adjective, # number, O pronoun, P preposition, V finite verb, B bare verb, G -ing verb, E participle used as a verb,
X be, H have, M modal, T infinitive "to", A adverb, Z negation, C and/or/but, S subordinator, R relative or complementizer, "," comma,
";" a stronger stop, Q a sign or a short bracket that is looked through.
"""

from __future__ import annotations

from typing import Final

from vedette.coding import words
from vedette.coding.base import Token

_STOPS: Final = frozenset(".;:?!—–…")
_QUOTES: Final = frozenset("\"'“”‘’«»`[]*_")


def tag(tokens: tuple[Token, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """The tags of a sentence; never fails, however odd the text."""
    tags: list[str] = []
    for i in range(len(tokens)):
        tags.append(_tag(i, lower, tags, tokens))
    _hide_brackets(lower, tags)
    return tuple(tags)


def _hide_brackets(lower: tuple[str, ...], tags: list[str]) -> None:
    """Short brackets (an age, an acronym) are looked through."""
    opened = -1
    for i, word in enumerate(lower):
        if word == "(":
            opened = i
        elif word == ")" and opened >= 0 and i - opened <= 7:
            tags[opened : i + 1] = ["Q"] * (i + 1 - opened)
            opened = -1


_FIXED: Final = {
    **dict.fromkeys(words.PREPOSITIONS, "P"), **dict.fromkeys(words.DETERMINERS, "D"), **dict.fromkeys(words.PRONOUNS, "O"),
    **dict.fromkeys(words.SUBORDINATORS, "S"), **dict.fromkeys(words.ADVERBS, "A"), **dict.fromkeys(words.COORDINATORS, "C"),
    **dict.fromkeys(words.BE, "X"), **dict.fromkeys(words.GET, "X"), **dict.fromkeys(words.HAVE, "H"), **dict.fromkeys(words.DO, "H"),
    **dict.fromkeys(words.MODALS, "M"), **dict.fromkeys(words.CONTRACTED_NOT - words.MODALS, "H"), **dict.fromkeys(("not", "never", "n't"), "Z"),
    "who": "R", "whom": "R", "which": "R", ",": ",", ")": ",", "(": ",", "no": "D", "neither": "D", "her": "D",
}  # fmt: skip


_BOUNDS: Final = frozenset("at more about some over up nearly almost as around an fewer less approximately".split())
_NUMBERS: Final = frozenset(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens "
    "hundred hundreds thousand thousands million week month year hour".split()
)
_NOUNS_IN_LY: Final = frozenset(
    "italy july family assembly ally supply rally early deadly only elderly likely unlikely daily weekly".split()
)
_RANKS: Final = frozenset("first second third fourth fifth sixth last latest next".split())
_ADJECTIVES: Final = frozenset("armed alleged suspected wanted so-called".split())


def _tag(i: int, lower: tuple[str, ...], tags: list[str], tokens: tuple[Token, ...]) -> str:
    word = lower[i]
    before = tags[i - 1] if i else ""
    after = lower[i + 1] if i + 1 < len(lower) else ""
    if word == "to":
        following = words.verb_forms().get(lower[i + 2] if _of_manner(after) and i + 2 < len(lower) else after)
        bare = following is not None and "base" in following.kinds
        return (
            "T"
            if bare or after in words.BE or after in words.HAVE or after in words.DO or after in words.ADVERBS
            else "P"
        )
    if word == "that":
        return (
            "R"
            if before in "N#OVBEGX," and before and not (before in "VBGE" and after in ("day", "night", "time", "area"))
            else "D"
        )
    if word in ("before", "after", "since", "until", "till", "as") and (
        after[:1].isdigit() or after in ("the", "a", "an", "his", "their", "its", "midnight", "dawn", "noon")
    ):
        return "P" if not _verb_soon(i + 1, lower) else "S"
    dated = after[:1].isdigit() or (i and lower[i - 1][:1].isdigit()) or before == "P"
    if word == "may" and (dated or after in ("has", "had", "is", "was") or _in_a_name(i, tokens)):
        return "N"
    if word == "might" and before == "D":
        return "N"
    if (word in _ADJECTIVES and not (before == "X" and after == "to")) or (
        word == "us" and tokens[i].text == "US" and not _pronoun_in_capitals(i, before, tokens)
    ):
        return "N"
    if word == "most" and after.endswith("ly") and after not in _NOUNS_IN_LY:
        return "A"  # "most certainly"
    if word == "about" and before == "X" and after == "to":
        return "A"  # "is about to leave"
    if word == "about" and after and not _roughly(lower[i + 1 : i + 3]):
        return "P"
    if word in _FIXED:
        return _FIXED[word]
    first = word[0]
    if first.isdigit():
        return "#"
    if word in _STOPS or word.startswith("--") or word == "-":
        return _stop(i, lower)
    if word in _QUOTES or not first.isalpha():
        return "Q"
    form = words.verb_forms().get(word)
    if form is None and word.endswith("ed") and len(word) > 4:
        return _unlisted(before, after)
    if _in_a_name(i, tokens):
        return "N"
    if form is not None:
        return _verb_or_noun(i, form, lower, tags, tokens)
    return "A" if _of_manner(word) else "N"


def _of_manner(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 and word not in _NOUNS_IN_LY


def _in_a_name(i: int, tokens: tuple[Token, ...]) -> bool:
    """Whether a word stands with a capital after another such word or "of", in a sentence not all in capitals ("the Ministry of Public Works")."""
    if i < 2 or not tokens[i].text[:1].isupper():
        return False
    before = tokens[i - 2 if tokens[i - 1].text == "of" else i - 1].text
    if not before.istitle():
        return False
    around = [token.text for token in tokens[max(0, i - 12) : i + 12] if token.text.isalpha() and len(token.text) > 3]
    return 2 * sum(text[0].isupper() for text in around) <= len(around)


def _roughly(following: tuple[str, ...]) -> bool:
    """Whether "about" stands before a number ("about 40", "about two dozen", "about a hundred")."""
    head = following[1] if following[0] in ("a", "an", "half") and len(following) > 1 else following[0]
    return head[0].isdigit() or head in _NUMBERS


def _pronoun_in_capitals(i: int, before: str, tokens: tuple[Token, ...]) -> bool:
    """Whether "US" in a text of capitals is the pronoun: a verb or preposition before it, and no noun after it."""
    around = [token.text for token in tokens[max(0, i - 4) : i + 5] if token.text.isalpha() and len(token.text) > 3]
    if not around or not all(text.isupper() for text in around) or before not in ("V", "B", "G", "E", "P"):
        return False
    following = tokens[i + 1].lower if i + 1 < len(tokens) else "."
    return _class_of(following) not in ("N", "#") or following in (".", ",")


def _verb_soon(at: int, lower: tuple[str, ...]) -> bool:
    """Whether "after the …" opens a clause: a past verb follows the noun group before the next comma or preposition."""
    for i in range(at, min(len(lower), at + 8)):
        word = lower[i]
        form = words.verb_forms().get(word)
        if word in words.BE or (
            form is not None
            and i > at
            and "past" in form.kinds
            and not (i + 1 < len(lower) and lower[i + 1] in ("in", "by", "on"))
        ):
            return True
        if (word in words.PREPOSITIONS and word != "of") or word == ",":
            return False
    return False


def _unlisted(before: str, after: str) -> str:
    """A word in -ed that the list of verbs lacks."""
    if before == "X":
        return "E"
    return "V" if before == "H" or (before in ("N", "O") and _class_of(after) in ("D", "#", "O", "P")) else "N"


def _stop(i: int, lower: tuple[str, ...]) -> str:
    """A full stop inside a sentence belongs to an abbreviation; a hyphen between words joins them."""
    if lower[i] == "-":
        return "Q"
    return "Q" if lower[i] == "." and i + 1 < len(lower) else ";"


def _verb_or_noun(i: int, form: words.Form, lower: tuple[str, ...], tags: list[str], tokens: tuple[Token, ...]) -> str:
    """Decide a word that may be a verb by its form and by what stands around it."""
    back = i - 1
    while back >= 0 and tags[back] in "AQ":
        back -= 1
    before = tags[back] if back >= 0 else ""
    after = lower[i + 1] if i + 1 < len(lower) else ""
    if "ing" in form.kinds:
        return _ing(before, after, form, lower[back] if back >= 0 else "")
    if (
        before in ("M", "T")
        or (before == "Z" and back and tags[back - 1] in "MHT")
        or (before == "H" and lower[back] in words.DO | words.CONTRACTED_NOT)
    ):
        return "B" if "base" in form.kinds else "N"
    if {"past", "part"} & form.kinds and not (form.noun and "base" in form.kinds and before in "DP#"):
        tag = _past(i, back, before, after, form, lower, tags)
        if tag:
            return tag
    if "base" in form.kinds or "s" in form.kinds:
        return _present(i, before, after, form, lower, tags, tokens)
    return "N"


def _ing(before: str, after: str, form: words.Form, word: str) -> str:
    if before in ("D", "#") or (
        before == "P" and word != "by" and form.noun and after in ("of", "in", "on", "and", "by")
    ):
        return "N"
    if (
        before == "N"
        and after
        in (
            "of",
            "in",
            "at",
            "on",
            "near",
            "by",
            ".",
            ",",
            "that",
            "and",
            "was",
            "were",
            "has",
            "have",
            "killed",
            "campaign",
            "attack",
            "attacks",
        )
        and form.base
        in (
            "bomb",
            "shell",
            "shoot",
            "kill",
            "kidnap",
            "fight",
            "stab",
            "behead",
            "meet",
            "burn",
            "loot",
            "fire",
            "strafe",
        )
    ):
        return "N"
    return "G"


def _past(
    i: int, back: int, before: str, after: str, form: words.Form, lower: tuple[str, ...], tags: list[str]
) -> str | None:
    """V for a finite past, E for a participle that works as a verb, None for an adjective ("the wounded soldiers")."""
    following = "#" if counted(i + 1, lower) else _class_of(after)
    if before in ("X", "H") and back >= 0:
        return ("E" if before == "X" else "V") if "part" in form.kinds else "V"
    if (
        before in ("D", "#")
        and not lower[back].endswith("'s")
        and following in ("N", "D")
        and lower[back] not in ("this", "that", "these", "all", "some", "many", "two", "three", "four", "five", "six")
    ):
        return None
    if before == "D" and lower[back] in ("the", "a", "an", "their", "its", "his"):
        return None
    if lower[back] in _RANKS and back and tags[back - 1] == "D" and following == "N":
        return None
    if before == "P" and following in ("N", "#"):
        return None
    if after == "by" and before in ("N", "#", ",", "C") and lower[i] not in ("died",):
        return "E"
    if (
        before in ("N", "#")
        and form.base in ("kill", "wound", "injure", "arrest", "detain", "capture", "abduct", "kidnap")
        and following not in ("N", "D", "#", "O")
        and after not in ("and",)
    ):
        return "E"
    chained = before == "C" and "E" in tags[-8:] and "V" not in tags[-8:]
    if (
        chained or (before == "C" and back and tags[back - 1] in "EV" and form.base in ("wound", "injure"))
    ) and following not in ("N", "D", "#", "O"):
        return "E"
    if "base" in form.kinds and before == "N" and form.noun and following not in ("D", "N", "#", "O"):
        return (
            None if after in ("in", "on", "at", "near", "by", "of", "against") and not _no_other_verb(i, lower) else "V"
        )
    return "V"


def counted(at: int, lower: tuple[str, ...]) -> bool:
    """Whether a number with its bound words begins here ("at least 17 people", "more than 20")."""
    words_ = lower[at : at + 3]
    return (
        bool(words_)
        and words_[0] in _BOUNDS
        and any(word in ("least", "than", "to", "many") or word[0].isdigit() for word in words_[1:])
    )


def _no_other_verb(i: int, lower: tuple[str, ...]) -> bool:
    """Whether no plainly finite verb stands elsewhere in the sentence, so that this word must be it."""
    forms = words.verb_forms()
    for at, word in enumerate(lower[:80]):
        if at != i and (
            word in words.BE
            or word in words.HAVE
            or word in words.MODALS
            or (word in forms and "past" in forms[word].kinds)
        ):
            return False
    return True


def _class_of(word: str) -> str:
    if not word:
        return ""
    if word[0].isdigit():
        return "#"
    return _FIXED.get(word, "N" if word[0].isalpha() and word != "to" else "")


def _present(
    i: int,
    before: str,
    after: str,
    form: words.Form,
    lower: tuple[str, ...],
    tags: list[str],
    tokens: tuple[Token, ...],
) -> str:
    """V for a present-tense verb, N for the noun of the same shape."""
    following = _class_of(after)
    if before in ("D", "P", "#", "X", "H", ";", "", "S", "V", "G", "B", ","):
        return "V" if before == "," and "s" in form.kinds and not form.noun else "N"
    if before in ("O", "R"):
        return "V"
    if before == "C":
        return "V" if not form.noun and any(tag in "VB" for tag in tags[-6:]) else "N"
    plural = lower[i - 1].endswith("s") or lower[i - 1] in ("people", "police", "troops", "men", "women")
    if "s" in form.kinds:
        if not form.noun:
            return "V"
        return (
            "V"
            if following in ("D", "#", "N")
            and not plural
            and _no_other_verb(i, lower)
            and tokens[i - 1].text[:1].isupper()
            else "N"
        )
    if not form.noun:
        return "V" if plural or before == "A" or following in ("D", "#") else "N"
    if plural and following in ("D", "#") and before == "N":
        return "V"
    return "V" if plural and following in ("N", "O") and _no_other_verb(i, lower) else "N"
