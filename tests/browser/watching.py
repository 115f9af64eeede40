"""What a page must not do, noticed while a test looks at it; and what everybody must be able to use, checked in the page itself."""

from __future__ import annotations

import time
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

PATIENCE_MS: Final = 90_000
"""A busy machine takes long over a page; what never comes about fails all the same."""

REFUSALS: Final = "document.addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"


class Watch:
    """Collects errors of the console and of scripts, violations of the policy, and requests that leave the page's origin."""

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        self.allowed: tuple[str, ...] = ()
        page.add_init_script(REFUSALS)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob") and where.hostname != "127.0.0.1":
            self.found.append(f"asked elsewhere: {request.url[:200]}")


def until(page: Page, expression: str, seconds: float = PATIENCE_MS / 1000) -> None:
    """Wait until an expression holds in the page; looked at from outside, for the policy lets no page evaluate texts."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"it did not come about: {expression}"
        page.wait_for_timeout(40)


def faults(page: Page) -> list[str]:
    """What a person with a screen reader, a keyboard or weak eyes would stumble over, in words; empty when nothing."""
    found: Any = page.evaluate(CHECKS)
    return [str(one) for one in found]


def contrasts(page: Page) -> list[str]:
    """The texts that stand out from their ground by less than WCAG 2.2 AA asks."""
    found: Any = page.evaluate(CONTRAST)
    return [str(one) for one in found]


CHECKS: Final = r"""() => {
  const out = [];
  const named = (el) => (el.getAttribute("aria-label") || el.textContent || el.getAttribute("title") || "").trim()
    || (el.getAttribute("aria-labelledby") || "").split(" ").some((id) => document.getElementById(id));
  const shown = (el) => el.getClientRects().length > 0 && getComputedStyle(el).visibility !== "hidden";
  const tell = (why, el) => out.push(`${why}: ${el.outerHTML.slice(0, 140)}`);
  if (!document.documentElement.lang) out.push("the page says no language");
  if (document.querySelectorAll("main").length !== 1) out.push("there is not one main part");
  if (document.querySelectorAll("h1").length !== 1) out.push(`there are ${document.querySelectorAll("h1").length} first headings`);
  let level = 0;
  for (const h of document.querySelectorAll("h1, h2, h3, h4")) { const n = Number(h.tagName[1]); if (n > level + 1) tell("a heading leaps", h); level = n; }
  const ids = new Set();
  for (const el of document.querySelectorAll("[id]")) { if (ids.has(el.id)) tell("an id twice", el); ids.add(el.id); }
  for (const el of document.querySelectorAll("input, select, textarea")) {
    if (el.type !== "hidden" && !el.labels.length && !el.getAttribute("aria-label")) tell("a field without a label", el);
  }
  for (const el of document.querySelectorAll("a[href], button, [role=button], [role=slider], summary")) if (!named(el)) tell("nothing names it", el);
  for (const el of document.querySelectorAll("canvas, img, svg[role=img], [role=img]")) {
    if (!el.getAttribute("aria-label") && !el.getAttribute("alt") && !el.closest("[aria-hidden=true]")) tell("a picture without words", el);
  }
  for (const el of document.querySelectorAll("[tabindex]")) if (Number(el.getAttribute("tabindex")) > 0) tell("it leaps the order of focus", el);
  for (const el of document.querySelectorAll("table")) if (el.rows.length && !el.querySelector("th")) tell("a table without headings", el);
  for (const el of document.querySelectorAll("[aria-labelledby]")) if (!document.getElementById(el.getAttribute("aria-labelledby"))) tell("its name is missing", el);
  for (const el of document.querySelectorAll("[style]")) if (!el.closest(".plot") && el.tagName !== "CANVAS" && !el.matches(".tip, .handle")) tell("a style of its own", el);
  for (const el of document.querySelectorAll("button, select, input:not([type=hidden])")) {
    const box = el.getBoundingClientRect();
    if (shown(el) && !el.closest("label.check") && box.height < 24 && !el.matches(".visually-hidden")) tell("too small to hit", el);
  }
  const focus = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")].filter(shown).slice(0, 40);
  for (const el of focus) {
    el.focus({ preventScroll: true });
    const style = getComputedStyle(el);
    const inner = el.querySelector("circle") ? getComputedStyle(el.querySelector("circle")).strokeWidth : "0";
    if (document.activeElement === el && el.matches(":focus-visible") && style.outlineStyle === "none" && parseFloat(inner) < 3) tell("focus is not seen", el);
  }
  document.activeElement?.blur();
  return out;
}"""

CONTRAST: Final = r"""() => {
  const parse = (text) => {
    const srgb = text.match(/color\(srgb ([^)]+)\)/);
    if (srgb) { const [rgb, a] = srgb[1].split("/"); return [...rgb.trim().split(/\s+/).map((n) => 255 * parseFloat(n)), a === undefined ? 1 : parseFloat(a)]; }
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return [r, g, b, a];
  };
  const over = (top, under) => { const a = top[3] + under[3] * (1 - top[3]); return a ? [...[0, 1, 2].map((n) => (top[n] * top[3] + under[n] * under[3] * (1 - top[3])) / a), a] : [0, 0, 0, 0]; };
  const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map((n) => { n /= 255; return n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4; }); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
  const ground = (el) => { let colour = [0, 0, 0, 0]; for (let at = el; at; at = at.parentElement) { colour = over(colour, parse(getComputedStyle(at).backgroundColor)); if (colour[3] > 0.99) break; } return over(colour, parse(getComputedStyle(document.body).backgroundColor)); };
  const out = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || el.closest("script, noscript, template, canvas, title, .visually-hidden, option, .skip")) continue;
    if (!el.getClientRects().length) continue;
    const style = getComputedStyle(el);
    if (el.closest(".plot") && style.fill === "none") continue;
    const ink = parse(el.namespaceURI.includes("svg") ? style.fill : style.color);
    const mark = el.matches("a > text") && el.previousElementSibling;
    const filled = mark ? parse(getComputedStyle(mark).fill) : null; // a number stands on its mark
    const paper = mark ? over([...filled.slice(0, 3), filled[3] * Number(getComputedStyle(mark).fillOpacity)], ground(el)) : ground(el);
    const [hi, lo] = [light(over(ink, paper)), light(paper)].sort((a, b) => b - a);
    const ratio = (hi + 0.05) / (lo + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5) && !el.closest("button:disabled")) out.add(`${ratio.toFixed(2)}: "${walk.currentNode.textContent.trim().slice(0, 40)}" in <${el.tagName.toLowerCase()} class="${el.getAttribute("class") ?? ""}">`);
  }
  return [...out];
}"""
