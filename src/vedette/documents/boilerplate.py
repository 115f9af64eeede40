"""Lines that a page puts around a report. Only whole short lines go, and only by wording that no report would use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 200
"""Characters; a longer line is never boilerplate."""

_LEAD: Final = r"(?:[-–—•*·▪●►▶>|+]\s*)*"
_BUTTON: Final = "share|tweet|pin|e-?mail|print|save|copy link|whatsapp|facebook|twitter|telegram|linkedin|reddit|pinterest|google(?: plus|\\+)?|pocket|x"
_TEASER: Final = "related|recommended|trending|most read|most popular|you may (?:also )?like|don't miss|editor's picks?|in case you missed it"
_TURN: Final = (
    "continue reading|story continues below|article continues (?:below|after).{0,40}|scroll (?:down|to continue).{0,40}|"
    "load more|show more|back to top|skip to (?:main )?content"
)
_PATTERNS: Final = (
    # Rules drawn with signs
    r"[-_–—=*#~. ]{2,}|[-–—]",
    # Share, follow, subscribe
    rf"(?:{_BUTTON}|comments?|listen|advertisement|ads?)(?:(?:\s*[,|/·•]\s*|\s+(?:and\s+)?)(?:{_BUTTON}|this))*",
    r"(?:share|tweet|email|print|save|bookmark) (?:this|on|via|with)\b.{0,60}",
    r"follow (?:us|our|@\w+|.{1,30} on (?:twitter|facebook|instagram|telegram|x|whatsapp|google news))\b.{0,100}",
    r"(?:subscribe|sign up|sign in|log in|register)\b(?: (?:now|here|today|to|for|with|free)\b.{0,120})?",
    r"(?:get|receive) (?:the|our|all the|your) .{0,60}(?:newsletter|inbox|alerts?|app)\b.{0,60}",
    r"join our (?:whatsapp|telegram|newsletter|channel|mailing).{0,100}",
    r"(?:download|get) (?:the|our) .{0,30}\bapp\b.{0,60}",
    # Further reading
    r"(?:also (?:read|see)|(?:read|see|watch|view) (?:more|also|next|related|full (?:story|article)))\s*(?::.{0,150}|[.…»>→-]*)",
    rf"(?:{_TEASER})(?: (?:articles?|stor(?:y|ies)|news|topics?|content|coverage|for you|this|now|videos?|posts?))?\s*(?::.{{0,150}})?",
    r"more (?:from|on) (?:this|our|the author|[^.]{1,30}:).{0,60}",
    r"(?:click|tap) here\b.{0,100}",
    rf"(?:{_TURN})\s*[.…»>→-]*(?: advertisement)?",
    # Cookies, rights, credits
    r".{0,60}\b(?:we|this (?:web)?site) uses? (?:\w+ )?cookies\b.{0,120}",
    r"(?:accept|reject|manage) (?:all )?(?:cookies|preferences|settings)\b.{0,40}",
    r"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d|by\b).{0,150}",
    r"all rights reserved\b.{0,100}",
    r"(?:this material|this article|the content) may not be (?:published|reproduced|copied).{0,140}",
    r"(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)|cookie policy)(?:\s*[|·•,&]\s*.{0,80})?",
    r"[\[(]?(?:photo|image|picture|photograph|video)s? (?:credit|courtesy|source)s?\b.{1,80}",
    r"[\[(]?(?:photo|image|picture|photograph)s?\s*(?::|©|by\b|/)\s*[^.:\d]{1,40}[\])]?\.?",
    r"[\[(]?(?:file (?:photo|image)|stock (?:photo|image)|getty images?|afp via getty.{0,30}|ap photo/.{1,60})[\])]?\.?",
    r"\(?(?:additional )?reporting by .{3,120}\b(?:editing|writing) by .{3,60}\)?",
    r"\(?(?:editing|compiled) by [^.]{3,60}\)?|our standards: .{3,80}",
    r"(?:loading|please enable javascript.{0,80}|your browser does not support.{0,80})[.…]*",
    r"\d+ (?:min(?:ute)?s?) read|\d+ (?:comments?|shares?|views?)",
)
_BOILERPLATE: Final = re.compile(rf"{_LEAD}(?:{'|'.join(_PATTERNS)})[\s.!…]*", re.IGNORECASE)
# A line that is nothing but a link is a headline of another report, or a source: its words are not this report's.
_ONLY_LINK: Final = re.compile(rf"{_LEAD}(?:\[[^\[\]]{{1,500}}\]\((?:https?://|/)[^)\s]*\)|<?https?://\S+>?)[\s.,;|]*")
_LINK_HEADING: Final = re.compile(
    r"(?:#{1,6} *|\*\*)?(?:sources?|references?|links?|further reading|see also|read more|related(?: (?:articles|stories|links))?)\s*:?(?:\*\*)?\s*",
    re.IGNORECASE,
)


def boilerplate(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of boilerplate lines with their line feeds, in order."""
    heading: tuple[int, int] | None = None
    start = 0
    for line in text.splitlines(keepends=True) if text.isascii() else _lines(text):
        end = start + len(line)
        bare = line.strip()
        if bare:
            only_link = len(bare) <= 1000 and _ONLY_LINK.fullmatch(bare) is not None
            dropped = only_link or (len(bare) <= LONGEST and _BOILERPLATE.fullmatch(bare) is not None)
            if heading is not None and only_link:
                yield heading  # a heading over links goes with them
            if dropped:
                yield start, end
            heading = None if dropped or not _LINK_HEADING.fullmatch(bare) else (start, end)
        start = end


def _lines(text: str) -> Iterator[str]:
    """The lines with their line feeds; str.splitlines also breaks at characters that this stage has already replaced."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end
