"""Light phrase structure: tags, verb groups with voice, and the noun groups around a verb. No parser, one pass, linear time.

The tags are those of `tagging`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from vedette.coding import words
from vedette.coding.base import Sentence, Token
from vedette.coding.tagging import counted, tag

Span = tuple[int, int]
"""First token and the one after the last, as indices into the sentence's tokens."""

VERBS: Final = frozenset("VBGE")
_GROUP: Final = frozenset("XHMAZT")
_NOMINAL: Final = frozenset("DN#QO")
_OBJECT_CONTROL: Final = frozenset(
    "urge order ask tell force allow persuade call invite permit compel instruct direct encourage enable advise push press want cause lead request beg warn help".split()
)


_INSERTED: Final = frozenset(
    "identified named including along aged who which called known led backed alias whose together".split()
)
_MEMBERS: Final = 12
"""A list is followed for so many members."""
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
        found = self._groups.get(at)
        if found is None:
            found = self._groups[at] = self._verb(at)
        return found

    @cached_property
    def _groups(self) -> dict[int, Verb]:
        """The verb groups that were asked for, by their main word."""
        return {}

    def _verb(self, at: int) -> Verb:
        start = at
        while start > 0 and (self.tags[start - 1] in _GROUP or self.tags[start - 1] == "Q"):
            start -= 1
            if self.tags[start] == "M" or (self.tags[start] == "T" and not self._auxiliary(start - 1)):
                break
        while start < at and self.tags[start] in "AQ":
            start += 1
        small = self.lower[start:at]
        bes = [i for i, tag in enumerate(self.tags[start:at]) if tag == "X"]
        passive = self.tags[at] == "E" and (bool(bes) or self.reduced(at))
        negated = any(w in words.NEGATIONS or w in words.CONTRACTED_NOT or w.endswith("n't") for w in small)
        modal = next((w for i, w in enumerate(small) if self.tags[start + i] == "M"), None)
        return Verb(at, start, self.tags[at], passive, negated, modal, "T" in self.tags[start:at])

    def _auxiliary(self, at: int) -> bool:
        """Whether the token before "to" makes one verb group with it ("has to", "is to", "is about to")."""
        return self.tags[at] in "XH" or self.lower[at] == "about"

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
        if (
            verb.tag in "GB"
            and self.tags[verb.start] not in "XH"
            and (verb.infinitive or tag in "PSCV,GB" or verb.tag == "G")
        ):
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
        while after < len(self.tags) and (
            self.tags[after] in "AQ" or self.lower[after] in ("up", "down", "out", "off", "dead")
        ):
            after += 1
        if counted(after, self.lower):
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
        return next(
            (
                i
                for i in range(at - 1, -1, -1)
                if self.tags[i] == "V"
                or (self.tags[i] in "BE" and self.verb(i).start < i and not self.verb(i).infinitive)
            ),
            None,
        )

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
            listed = inner is not None and self._list_goes_on(inner[1])
            return inner[1] if inner and listed and not self._verb_follows(inner[1]) else None
        return None

    def _list_goes_on(self, at: int) -> bool:
        """Whether "and" or "or" follows, at once or after further members between commas."""
        for _ in range(_MEMBERS):
            if self.lower[at : at + 1] in (("and",), ("or",)):
                return True
            inner = self.noun_group(at + 1, coordinated=False) if self.tags[at : at + 1] == (",",) else None
            if inner is None:
                return False
            at = inner[1]
        return False

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
            listed = self._list_of(start, end)
            if (
                (before in "PT" and self.tags[start - 2] in "N#O")
                or (before == "C" and self.tags[start - 2] in "N#" and self.finite_before(start - 1) is None)
                or (
                    before == ","
                    and self.tags[start - 2] in "N#"
                    and self.finite_before(start - 1) is None
                    and (self._leads(start - 2) or listed)
                )
            ):
                start -= 2
            elif before == "C" and self.tags[start - 2] == "," and self._listed_before(start - 2):
                start -= 3
            else:
                break
            start = self._group_start(start)
            if start > 0 and self.tags[start - 1] in "P" and (start < 2 or self.tags[start - 2] not in "N#O"):
                break
            first = (start, end + 1)
        return first

    def _listed_before(self, comma: int) -> bool:
        """Whether the comma before "and" closes a list of names that opens the sentence or its clause ("A, B, and C")."""
        start = self._group_start(comma - 1) if comma > 0 and self.tags[comma - 1] in "N#" else comma
        opening = start - 1
        named = all(self.tokens[i].text[:1].isupper() for i in (comma - 1, opening - 1) if i >= 0)
        return start < comma and opening > 0 and self.tags[opening] == "," and self.tags[opening - 1] in "N#" and named

    def _list_of(self, start: int, end: int) -> bool:
        """Whether a list of names goes on to the left into an "of" phrase ("the envoys of A, B and C")."""
        before = self._group_start(start - 2) if start > 1 and self.tags[start - 2] in "N#" else 0
        named = all(self.tokens[i].text[:1].isupper() for i in (start - 2, end))
        return (
            before > 1
            and named
            and self.lower[before - 1] == "of"
            and self.tags[before - 2] in "N"
            and "and" in self.lower[start:end]
        )

    def _group_start(self, end: int) -> int:
        """The first token of the noun group that ends at `end`: a determiner opens a group of its own."""
        start = end
        while (
            start > 0
            and self.tags[start - 1] in _NOMINAL
            and not (self.tags[start] == "D" and self.tags[start - 1] not in "D")
            and "O" not in self.tags[start - 1 : start + 1]
        ):
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
        if (
            opening is not None
            and opening > 0
            and not any(t in "V" for t in inserted[1:])
            and self.tags[opening - 1] in "N#O"
        ):
            return self._left(opening - 1)
        if (
            opening is not None
            and opening > 0
            and inserted
            and inserted[0] in "RGEP"
            and self.tags[opening - 1] in "N#O"
        ):
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
            return (
                self._left(before - 1) if before > 0 and self.tags[before - 1] in "N#O" else self._shared(before, depth)
            )
        governor = next(
            (i for i in range(before, -1, -1) if self.tags[i] in "VBE" or (self.tags[i] == "G" and tag != ",")), None
        )
        if governor is None:
            later = next((i for i in range(at + 1, len(self.tags)) if self.tags[i] == "V"), None)
            return (
                self.subject(later, depth + 1)
                if later is not None and depth < 3 and self.tags[before] in "PS"
                else None
            )
        form = words.verb_forms().get(self.lower[governor])
        controls = form is not None and (
            (verb.infinitive and form.base in _OBJECT_CONTROL)
            or (verb.tag == "G" and self.lower[before] in ("of", "for", "from") and form.base in _BLAMES)
        )
        if controls and self.object(governor):
            return self.object(governor)
        return self.subject(governor, depth + 1)


def analyse(sentence: Sentence) -> Phrases:
    """Tag a sentence; never fails, however odd the text."""
    tokens = sentence.tokens
    lower = tuple(token.lower for token in tokens)
    return Phrases(sentence, tokens, lower, tag(tokens, lower))
