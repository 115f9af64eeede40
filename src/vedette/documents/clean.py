"""Text without what is not the report: control characters, boilerplate lines, Markdown marks, hard line breaks.

Nothing is ever written into a text: characters are only left out, or a white one put for a white one. So every character of
the clean text has its own place in the raw text, and `Cleaned.raw` finds it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from vedette.documents.boilerplate import boilerplate

# Tab, the Unicode spaces, and every way to end a line: each becomes one plain space or line feed.
_WHITE: Final = str.maketrans({**dict.fromkeys("\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
                               **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n")})  # fmt: skip
# Soft hyphen, zero-width characters, bidirectional controls, byte-order marks, other controls, half characters.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]+"
)
_CRLF: Final = re.compile(r"\r(?=\n)")
_IMAGE: Final = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,1000}\)")
_LINK: Final = re.compile(r"(\[)[^\[\]\n]{1,500}(\]\((?:https?://|/|mailto:)[^)\s]{0,1000}\))")
_MARKS: Final = re.compile(
    r"^ {0,3}(?:#{1,6} +|(?:> ?)+)|(?<!\w)(?:\*\*\*|\*\*|__|\*|`)(?=\S)|(?<=\S)(?:\*\*\*|\*\*|__|\*|`)(?!\w)| +#+ *$",
    re.MULTILINE,
)
_RULE: Final = re.compile(r"^ {0,3}(?:[-*_=~] ?){3,}$\n?", re.MULTILINE)
_EDGES: Final = re.compile(r"^ +| +$|(?<= ) +", re.MULTILINE)
_BLANK: Final = re.compile(r"(?<=\n\n)\n+|\A\n+|\n+\Z")
_BULLET: Final = re.compile(r"(?:[-–—•*·▪●◦‣]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_STOPS: Final = frozenset('.!?:;"”’)]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A clean text, and where each of its characters stood in the raw one.

    `spans` are (clean start, raw start) of runs that were kept as a whole, in order; a run ends where the next begins.
    """

    text: str
    spans: tuple[tuple[int, int], ...]

    def raw(self, offset: int) -> int:
        """The place in the raw text of the character at this offset of the clean text; IndexError outside it."""
        if not 0 <= offset < len(self.text):
            raise IndexError(f"offset {offset} lies outside the {len(self.text)} characters of the clean text")
        clean, raw = self.spans[bisect_right(self.spans, (offset, float("inf"))) - 1]
        return raw + offset - clean

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw (start, end) that holds these characters, with everything left out between them."""
        return self.raw(start), self.raw(end - 1) + 1


def clean(raw: str, *, markdown: bool = False) -> Cleaned:
    """The clean text of a raw one; paragraphs stand apart by a blank line, lines that were wrapped by width are joined."""
    held = Cleaned(text=raw, spans=((0, 0),))
    held = _without(held, (m.span() for m in _CRLF.finditer(held.text)))
    held = _same_length(held, held.text.translate(_WHITE))
    held = _without(held, (m.span() for m in _UNSEEN.finditer(held.text)))
    held = _without(held, boilerplate(held.text))
    held = _without(held, (m.span() for m in _IMAGE.finditer(held.text)))
    held = _without(held, (m.span(group) for m in _LINK.finditer(held.text) for group in (1, 2)))
    if markdown:
        held = _without(held, (m.span() for m in _EDGES.finditer(held.text)))
        held = _without(held, (m.span() for m in _RULE.finditer(held.text)))
        held = _without(held, (m.span() for m in _MARKS.finditer(held.text)))
    held = _unwrapped(_without(held, (m.span() for m in _EDGES.finditer(held.text))))
    return _without(held, (m.span() for m in _BLANK.finditer(held.text)))


def _without(held: Cleaned, ranges: Iterable[tuple[int, int]]) -> Cleaned:
    """The text without these ranges, which are in order and do not overlap."""
    cuts = [cut for cut in ranges if cut[0] < cut[1]]
    if not cuts:
        return held
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = position = run = 0
    for start, end in [*cuts, (len(held.text), len(held.text))]:
        if start > position:
            while run + 1 < len(held.spans) and held.spans[run + 1][0] <= position:
                run += 1
            spans.append((length, held.spans[run][1] + position - held.spans[run][0]))
            while run + 1 < len(held.spans) and held.spans[run + 1][0] < start:
                run += 1
                spans.append((length + held.spans[run][0] - position, held.spans[run][1]))
            parts.append(held.text[position:start])
            length += start - position
        position = max(position, end)
    return Cleaned(text="".join(parts), spans=tuple(spans))


def _same_length(held: Cleaned, text: str) -> Cleaned:
    return Cleaned(text=text, spans=held.spans)


def _unwrapped(held: Cleaned) -> Cleaned:
    """Line breaks inside a paragraph become spaces; where a word was hyphenated at the break, the hyphen closes up."""
    if "\n" not in held.text.strip("\n"):
        return held
    lines = held.text.split("\n")
    width = max(map(len, lines))
    out: list[str] = []
    closes: list[tuple[int, int]] = []
    position = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        out.append(line)
        position += len(line)
        joined = _joins(line, following, width)
        out.append(" " if joined else "\n")
        if joined and line[-1] == "-" and line[-2:-1].isalpha() and following[:1].isalpha():
            closes.append((position, position + 1))
        position += 1
    return _without(_same_length(held, "".join(out)[:-1]), closes)


def _joins(line: str, following: str, width: int) -> bool:
    """Whether a line runs on in the following one: it was broken because the page was full, not because something ended.

    A page narrower than 100 characters is taken as wrapped by width. A wider one has a paragraph a line; there only a line that
    stops in mid-sentence, before a small letter, runs on.
    """
    if not line or not following or _BULLET.match(following):
        return False
    if width > 100:
        return line[-1] not in _STOPS and following[0].islower()
    full = len(line) + 1 + len(following.split(" ", 1)[0]) > width * 0.85
    return full or (line[-1] not in _STOPS and (following[0].islower() or len(line) > width * 0.6))
