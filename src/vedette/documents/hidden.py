"""What a page holds and no reader of it sees: hidden by its marks, its inline styles, or the rules of its own style sheets.

Machines read such text and people do not, so whoever wants a machine to believe something writes it there. It is left out; what
was hidden by a trick (white on white, a size of nought, a place off the screen) is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PLAIN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_TRICK: Final = re.compile(
    r"font-size\s*:\s*(?:0(?![.\d])|0?\.\d|[0-3](?:\.\d+)?px)|opacity\s*:\s*(?:0(?![.\d])|0?\.0)|(?<![-\w])color\s*:\s*(?:transparent|rgba\([^)]{1,40},\s*0?\.?0*\))|"
    r"(?:left|right|top|bottom|text-indent|margin(?:-left|-top)?)\s*:\s*-\s*\d{3,}|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?|clip-path\s*:\s*inset\(\s*(?:50|100)%|"
    r"scale[xy]?\(\s*0\s*[,)]|(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)(?=.*overflow\s*:\s*(?:hidden|clip))|"
    r"overflow\s*:\s*(?:hidden|clip)(?=.*(?<![-\w])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:!important)?\s*(?:;|$))",
    re.IGNORECASE | re.DOTALL,
)
_COLOUR: Final = re.compile(r"(?<![-\w])color\s*:\s*([^;!]{1,40})", re.IGNORECASE)
_GROUND: Final = re.compile(r"background(?:-color|-image)?\s*:", re.IGNORECASE)
_WHITE: Final = re.compile(
    r"white|snow|ivory|ghostwhite|whitesmoke|#f[a-f]?f[a-f]?f[a-f]?|rgba?\(\s*2[45]\d\s*[, ]\s*2[45]\d\s*[, ]\s*2[45]\d.{0,12}",
    re.IGNORECASE,
)
_FOR_EARS: Final = frozenset(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only assistive-text u-hidden".split()
)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_AT_BLOCK: Final = re.compile(r"@[^{};]{0,300}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE: Final = re.compile(r"([^{}]{1,1000})\{([^{}]{0,4000})\}")
_SELECTOR: Final = re.compile(r"[a-z0-9]*([.#][\w-]+)$", re.IGNORECASE)
_LONGEST_SHEET: Final = 200_000


def take_out_hidden(tree: HtmlElement) -> int:
    """Take what no reader sees out of the tree; gives the characters that were hidden by a trick."""
    sheet = dict(_sheet(tree))
    shown_by_script = sheet and not _visible(tree, sheet)
    tricked = 0
    for node in list(tree.iter()):
        if not isinstance(node.tag, str) or node.tag in {"html", "body"} or node.getparent() is None:
            continue
        how = _hidden(node, {} if shown_by_script else sheet)
        if how:
            tricked += len(" ".join(node.text_content().split())) if how == "trick" else 0
            node.drop_tree()
    return tricked


def _hidden(node: HtmlElement, sheet: dict[str, str]) -> str | None:
    """ "plain", "trick", or None for what is seen."""
    classes = (node.get("class") or "").split()
    if node.get("hidden") is not None or (node.get("aria-hidden") or "").lower() == "true" or _FOR_EARS & set(classes):
        return "plain"
    style = node.get("style") or ""
    if style and _PLAIN.search(style):
        return "plain"
    by_sheet = [sheet[name] for name in (f"#{node.get('id')}", *(f".{one}" for one in classes)) if name in sheet]
    if by_sheet:
        return "trick" if "trick" in by_sheet else "plain"
    return "trick" if (style and _TRICK.search(style[:2000])) or _white_on_white(node, style) else None


def _white_on_white(node: HtmlElement, style: str) -> bool:
    """Whether an element says that its words are white and nothing around it says that the ground is not."""
    said = _COLOUR.search(style)
    colour = said.group(1).strip() if said else (node.get("color") or "" if node.tag == "font" else "")
    if not colour or not _WHITE.fullmatch(colour):
        return False
    return not any(
        _GROUND.search(one.get("style") or "") or one.get("bgcolor") for one in (node, *node.iterancestors())
    )


def _sheet(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """The classes and ids that the page's own style sheets hide on every screen."""
    text = "\n".join(node.text or "" for node in tree.iter("style"))[:_LONGEST_SHEET]
    if "{" not in text:
        return
    for rule in _RULE.finditer(_AT_BLOCK.sub("", _COMMENT.sub("", text))):
        how = "plain" if _PLAIN.search(rule.group(2)) else "trick" if _TRICK.search(rule.group(2)) else None
        for selector in rule.group(1).split(",") if how else ():
            if how and (found := _SELECTOR.fullmatch(selector.strip())):
                yield found.group(1), how


def _visible(tree: HtmlElement, sheet: dict[str, str]) -> bool:
    """Whether any words would be left: a page that hides all of them shows them by script."""
    hidden = {node for node in tree.iter() if isinstance(node.tag, str) and _hidden(node, sheet)}
    for node in tree.iter():
        if (
            not isinstance(node.tag, str)
            or node.tag in {"script", "style", "title", "head"}
            or not (node.text or "").strip()
        ):
            continue
        if node not in hidden and not any(one in hidden for one in node.iterancestors()):
            return True
    return False
