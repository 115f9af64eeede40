"""Training examples: sentences as words, and for every head the labels that the source of the text can vouch for."""

from __future__ import annotations

from dataclasses import dataclass, field

from vedette.coding.base import TOKEN
from vedette.coding.local import windows
from vedette.coding.local.windows import Words
from vedette.documents.passages import sentences

Offsets = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Example:
    """A text in sentences and words. A head that is missing from the labels is not known for this text and costs nothing.

    `tokens[head][sentence][word]`, `told[head][sentence]` (indices of the labels that hold), `mark` = (sentence, first word, last word + 1) and
    `marked[head]` for one marked event.
    """

    source: str
    words: list[list[str]]
    offsets: list[list[Offsets]]
    upper: bool = False
    tokens: dict[str, list[list[int]]] = field(default_factory=dict)
    told: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)
    mark: tuple[int, int, int] | None = None
    marked: dict[str, int] = field(default_factory=dict)
    parts: tuple[Words, ...] = ()

    def blank(self, head: str, value: int = 0) -> list[list[int]]:
        """Labels of a head for every word, all `value`; kept under the head's name and handed back."""
        self.tokens[head] = [[value] * len(sentence) for sentence in self.words]
        return self.tokens[head]

    def at(self, start: int, end: int) -> tuple[int, int, int] | None:
        """(sentence, first word, last word + 1) of some characters; the first sentence's share when they cross a border."""
        for index, sentence in enumerate(self.offsets):
            inside = [i for i, (low, high) in enumerate(sentence) if low < end and start < high]
            if inside:
                return index, inside[0], inside[-1] + 1
        return None

    def prepare(self) -> Example:
        """The same example with its words cut into pieces."""
        self.parts = windows.words(self.words, upper=self.upper)
        return self


def example(source: str, text: str, *, whole: bool = False, upper: bool = False) -> Example:
    """A text cut into the product's sentences and words (one sentence when `whole`)."""
    bounds = ((0, len(text)),) if whole else sentences(text)
    found = [[(m.group(), (a + m.start(), a + m.end())) for m in TOKEN.finditer(text[a:b])] for a, b in bounds]
    return Example(
        source=source,
        words=[[word for word, _ in sentence] for sentence in found],
        offsets=[[place for _, place in sentence] for sentence in found],
        upper=upper,
    )


def spans(rows: list[list[int]], places: list[tuple[int, int, int]], begin: int = 1, inside: int = 2) -> None:
    """Write BIO labels of some spans into rows; what is written already stands."""
    for sentence, first, last in places:
        if any(rows[sentence][i] > 0 for i in range(first, last)):
            continue
        rows[sentence][first:last] = [begin] + [inside] * (last - first - 1)
