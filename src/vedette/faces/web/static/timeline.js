// Incidents a day, stacked by severity, with a window that a pointer, two handles or the date fields move.
import { colours, onTheme, RUNGS } from "./colours.js";

const DAY = 86400000;
const STACK = ["death", "injury", "impact", "thwarted"];
const LEFT = 34;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 24;

export const toDay = (iso) => Math.round(Date.parse(`${iso}T00:00Z`) / DAY);
export const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const written = (options) => { const form = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }); return (day) => form.format(day * DAY); };
export const inWords = written({ day: "numeric", month: "short", year: "numeric" });
const dayAndMonth = written({ day: "numeric", month: "short" });
const monthAndYear = written({ month: "short", year: "numeric" });
const yearAlone = written({ year: "numeric" });

export class Timeline extends EventTarget {
  constructor(element) {
    super();
    this.element = element;
    this.canvas = element.querySelector("canvas");
    this.tip = element.querySelector("[data-tip]");
    this.handles = [...element.querySelectorAll("[role=slider]")];
    this.ctx = this.canvas.getContext("2d");
    this.ratio = Math.min(devicePixelRatio || 1, 2);
    this.window = null;
    new ResizeObserver(() => this.resize()).observe(this.canvas.parentElement);
    onTheme(() => { this.hatch = null; this.draw(); });
    this.listen();
  }

  /** The first and last day (days since 1970); bars are days, weeks or months, whichever still can be told apart. */
  setSpan(first, last) {
    this.first = first;
    this.last = Math.max(last, first);
    const days = this.last - this.first + 1;
    this.grain = days <= 460 ? 1 : days <= 460 * 7 ? 7 : 30;
    this.bins = Math.ceil(days / this.grain);
  }

  /** `counts[day * 4 + rung]` under the filters of the map; `top` keeps the scale while the map is moved. */
  setCounts(counts, top) {
    const bins = new Uint32Array(this.bins * 4);
    for (let i = 0; i < counts.length; i++) if (counts[i]) bins[Math.floor((i >> 2) / this.grain) * 4 + (i & 3)] += counts[i];
    this.counts = bins;
    if (top || !this.top) {
      this.top = 1;
      for (let b = 0; b < this.bins; b++) this.top = Math.max(this.top, bins[4 * b] + bins[4 * b + 1] + bins[4 * b + 2] + bins[4 * b + 3]);
    }
    this.draw();
  }

  setWindow(window) {
    this.window = window;
    this.place();
    this.draw();
  }

  get step() { return (this.width - LEFT - RIGHT) / (this.last - this.first + 1); }
  x(day) { return LEFT + (day - this.first) * this.step; }
  day(x) { return Math.max(this.first, Math.min(this.last, this.first + Math.floor((x - LEFT) / this.step))); }

  resize() {
    const { width, height } = this.canvas.parentElement.getBoundingClientRect();
    if (!width) return;
    Object.assign(this, { width, height });
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.place();
    this.paint();
  }

  draw() {
    this.asked ??= requestAnimationFrame(() => { this.asked = null; this.paint(); });
  }

  paint() {
    if (!this.counts || !this.width) return;
    const { ctx, width, height } = this;
    const c = colours();
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const base = height - BOTTOM;
    const unit = (base - TOP) / this.top;
    this.axis(ctx, c, base, unit);
    const wide = this.step * this.grain;
    const gap = wide > 5 ? Math.min(wide * 0.2, 3) : wide > 2 ? 0.5 : 0;
    for (let b = 0; b < this.bins; b++) {
      const from = this.first + b * this.grain;
      const inside = !this.window || (from + this.grain - 1 >= this.window[0] && from <= this.window[1]);
      ctx.globalAlpha = inside ? 1 : 0.22;
      let y = base;
      for (const rung of STACK) {
        const count = this.counts[4 * b + RUNGS.indexOf(rung)];
        if (!count) continue;
        const high = count * unit;
        this.bar(ctx, c, rung, this.x(from) + gap / 2, y - high, Math.max(wide - gap, 0.8), Math.max(high - (high > 4 ? 1 : 0), 0.6));
        y -= high;
      }
    }
    ctx.globalAlpha = 1;
    if (this.window) {
      const [x0, x1] = [this.x(this.window[0]), this.x(this.window[1] + 1)];
      ctx.fillStyle = c.accent; ctx.globalAlpha = 0.07; ctx.fillRect(x0, TOP - 6, x1 - x0, base - TOP + 6); ctx.globalAlpha = 1;
      ctx.strokeStyle = c.accent; ctx.lineWidth = 1.5;
      ctx.beginPath();
      for (const x of [x0, x1]) { ctx.moveTo(x, TOP - 6); ctx.lineTo(x, base); }
      ctx.stroke();
    }
  }

  bar(ctx, c, rung, x, y, w, h) {
    if (rung === "thwarted") {
      ctx.fillStyle = c.paper; ctx.fillRect(x, y, w, h);
      if (w > 3 && h > 2) { ctx.strokeStyle = c.edge; ctx.lineWidth = 1; ctx.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1); } else { ctx.fillStyle = c.thwarted; ctx.fillRect(x, y, w, h); }
      return;
    }
    ctx.fillStyle = c[rung];
    ctx.fillRect(x, y, w, h);
    if (rung === "injury" && w > 3) { ctx.fillStyle = this.hatched(c); ctx.fillRect(x, y, w, h); }
  }

  hatched(c) {
    if (this.hatch) return this.hatch;
    const tile = document.createElement("canvas");
    tile.width = 6; tile.height = 6;
    const t = tile.getContext("2d");
    t.strokeStyle = c.on; t.globalAlpha = 0.4; t.lineWidth = 1.2;
    for (const shift of [-6, 0, 6]) { t.moveTo(shift, 6); t.lineTo(shift + 6, 0); }
    t.stroke();
    this.hatch = this.ctx.createPattern(tile, "repeat");
    return this.hatch;
  }

  axis(ctx, c, base, unit) {
    ctx.font = `11px ${c.sans}`;
    ctx.lineWidth = 1; ctx.strokeStyle = c.line; ctx.fillStyle = c.soft; ctx.textBaseline = "middle"; ctx.textAlign = "right";
    const step = nice(this.top / 3);
    for (let n = 0; n <= this.top; n += step) {
      const y = Math.round(base - n * unit) + 0.5;
      ctx.beginPath(); ctx.moveTo(LEFT, y); ctx.lineTo(this.width - RIGHT, y); ctx.stroke();
      ctx.fillText(String(n), LEFT - 7, y);
    }
    ctx.textAlign = "center"; ctx.textBaseline = "alphabetic";
    const days = this.last - this.first + 1;
    const room = Math.max(1, Math.floor((this.width - LEFT) / 74));
    const every = [1, 2, 3, 7, 14].find((n) => days / n <= room);
    if (every) {
      for (let day = this.first; day <= this.last; day += every) ctx.fillText(dayAndMonth(day), Math.max(LEFT + 16, Math.min(this.x(day + 0.5), this.width - 20)), this.height - 7);
    } else this.months(ctx, days, room);
  }

  months(ctx, days, room) {
    const every = [1, 2, 3, 6, 12, 24, 60].find((n) => days / 30.4 / n <= room) ?? 120;
    const start = new Date(this.first * DAY);
    for (let m = start.getUTCFullYear() * 12 + start.getUTCMonth() + 1; ; m++) {
      const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / DAY;
      if (day > this.last) break;
      if (m % every) continue;
      const x = Math.min(this.x(day), this.width - 24);
      ctx.fillText(every >= 12 ? yearAlone(day) : monthAndYear(day), x, this.height - 7);
    }
  }

  /** Put the handles where the window's edges are. */
  place() {
    if (!this.width || this.first === undefined) return;
    const [a, b] = this.window ?? [this.first, this.last];
    const at = [this.x(a), this.x(b + 1)];
    this.handles.forEach((handle, n) => {
      handle.style.left = `${at[n]}px`;
      handle.setAttribute("aria-valuemin", this.first);
      handle.setAttribute("aria-valuemax", this.last);
      handle.setAttribute("aria-valuenow", n ? b : a);
      handle.setAttribute("aria-valuetext", inWords(n ? b : a));
    });
  }

  choose(window, done) {
    this.setWindow(window);
    this.dispatchEvent(new CustomEvent("brushed", { detail: { window, done } }));
  }

  listen() {
    const { canvas } = this;
    let from = null;
    let drag = null;
    const at = (event) => event.clientX - canvas.getBoundingClientRect().left;
    canvas.addEventListener("pointerdown", (event) => {
      if (this.first === undefined) return;
      canvas.setPointerCapture(event.pointerId);
      const x = at(event);
      from = this.day(x);
      const inside = this.window && from > this.window[0] && from < this.window[1];
      drag = inside ? [...this.window] : null;
      this.moved = false;
    });
    canvas.addEventListener("pointermove", (event) => {
      const x = at(event);
      if (from === null) { this.hover(x); return; }
      const day = this.day(x);
      if (day === from && !this.moved) return;
      this.moved = true;
      if (drag) {
        const shift = Math.max(this.first - drag[0], Math.min(this.last - drag[1], day - from));
        this.choose([drag[0] + shift, drag[1] + shift], false);
      } else this.choose([Math.min(from, day), Math.max(from, day)], false);
    });
    const up = (event) => {
      if (from === null) return;
      if (!this.moved && event.type === "pointerup") {
        const bin = this.first + Math.floor((from - this.first) / this.grain) * this.grain;
        const same = this.window && this.window[0] === bin && this.window[1] === bin + this.grain - 1;
        this.choose(this.window && (same || !drag) && (from < this.window[0] || from > this.window[1] || same) ? null : [bin, Math.min(bin + this.grain - 1, this.last)], true);
      } else this.choose(this.window, true);
      from = null;
    };
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
    canvas.addEventListener("pointerleave", () => { this.tip.hidden = true; });
    this.handles.forEach((handle, n) => this.slide(handle, n));
  }

  slide(handle, n) {
    const move = (by, done) => {
      const next = [...(this.window ?? [this.first, this.last])];
      next[n] = n ? Math.max(next[0], Math.min(this.last, next[1] + by)) : Math.min(next[1], Math.max(this.first, next[0] + by));
      this.choose(next, done);
    };
    handle.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7, Home: -99999, End: 99999 }[event.key];
      if (event.key === "Escape") this.choose(null, true);
      if (by === undefined) return;
      event.preventDefault();
      move(by, true);
    });
    let held = null;
    handle.addEventListener("pointerdown", (event) => { handle.setPointerCapture(event.pointerId); held = event.clientX; });
    handle.addEventListener("pointermove", (event) => {
      if (held === null) return;
      const by = Math.round((event.clientX - held) / this.step);
      if (by) { move(by, false); held += by * this.step; }
    });
    handle.addEventListener("pointerup", () => { held = null; this.choose(this.window, true); });
  }

  hover(x) {
    if (!this.counts || x < LEFT) { this.tip.hidden = true; return; }
    const bin = Math.min(this.bins - 1, Math.floor((this.day(x) - this.first) / this.grain));
    const from = this.first + bin * this.grain;
    const counts = RUNGS.map((rung, n) => [rung, this.counts[4 * bin + n]]);
    const all = counts.reduce((sum, [, n]) => sum + n, 0);
    const words = { thwarted: "L0–L1", impact: "L2", injury: "L3–L4", death: "L5–L7" };
    this.tip.querySelector("b").textContent = this.grain === 1 ? inWords(from) : `${inWords(from)} – ${inWords(Math.min(from + this.grain - 1, this.last))}`;
    const parts = counts.filter(([, n]) => n).toReversed().map(([rung, n]) => `${n} × ${words[rung]}`);
    this.tip.querySelector("span").textContent = all ? `${all} ${all === 1 ? "incident" : "incidents"}: ${parts.join(", ")}` : "no incident";
    this.tip.hidden = false;
    const right = x > this.width * 0.62;
    this.tip.style.left = right ? "auto" : `${x + 12}px`;
    this.tip.style.right = right ? `${this.width - x + 12}px` : "auto";
  }
}

function nice(least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= least));
}
