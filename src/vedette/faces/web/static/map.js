// The map of incidents: drag, wheel, pinch, buttons and keys move it; what it draws can be reached without a pointer.
import { Clusters } from "./clusters.js";
import { colours, onTheme, rungOf, shape, WORDS } from "./colours.js";
import { Ground, latToY, lonToX, WORLD, xToLon, yToLat } from "./ground.js";

const NEAREST = 12;
const FARTHEST = 1;
const CONTEXT = 6.6; // near enough for one place, far enough to see in which country it lies
const STILL = 140;
const LABELS = 26;
const CANDIDATES = 70;
const LINE = 14;
const AREAS = new Set(["province", "region", "country", "sea"]);
const isolated = (text) => `\u2068${text}\u2069`;
const short = (text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);

export class IncidentMap extends EventTarget {
  constructor(element, ground) {
    super();
    this.element = element;
    this.canvas = element.querySelector("canvas");
    this.tip = element.querySelector("[data-tip]");
    this.live = element.querySelector("[data-live]");
    this.ctx = this.canvas.getContext("2d", { alpha: false });
    this.ground = new Ground(ground);
    this.view = { x: 0.5, y: 0.4, z: 2, width: 1, height: 1 };
    this.places = [];
    this.shown = [];
    this.focus = -1;
    this.widths = new Map();
    this.ratio = Math.min(devicePixelRatio || 1, 2);
    new ResizeObserver(() => this.resize()).observe(this.canvas.parentElement);
    onTheme(() => this.still());
    this.listen();
  }

  /** Places with name, lat, lon, radius and precision; `weight` counts all incidents at each. */
  setPlaces(places, weight) {
    this.places = places.map((one) => ({ ...one, x: lonToX(one.lon), y: latToY(one.lat) }));
    this.clusters = new Clusters(this.places, weight);
    this.weight = weight;
  }

  /** How many incidents each place has under the filters of the moment, and the gravest level among them. */
  setCounts(counts, worst) {
    this.counts = counts;
    this.worst = worst;
    this.draw();
  }

  /** Show where four in five incidents are, as the briefing's map does. */
  fit() {
    const held = [...this.places.keys()].filter((i) => this.weight[i] > 0);
    if (!held.length) return;
    const middle = { x: median(this.places, held, this.weight, "x"), y: median(this.places, held, this.weight, "y") };
    const away = held.map((i) => ({ i, d: Math.hypot(this.places[i].x - middle.x, this.places[i].y - middle.y) })).sort((a, b) => a.d - b.d);
    const all = held.reduce((sum, i) => sum + this.weight[i], 0);
    let seen = 0;
    let reach = 0;
    for (const one of away) {
      if (seen < 0.8 * all) reach = one.d;
      seen += this.weight[one.i];
    }
    this.fitTo(away.filter((one) => one.d <= Math.max(2.5 * reach, 0.008)).map((one) => one.i), CONTEXT);
  }

  fitTo(indices, nearest = 9) {
    const xs = indices.map((i) => this.places[i].x);
    const ys = indices.map((i) => this.places[i].y);
    const [w, e, n, s] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const { width, height } = this.view;
    const across = Math.max((e - w) / Math.max(width - 150, 60), (s - n) / Math.max(height - 110, 60), 1e-9);
    this.go({ x: (w + e) / 2, y: (n + s) / 2, z: Math.min(Math.log2(1 / (across * WORLD)), nearest) });
  }

  go(next) {
    Object.assign(this.view, next);
    this.view.z = Math.max(FARTHEST, Math.min(NEAREST, this.view.z));
    this.view.x = Math.max(0, Math.min(1, this.view.x));
    this.view.y = Math.max(0.05, Math.min(0.95, this.view.y));
    this.draw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.still(); this.dispatchEvent(new Event("moved")); }, STILL);
  }

  zoom(by, px = this.view.width / 2, py = this.view.height / 2) {
    const { view } = this;
    const z = Math.max(FARTHEST, Math.min(NEAREST, view.z + by));
    const [dx, dy] = [px - view.width / 2, py - view.height / 2];
    const shift = 1 / (WORLD * 2 ** view.z) - 1 / (WORLD * 2 ** z);
    this.go({ z, x: view.x + dx * shift, y: view.y + dy * shift });
  }

  pan(dx, dy) {
    const scale = WORLD * 2 ** this.view.z;
    this.go({ x: this.view.x - dx / scale, y: this.view.y - dy / scale });
  }

  /** West, south, east, north in degrees. */
  get box() {
    const { x, y, z, width, height } = this.view;
    const scale = WORLD * 2 ** z;
    const box = [xToLon(x - width / 2 / scale), yToLat(y + height / 2 / scale), xToLon(x + width / 2 / scale), yToLat(y - height / 2 / scale)];
    return [Math.max(box[0], -180), box[1], Math.min(box[2], 180), box[3]].map((n) => Number(n.toFixed(3)));
  }

  resize() {
    const { width, height } = this.canvas.parentElement.getBoundingClientRect();
    if (!width || !height) return;
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    Object.assign(this.view, { width, height });
    this.paint(true);
  }

  draw() {
    this.asked ??= requestAnimationFrame(() => { this.asked = null; this.paint(false); });
  }

  still() {
    this.paint(true);
  }

  paint(still) {
    if (!this.counts) return;
    const { ctx, view } = this;
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.ground.paint(ctx, view, colours(), this.ratio, still);
    this.gather();
    const taken = this.shown.slice(0, 300).map((one) => [one.px - one.r, one.py - one.r, one.px + one.r, one.py + one.r]);
    taken.push([view.width - 52, view.height - 130, view.width, view.height]); // the buttons lie there
    const labels = this.labels(taken);
    this.ground.names(ctx, view, colours(), taken, new Set(this.shown.slice(0, 300).map((one) => one.at.name)));
    for (const one of this.shown) this.ring(one);
    this.pins();
    this.write(labels);
    this.dispatchEvent(new Event("painted"));
  }

  /** The clusters in the window that hold anything, largest first. */
  gather() {
    const { view } = this;
    const scale = WORLD * 2 ** view.z;
    const { anchors, members } = this.clusters.at(view.z);
    const out = [];
    let most = 1;
    for (let c = 0; c < anchors.length; c++) {
      const at = this.places[anchors[c]];
      const px = (at.x - view.x) * scale + view.width / 2;
      const py = (at.y - view.y) * scale + view.height / 2;
      if (px < -320 || py < -320 || px > view.width + 320 || py > view.height + 320) continue;
      let [count, worst, here] = [0, 0, 0];
      for (const i of members[c]) {
        if (!this.counts[i]) continue;
        count += this.counts[i];
        worst = Math.max(worst, this.worst[i]);
        here += 1;
      }
      if (!count) continue;
      most = Math.max(most, count);
      const only = here === 1 ? members[c].find((i) => this.counts[i]) : null;
      out.push({ cluster: c, place: only ?? anchors[c], at: this.places[only ?? anchors[c]], px, py, count, worst, here, members: members[c] });
    }
    const unit = Math.min(3.4, 20 / Math.sqrt(most));
    for (const one of out) {
      if (one.here === 1) {
        one.px = (one.at.x - view.x) * scale + view.width / 2;
        one.py = (one.at.y - view.y) * scale + view.height / 2;
      }
      one.r = Math.max(5 + unit * Math.sqrt(one.count), one.count > 1 ? 8.5 : 6.5);
    }
    this.shown = out.sort((a, b) => b.count - a.count);
  }

  ring(one) {
    if (one.here > 1 || !one.at.radius) return;
    const r = (one.at.radius / (40075 * Math.cos((one.at.lat * Math.PI) / 180))) * WORLD * 2 ** this.view.z;
    const on = this.focus === one.cluster;
    if (r <= one.r + 2 || (r > 420 && !on)) return;
    const { ctx } = this;
    const c = colours();
    ctx.beginPath();
    ctx.arc(one.px, one.py, r, 0, 2 * Math.PI);
    const area = AREAS.has(one.at.precision);
    ctx.strokeStyle = area && !on ? c.coast : c.accent; ctx.fillStyle = c.accent; ctx.lineWidth = 1;
    if (on || !area) { ctx.globalAlpha = on ? 0.14 : 0.05; ctx.fill(); }
    ctx.globalAlpha = on ? 0.9 : area ? 0.8 : 0.3;
    if (area) ctx.setLineDash([1, 4]); // a country's reach is context, not a find
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  /** A pin as a small picture, drawn once for its rung, size and kind: thousands are copied faster than drawn. */
  sprite(rung, r, hollow) {
    const c = colours();
    if (this.theme !== c) { this.theme = c; this.sprites = new Map(); }
    const key = `${rung} ${r} ${hollow}`;
    if (this.sprites.has(key)) return this.sprites.get(key);
    const half = Math.ceil(r * 1.25 + 4);
    const made = document.createElement("canvas");
    made.width = made.height = 2 * half * this.ratio;
    const ctx = made.getContext("2d");
    ctx.scale(this.ratio, this.ratio);
    shape(ctx, rung, half, half, r);
    ctx.lineWidth = 3; ctx.strokeStyle = c.land; ctx.stroke();
    ctx.globalAlpha = hollow ? 0.3 : 0.94;
    ctx.fillStyle = rung === "thwarted" ? c.land : c[rung];
    ctx.fill();
    if (rung === "thwarted") { ctx.fillStyle = c.thwarted; ctx.globalAlpha = 0.35; ctx.fill(); }
    ctx.globalAlpha = 1;
    ctx.lineWidth = rung === "thwarted" || hollow ? 1.6 : 1.2;
    ctx.strokeStyle = rung === "thwarted" ? c.edge : hollow ? c.ink : c[rung];
    if (rung === "thwarted" || hollow) ctx.setLineDash([3, 2]);
    ctx.stroke();
    const sprite = { made, half };
    this.sprites.set(key, sprite);
    return sprite;
  }

  pins() {
    const { ctx } = this;
    const c = colours();
    ctx.font = `600 11px ${c.sans}`;
    ctx.textAlign = "center"; ctx.textBaseline = "middle";
    for (const one of this.shown) {
      if (one.px < -40 || one.py < -40 || one.px > this.view.width + 40 || one.py > this.view.height + 40) continue;
      const rung = rungOf(one.worst);
      const hollow = one.here === 1 && AREAS.has(one.at.precision);
      const { made, half } = this.sprite(rung, Math.round(one.r * 2) / 2, hollow);
      ctx.drawImage(made, one.px - half, one.py - half, 2 * half, 2 * half);
      if (this.focus === one.cluster) {
        shape(ctx, rung, one.px, one.py, one.r + 3);
        ctx.lineWidth = 2; ctx.strokeStyle = c.ink; ctx.stroke();
      }
      if (one.count > 1) {
        ctx.fillStyle = hollow || rung === "thwarted" ? c.ink : rung === "impact" ? c.dark : c.on;
        ctx.fillText(one.count > 9999 ? `${Math.round(one.count / 1000)}k` : String(one.count), one.px, one.py + 0.5);
      }
    }
  }

  /** Where the names of the largest pins stand: whole beside, above or below the pin, else in two lines; `taken` grows by their boxes. */
  labels(taken) {
    const { ctx, view } = this;
    ctx.font = `500 12px ${colours().sans}`;
    const out = [];
    for (const one of this.shown.slice(0, CANDIDATES)) {
      if (out.length === LABELS) break;
      const rest = one.here > 1 ? ` +${one.here - 1}` : "";
      const whole = short(one.at.name) + rest;
      const found = this.placed(one, [whole], taken) ?? this.placed(one, halved(whole), taken);
      if (!found) continue;
      taken.push(found.box);
      out.push(found);
    }
    return out;
  }

  placed(one, lines, taken) {
    const { view } = this;
    const texts = lines.map(isolated);
    for (const text of texts) if (!this.widths.has(text)) this.widths.set(text, this.ctx.measureText(text).width);
    const wide = Math.max(...texts.map((text) => this.widths.get(text)));
    const high = LINE * lines.length;
    const gap = one.r + 5;
    const [up, down] = [-gap - high / 2 + 2, gap + high / 2 - 2];
    for (const [dx, dy, align] of [[gap, 0, "left"], [-gap, 0, "right"], [0, up, "center"], [0, down, "center"], [gap, -7, "left"], [gap, 7, "left"], [-gap, -7, "right"], [-gap, 7, "right"], [0, up, "left"], [0, down, "left"], [0, up, "right"], [0, down, "right"]]) {
      const x0 = one.px + dx - (align === "right" ? wide : align === "center" ? wide / 2 : 0);
      const box = [x0 - 2, one.py + dy - high / 2, x0 + wide + 2, one.py + dy + high / 2];
      if (box[0] < 2 || box[1] < 2 || box[2] > view.width - 2 || box[3] > view.height - 2) continue;
      if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) continue;
      return { texts, box, align, x: one.px + dx, y: one.py + dy - (LINE * (lines.length - 1)) / 2 };
    }
    return null;
  }

  write(labels) {
    const { ctx } = this;
    const c = colours();
    ctx.font = `500 12px ${c.sans}`;
    ctx.textBaseline = "middle"; ctx.lineJoin = "round"; ctx.lineWidth = 3; ctx.strokeStyle = c.land; ctx.fillStyle = c.ink;
    for (const one of labels) {
      ctx.textAlign = one.align;
      one.texts.forEach((text, n) => {
        ctx.globalAlpha = 0.85;
        ctx.strokeText(text, one.x, one.y + LINE * n);
        ctx.globalAlpha = 1;
        ctx.fillText(text, one.x, one.y + LINE * n);
      });
    }
  }

  under(px, py, slack = 4) {
    for (let n = this.shown.length - 1; n >= 0; n--) {
      const one = this.shown[n];
      if (Math.hypot(one.px - px, one.py - py) <= one.r + slack) return one;
    }
    return null;
  }

  words(one) {
    const n = `${one.count} ${one.count === 1 ? "incident" : "incidents"}`;
    const within = one.here === 1 && one.at.radius ? `, within ${Math.round(one.at.radius)} km` : "";
    return `${n}, gravest L${one.worst} (${WORDS[rungOf(one.worst)]})${within}`;
  }

  point(one) {
    this.focus = one ? one.cluster : -1;
    this.tip.hidden = !one;
    if (one) {
      const more = one.here > 1 ? ` and ${one.here - 1} more ${one.here === 2 ? "place" : "places"} near it` : "";
      const [name, facts] = [this.tip.querySelector("b"), this.tip.querySelector("span")];
      name.textContent = one.at.name + more;
      facts.textContent = this.words(one);
      const right = one.px > this.view.width * 0.62;
      this.tip.style.left = right ? "auto" : `${one.px + one.r + 10}px`;
      this.tip.style.right = right ? `${this.view.width - one.px + one.r + 10}px` : "auto";
      this.tip.style.top = `${Math.max(4, Math.min(one.py - 14, this.view.height - 64))}px`;
    }
    this.draw();
  }

  choose(one) {
    if (one.here > 1 && this.view.z < NEAREST - 0.5) {
      this.point(null);
      this.fitTo(one.members.filter((i) => this.counts[i]));
      return;
    }
    this.dispatchEvent(new CustomEvent("chosen", { detail: { place: one.place } }));
  }

  step(by) {
    const seen = this.shown.filter((one) => one.px >= 0 && one.py >= 0 && one.px <= this.view.width && one.py <= this.view.height);
    if (!seen.length) return;
    const now = seen.findIndex((one) => one.cluster === this.focus);
    const next = seen[(now + by + seen.length) % seen.length];
    this.point(next);
    this.live.textContent = `${next.at.name}: ${this.words(next)}`;
  }

  listen() {
    const { canvas } = this;
    const held = new Map();
    let moved = 0;
    const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
    canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); held.set(event.pointerId, at(event)); moved = 0; });
    canvas.addEventListener("pointermove", (event) => {
      const [px, py] = at(event);
      if (!held.size) { const one = this.under(px, py); if ((one?.cluster ?? -1) !== this.focus) this.point(one); canvas.classList.toggle("over", Boolean(one)); return; }
      if (!held.has(event.pointerId)) return;
      const before = [...held.values()];
      const [ox, oy] = held.get(event.pointerId);
      held.set(event.pointerId, [px, py]);
      moved += Math.abs(px - ox) + Math.abs(py - oy);
      if (moved < 4) return;
      if (held.size === 1) this.pan(px - ox, py - oy);
      else {
        const after = [...held.values()];
        const spread = (two) => Math.hypot(two[0][0] - two[1][0], two[0][1] - two[1][1]);
        this.pan((px - ox) / 2, (py - oy) / 2);
        this.zoom(Math.log2(spread(after) / Math.max(spread(before), 1)), (after[0][0] + after[1][0]) / 2, (after[0][1] + after[1][1]) / 2);
      }
    });
    const up = (event) => {
      const was = held.delete(event.pointerId);
      if (!was || event.type === "pointercancel" || moved >= 4) return;
      const one = this.under(...at(event), 6);
      if (one) this.choose(one);
    };
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
    canvas.addEventListener("pointerleave", () => { if (document.activeElement !== canvas) this.point(null); });
    canvas.addEventListener("dblclick", (event) => this.zoom(1, ...at(event)));
    canvas.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && document.activeElement !== canvas) return; // a page that is scrolled past a map keeps scrolling
      event.preventDefault();
      this.zoom(Math.max(-0.6, Math.min(0.6, -event.deltaY * (event.ctrlKey ? 0.01 : 0.0022))), ...at(event));
    }, { passive: false });
    canvas.addEventListener("blur", () => this.point(null));
    canvas.addEventListener("keydown", (event) => this.key(event));
    for (const button of this.element.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => (button.dataset.zoom === "fit" ? this.fit() : this.zoom(Number(button.dataset.zoom))));
    }
  }

  key(event) {
    const one = this.shown.find((each) => each.cluster === this.focus);
    const acts = {
      ArrowLeft: () => this.pan(60, 0), ArrowRight: () => this.pan(-60, 0), ArrowUp: () => this.pan(0, 60), ArrowDown: () => this.pan(0, -60),
      "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), "-": () => this.zoom(-0.5), 0: () => this.fit(),
      n: () => this.step(1), p: () => this.step(-1), Enter: () => one && this.choose(one), Escape: () => this.point(null),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  }
}

/** A name in two lines as even as its words allow; as it is where it has but one word. */
function halved(text) {
  const spaces = [...text.matchAll(/ /g)].map((found) => found.index);
  if (!spaces.length) return [text];
  const cut = spaces.reduce((best, at) => (Math.abs(2 * at - text.length) < Math.abs(2 * best - text.length) ? at : best));
  return [text.slice(0, cut), text.slice(cut + 1)];
}

function median(places, held, weight, axis) {
  const sorted = held.toSorted((a, b) => places[a][axis] - places[b][axis]);
  let half = sorted.reduce((sum, i) => sum + weight[i], 0) / 2;
  for (const i of sorted) { half -= weight[i]; if (half <= 0) return places[i][axis]; }
  return places[sorted.at(-1)][axis];
}

export { lonToX, latToY, xToLon, yToLat };
