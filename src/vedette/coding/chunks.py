"""Light phrase structure: tags, verb groups with voice, and the noun groups around a verb. No parser, one pass, linear time.

Tags: D determiner, N noun or adjective, # number, O pronoun, P preposition, V finite verb, B bare verb, G -ing verb, E participle used as a verb,
X be, H have, M modal, T infinitive "to", A adverb, Z negation, C and/or/but, S subordinator, R relative or complementizer, "," comma,
";" a stronger stop, Q a sign or a short bracket that is looked through.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vedette.coding import words
from vedette.coding.base import Sentence, Token

Span = tuple[int, int]
"""First token and the one after the last, as indices into the sentence's tokens."""

VERBS: Final = frozenset("VBGE")
_GROUP: Final = frozenset("XHMAZT")
_NOMINAL: Final = frozenset("DN#QO")
_STOPS: Final = frozenset(".;:?!—–…")
_QUOTES: Final = frozenset("\"'“”‘’«»`[]*_")
_OBJECT_CONTROL: Final = frozenset(
    "urge order ask tell force allow persuade call invite permit compel instruct direct encourage enable advise push press want cause lead request beg warn help".split()
)


_INSERTED: Final = frozenset("identified named including along aged who which called known led backed alias whose together".split())
_BLAMES: Final = frozenset("accuse blame suspect charge convict prevent stop keep".split())


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb group: its main word, where it begins, and what its small words say."""

    at: int
    start: int
    tag: str
    passive: bool
    negated: bool
    modal: str | None
    infinitive: bool


@dataclass(frozen=True)
class Phrases:
    """A sentence with its tags and the questions that readers ask of it."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    tags: tuple[str, ...]

    @cached_property
    def verbs(self) -> tuple[Verb, ...]:
        """The verb groups of the sentence, in order."""
        return tuple(self.verb(i) for i, tag in enumerate(self.tags) if tag in VERBS)

    def verb(self, at: int) -> Verb:
        """The verb group whose main word is the token `at`."""
        start = at
        while start > 0 and (self.tags[start - 1] in _GROUP or self.tags[start - 1] == "Q"):
            start -= 1
            if self.tags[start] == "M" or (self.tags[start] == "T" and self.tags[start - 1] not in "XH"):
                break
        while start < at and self.tags[start] in "AQ":
            start += 1
        small = self.lower[start:at]
        bes = [i for i, tag in enumerate(self.tags[start:at]) if tag == "X"]
        passive = self.tags[at] == "E" and (bool(bes) or self.reduced(at))
        negated = any(w in words.NEGATIONS or w in words.CONTRACTED_NOT or w.endswith("n't") for w in small)
        modal = next((w for i, w in enumerate(small) if self.tags[start + i] == "M"), None)
        return Verb(at, start, self.tags[at], passive, negated, modal, "T" in self.tags[start:at])

    def reduced(self, at: int) -> bool:
        """Whether a participle without an auxiliary reads as a passive ("a drone launched by X", "two killed in raid")."""
        return self.tags[at] == "E" and (at == 0 or self.tags[at - 1] not in "HX")

    def group(self, at: int) -> Span:
        """The noun group (determiner to head, no prepositions) that the token stands in."""
        start = end = at
        while start > 0 and self.tags[start - 1] in _NOMINAL and self.tags[start - 1] != "O":
            start -= 1
            if self.tags[start] == "D" and not self._possessive(start):
                break
        while end + 1 < len(self.tags) and self.tags[end + 1] in "N#Q":
            end += 1
        return start, end + 1

    def noun_group(self, at: int, *, coordinated: bool = True) -> Span | None:
        """The noun group that begins at `at`, with its "of" phrases and what "and" joins to it; None when there is none."""
        end = at
        while end < len(self.tags) and self.tags[end] in "DN#QOA":
            if self.tags[end] == "A" and not (end + 1 < len(self.tags) and self.tags[end + 1] in "DN#"):
                break
            end += 1
        if end == at or not any(tag in "DN#O" for tag in self.tags[at:end]):
            return None
        while end < len(self.tags):
            further = self._joined(end, coordinated)
            if further is None:
                break
            end = further
        return at, end

    def subject(self, at: int, depth: int = 0) -> Span | None:
        """The noun group that does what the verb `at` says (that it is done to, when passive); None when there is none."""
        if depth > 6:
            return None
        verb = self.verb(at)
        before = verb.start - 1
        while before >= 0 and self.tags[before] in "QA":
            before -= 1
        if before < 0:
            return None
        tag = self.tags[before]
        if verb.tag in "GB" and (verb.infinitive or tag in "PSCV,GB" or verb.tag == "G"):
            return self._controller(at, before, depth)
        if verb.tag == "E" and verb.passive and self.reduced(at) and verb.start == at and tag in "N#,":
            return self._left(before - (tag == ","))
        if tag == "C":
            return self._shared(before, depth)
        if tag == ",":
            return self._over_comma(before, depth)
        if tag == "R":
            antecedent = before - 1
            while antecedent >= 0 and self.tags[antecedent] in ",QP":
                antecedent -= 1
            return self._left(antecedent) if antecedent >= 0 and self.tags[antecedent] in "N#O" else None
        return self._left(before) if tag in "N#OD" else None

    def object(self, at: int) -> Span | None:
        """The noun group right after a verb."""
        after = at + 1
        while after < len(self.tags) and (self.tags[after] in "AQ" or self.lower[after] in ("up", "down", "out", "off", "dead")):
            after += 1
        if _counted(after, self.lower):
            after = next((i for i in range(after, min(after + 4, len(self.tags))) if self.tags[i] in "#D"), after)
        return self.noun_group(after) if after < len(self.tags) else None

    def prepositions(self, at: int) -> tuple[tuple[str, int, int], ...]:
        """The prepositional phrases after a verb or noun, up to the end of its clause: (preposition, first, end)."""
        found = []
        i = at + 1
        while i < len(self.tags) and i < at + 60:
            tag = self.tags[i]
            if tag in ";SRM" or (tag in "VX" and i > at + 1) or (tag == "C" and self._clause_follows(i)):
                break
            if tag in "PT" and i + 1 < len(self.tags):
                group = self.noun_group(i + 1)
                if group is not None:
                    found.append((self.lower[i], *group))
                    i = max(group[1], i + 1)
                    continue
            i += 1
        return tuple(found)

    def finite_before(self, at: int) -> int | None:
        """The nearest finite verb to the left."""
        return next((i for i in range(at - 1, -1, -1) if self.tags[i] == "V" or (self.tags[i] in "BE" and self.verb(i).start < i and not self.verb(i).infinitive)), None)

    def words(self, span: Span) -> str:
        """The text of a span of tokens."""
        start, end = self.chars(span)
        return self.sentence.document.text[start:end]

    def chars(self, span: Span) -> tuple[int, int]:
        """A span of tokens as document offsets."""
        return self.tokens[span[0]].start, self.tokens[span[1] - 1].end

    def _possessive(self, at: int) -> bool:
        return self.lower[at].endswith(("'s", "s'")) or self.lower[at] in ("'s",)

    def _joined(self, end: int, coordinated: bool) -> int | None:
        if self.lower[end] == "of" and end + 1 < len(self.tags):
            inner = self.noun_group(end + 1, coordinated=coordinated)
            return inner[1] if inner else None
        if not coordinated or end + 1 >= len(self.tags):
            return None
        if self.tags[end] == "C" and self.lower[end] in ("and", "or", "&"):
            inner = self.noun_group(end + 1, coordinated=False)
            return inner[1] if inner and not self._verb_follows(inner[1]) else None
        if self.tags[end] == "," and self.tags[end + 1] in "DN#":
            inner = self.noun_group(end + 1, coordinated=False)
            listed = inner is not None and inner[1] < len(self.tags) and self.lower[inner[1]] in ("and", "or")
            return inner[1] if inner and listed and not self._verb_follows(inner[1]) else None
        return None

    def _verb_follows(self, at: int) -> bool:
        while at < len(self.tags) and self.tags[at] in "AQ":
            at += 1
        return at < len(self.tags) and self.tags[at] in "VXHM"

    def _clause_follows(self, at: int) -> bool:
        """Whether "and" at this place opens a clause rather than a further noun."""
        group = self.noun_group(at + 1, coordinated=False) if at + 1 < len(self.tags) else None
        return self._verb_follows(group[1] if group else at + 1)

    def _left(self, end: int) -> Span | None:
        """The whole noun phrase that ends at token `end`: back over prepositional phrases to the group that leads them."""
        start = self._group_start(end)
        first: Span = (start, end + 1)
        while start > 1:
            before = self.tags[start - 1]
            if (before in "PT" and self.tags[start - 2] in "N#O") or (before == "C" and self.tags[start - 2] in "N#" and self.finite_before(start - 1) is None) or (before == "," and self.tags[start - 2] in "N#" and self.finite_before(start - 1) is None and self._leads(start - 2)):
                start -= 2
            else:
                break
            start = self._group_start(start)
            if start > 0 and self.tags[start - 1] in "P" and (start < 2 or self.tags[start - 2] not in "N#O"):
                break
            first = (start, end + 1)
        return first

    def _group_start(self, end: int) -> int:
        """The first token of the noun group that ends at `end`: a determiner opens a group of its own."""
        start = end
        while start > 0 and self.tags[start - 1] in _NOMINAL and not (self.tags[start] == "D" and self.tags[start - 1] not in "D") and "O" not in self.tags[start - 1 : start + 1]:
            start -= 1
        return start

    def _leads(self, at: int) -> bool:
        """Whether the group ending at `at` is not itself a fronted phrase ("On Monday, …")."""
        start = at
        while start > 0 and self.tags[start - 1] in _NOMINAL:
            start -= 1
        return start == 0 or self.tags[start - 1] not in "PSG"

    def _over_comma(self, comma: int, depth: int) -> Span | None:
        """The subject before an inserted phrase ("X, backed by Y, has …") or of a list of verbs ("did A, did B")."""
        commas = [i for i in range(max(1, comma - 45), comma) if self.tags[i] == ","]
        named = next((i for i in commas if self.tags[i - 1] in "N#Q" and self.lower[i + 1] in _INSERTED), None)
        if named is not None and not any(self.tags[i] in ";S" for i in range(named, comma)):
            return self._left(named - 1)
        opening = commas[-1] if commas and comma - commas[-1] < 30 else None
        inserted = self.tags[opening + 1 : comma] if opening is not None else ()
        if opening is not None and opening > 0 and not any(t in "V" for t in inserted[1:]) and self.tags[opening - 1] in "N#O":
            return self._left(opening - 1)
        if opening is not None and opening > 0 and inserted and inserted[0] in "RGEP" and self.tags[opening - 1] in "N#O":
            return self._left(opening - 1)
        return self._shared(comma, depth)

    def _shared(self, at: int, depth: int) -> Span | None:
        """The subject that a verb after "and" shares with the finite verb before it."""
        verb = self.finite_before(at)
        return self.subject(verb, depth + 1) if verb is not None else None

    def _controller(self, at: int, before: int, depth: int) -> Span | None:
        """Who is understood as the doer of an infinitive, a gerund or a participle."""
        tag = self.tags[before]
        verb = self.verb(at)
        if tag in "N#O" and verb.tag == "G" and not verb.infinitive:
            auxiliary = verb.start < at and self.tags[verb.start] in "XHM"
            return self._left(before) if auxiliary or self.tags[before] == "N" else None
        if verb.tag == "B" and verb.modal and tag in "N#OD":
            return self._left(before)
        if verb.tag == "B" and verb.modal and tag == "R":
            return self._left(before - 1) if before > 0 and self.tags[before - 1] in "N#O" else self._shared(before, depth)
        governor = next((i for i in range(before, -1, -1) if self.tags[i] in "VBE" or (self.tags[i] == "G" and tag != ",")), None)
        if governor is None:
            later = next((i for i in range(at + 1, len(self.tags)) if self.tags[i] == "V"), None)
            return self.subject(later, depth + 1) if later is not None and depth < 3 and self.tags[before] in "PS" else None
        form = words.verb_forms().get(self.lower[governor])
        controls = form is not None and ((verb.infinitive and form.base in _OBJECT_CONTROL) or (verb.tag == "G" and self.lower[before] in ("of", "for", "from") and form.base in _BLAMES))
        if controls and self.object(governor):
            return self.object(governor)
        return self.subject(governor, depth + 1)


def analyse(sentence: Sentence) -> Phrases:
    """Tag a sentence; never fails, however odd the text."""
    tokens = sentence.tokens
    lower = tuple(token.lower for token in tokens)
    tags: list[str] = []
    for i in range(len(tokens)):
        tags.append(_tag(i, lower, tags, tokens))
    _hide_brackets(lower, tags)
    return Phrases(sentence, tokens, lower, tuple(tags))


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
_RANKS: Final = frozenset("first second third fourth fifth sixth last latest next".split())
_ADJECTIVES: Final = frozenset("armed alleged suspected wanted so-called".split())


def _tag(i: int, lower: tuple[str, ...], tags: list[str], tokens: tuple[Token, ...]) -> str:
    word = lower[i]
    before = tags[i - 1] if i else ""
    after = lower[i + 1] if i + 1 < len(lower) else ""
    if word == "to":
        following = words.verb_forms().get(after)
        bare = following is not None and "base" in following.kinds
        return "T" if bare or after in words.BE or after in words.HAVE or after in words.DO or after in words.ADVERBS else "P"
    if word == "that":
        return "R" if before in "N#OVBEGX," and before and not (before in "VBGE" and after in ("day", "night", "time", "area")) else "D"
    if word in ("before", "after", "since", "until", "till", "as") and (after[:1].isdigit() or after in ("the", "a", "an", "his", "their", "its", "midnight", "dawn", "noon")):
        return "P" if not _verb_soon(i + 1, lower) else "S"
    if word == "may" and (after[:1].isdigit() or (i and lower[i - 1][:1].isdigit()) or before == "P"):
        return "N"
    if word == "might" and before == "D":
        return "N"
    if word in _ADJECTIVES or (word == "us" and tokens[i].text == "US" and not _pronoun_in_capitals(i, before, tokens)):
        return "N"
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
    if form is not None:
        return _verb_or_noun(i, form, lower, tags, tokens)
    return "A" if word.endswith("ly") and len(word) > 4 and word not in ("italy", "july", "family", "assembly", "ally", "supply", "rally", "early", "deadly", "only", "elderly", "likely", "unlikely", "daily", "weekly") else "N"  # fmt: skip


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
        if word in words.BE or (form is not None and i > at and "past" in form.kinds and not (i + 1 < len(lower) and lower[i + 1] in ("in", "by", "on"))):
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
    if before in ("M", "T") or (before == "Z" and back and tags[back - 1] in "MHT") or (before == "H" and lower[back] in words.DO | words.CONTRACTED_NOT):
        return "B" if "base" in form.kinds else "N"
    if {"past", "part"} & form.kinds and not (form.noun and "base" in form.kinds and before in "DP#"):
        tag = _past(i, back, before, after, form, lower, tags)
        if tag:
            return tag
    if "base" in form.kinds or "s" in form.kinds:
        return _present(i, before, after, form, lower, tags, tokens)
    return "N"


def _ing(before: str, after: str, form: words.Form, word: str) -> str:
    if before in ("D", "#") or (before == "P" and word != "by" and form.noun and after in ("of", "in", "on", "and", "by")):
        return "N"
    if before == "N" and after in ("of", "in", "at", "on", "near", "by", ".", ",", "that", "and", "was", "were", "has", "have", "killed", "campaign", "attack", "attacks") and form.base in (
        "bomb", "shell", "shoot", "kill", "kidnap", "fight", "stab", "behead", "meet", "burn", "loot", "fire", "strafe"
    ):
        return "N"
    return "G"


def _past(i: int, back: int, before: str, after: str, form: words.Form, lower: tuple[str, ...], tags: list[str]) -> str | None:
    """V for a finite past, E for a participle that works as a verb, None for an adjective ("the wounded soldiers")."""
    following = "#" if _counted(i + 1, lower) else _class_of(after)
    if before in ("X", "H") and back >= 0:
        return ("E" if before == "X" else "V") if "part" in form.kinds else "V"
    if before in ("D", "#") and not lower[back].endswith("'s") and following in ("N", "D") and lower[back] not in ("this", "that", "these", "all", "some", "many", "two", "three", "four", "five", "six"):
        return None
    if before == "D" and lower[back] in ("the", "a", "an", "their", "its", "his"):
        return None
    if lower[back] in _RANKS and back and tags[back - 1] == "D" and following == "N":
        return None
    if before == "P" and following in ("N", "#"):
        return None
    if after == "by" and before in ("N", "#", ",", "C") and lower[i] not in ("died",):
        return "E"
    if before in ("N", "#") and form.base in ("kill", "wound", "injure", "arrest", "detain", "capture", "abduct", "kidnap") and following not in ("N", "D", "#", "O") and after not in ("and",):
        return "E"
    chained = before == "C" and "E" in tags[-8:] and "V" not in tags[-8:]
    if (chained or (before == "C" and back and tags[back - 1] in "EV" and form.base in ("wound", "injure"))) and following not in ("N", "D", "#", "O"):
        return "E"
    if "base" in form.kinds and before == "N" and form.noun and following not in ("D", "N", "#", "O"):
        return None if after in ("in", "on", "at", "near", "by", "of", "against") and not _no_other_verb(i, lower) else "V"
    return "V"


def _counted(at: int, lower: tuple[str, ...]) -> bool:
    """Whether a number with its bound words begins here ("at least 17 people", "more than 20")."""
    words_ = lower[at : at + 3]
    return bool(words_) and words_[0] in _BOUNDS and any(word in ("least", "than", "to", "many") or word[0].isdigit() for word in words_[1:])


def _no_other_verb(i: int, lower: tuple[str, ...]) -> bool:
    """Whether no plainly finite verb stands elsewhere in the sentence, so that this word must be it."""
    forms = words.verb_forms()
    for at, word in enumerate(lower[:80]):
        if at != i and (word in words.BE or word in words.HAVE or word in words.MODALS or (word in forms and "past" in forms[word].kinds)):
            return False
    return True


def _class_of(word: str) -> str:
    if not word:
        return ""
    if word[0].isdigit():
        return "#"
    return _FIXED.get(word, "N" if word[0].isalpha() and word != "to" else "")


def _present(i: int, before: str, after: str, form: words.Form, lower: tuple[str, ...], tags: list[str], tokens: tuple[Token, ...]) -> str:
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
        return "V" if following in ("D", "#", "N") and not plural and _no_other_verb(i, lower) and tokens[i - 1].text[:1].isupper() else "N"
    if not form.noun:
        return "V" if plural or before == "A" or following in ("D", "#") else "N"
    if plural and following in ("D", "#") and before == "N":
        return "V"
    return "V" if plural and following in ("N", "O") and _no_other_verb(i, lower) else "N"
