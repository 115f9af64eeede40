// The first page: map, timeline and table show one selection, and the address of the page is that selection.
import { IncidentMap, latToY, lonToX, xToLon, yToLat } from "./map.js";
import { inWords, Timeline, toDay, toIso } from "./timeline.js";

const WAIT = 220;
const number = new Intl.NumberFormat("en-GB");
const root = document.querySelector("[data-explore]");
const form = document.querySelector("[data-filters]");
const region = document.querySelector("[data-rows]");

class Explorer {
  constructor(data, ground) {
    const count = data.place.length;
    this.last = new Int32Array(count).fill(-1); // days after the first day of the ledger, -1 where no day is known
    let at = data.undated;
    data.per_day.forEach((n, day) => { this.last.fill(day, at, at + n); at += n; });
    this.start = this.last.slice(); // an unknown earliest day counts as the latest
    this.bar = this.last.slice(); // what is not known to within three days stands in no bar
    for (const [i, span] of data.span) { this.start[i] -= Math.max(span, 0); if (span < 0 || span > 2) this.bar[i] = -1; }
    this.place = Int32Array.from(data.place);
    this.level = Uint8Array.from(data.level, Number);
    this.rung = this.level.map((level) => (level <= 1 ? 0 : level === 2 ? 1 : level <= 4 ? 2 : 3));
    this.places = data.places.map(([id, name, lat, lon, radius, precision, within]) => ({ id, name, lat, lon, radius, precision, within }));
    this.first = data.first === null ? null : toDay(data.first);
    this.days = data.per_day.length;
    const weight = new Uint32Array(this.places.length);
    for (const p of this.place) if (p >= 0) weight[p] += 1;
    this.map = new IncidentMap(root.querySelector("[data-map]"), ground);
    this.map.setPlaces(this.places, weight);
    this.timeline = new Timeline(root.querySelector("[data-timeline]"));
    if (this.first !== null) this.timeline.setSpan(this.first, this.first + this.days - 1);
    this.bounded = root.querySelector("[data-bounded]");
    this.read();
    this.listen();
    this.map.resize();
    if (this.look) this.map.go(this.look);
    else this.map.fit();
    this.count(true);
    this.map.still(); // ready is what can be seen and pressed
    root.dataset.ready = "yes";
  }

  /** The selection as the address has it. */
  read() {
    const query = new URLSearchParams(location.search);
    const [from, to] = [query.get("since"), query.get("until")];
    this.window = this.first !== null && (from || to) ? [from ? toDay(from) : this.first, to ? toDay(to) : this.first + this.days - 1] : null;
    this.chosen = query.get("place") ? this.places.findIndex((one) => one.id === query.get("place")) : -1;
    this.box = query.get("bbox") ? query.get("bbox").split(",").map(Number) : null;
    this.bounded.checked = Boolean(this.box);
    const look = (query.get("view") ?? "").split(",").map(Number);
    this.look = look.length === 3 && look.every(Number.isFinite) ? { y: latToY(look[0]), x: lonToX(look[1]), z: look[2] } : null;
    if (this.first !== null) this.timeline.setWindow(this.window);
  }

  listen() {
    this.timeline.addEventListener("brushed", ({ detail }) => {
      this.window = detail.window;
      this.count(false);
      if (detail.done) this.changed();
    });
    this.map.addEventListener("chosen", ({ detail }) => this.choose(detail.place));
    this.map.addEventListener("moved", () => {
      this.box = this.bounded.checked ? this.map.box : null;
      if (this.box) this.count(false);
      this.changed(!this.box);
    });
    for (const name of ["since", "until"]) {
      form.elements[name].addEventListener("change", () => {
        const [since, until] = ["since", "until"].map((field) => form.elements[field].value);
        this.window = this.first !== null && (since || until) ? [since ? toDay(since) : this.first, until ? toDay(until) : this.first + this.days - 1] : null;
        if (this.window && this.window[0] > this.window[1]) this.window.reverse();
        this.timeline.setWindow(this.window);
        this.count(false);
        this.changed();
      });
    }
    this.bounded.addEventListener("change", () => {
      this.box = this.bounded.checked ? this.map.box : null;
      this.count(false);
      this.changed();
    });
    region.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-page]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.load(new URL(link.href).searchParams, true);
    });
    addEventListener("popstate", () => { this.read(); this.count(false); if (this.look) this.map.go(this.look); this.load(new URLSearchParams(location.search), false); });
    document.querySelector("[data-chips]").addEventListener("click", (event) => {
      const chip = event.target.closest("[data-drop]");
      if (!chip) return;
      event.preventDefault();
      for (const name of chip.dataset.drop.split(" ")) this.drop(name);
      this.count(false);
      this.changed();
      this.timeline.canvas.focus({ preventScroll: true });
    });
  }

  drop(name) {
    if (name === "since") { this.window = null; this.timeline.setWindow(null); }
    if (name === "place") this.chosen = -1;
    if (name === "bbox") { this.box = null; this.bounded.checked = false; }
  }

  choose(place) {
    this.chosen = this.chosen === place ? -1 : place;
    this.count(false);
    this.changed();
  }

  /** Count the places under the days, the days under the places, and both for the figures. */
  count(first) {
    const byPlace = new Uint32Array(this.places.length);
    const worst = new Uint8Array(this.places.length);
    const byDay = new Uint32Array(Math.max(this.days, 1) * 4);
    const [from, to] = this.window ? [this.window[0] - this.first, this.window[1] - this.first] : [-Infinity, Infinity];
    const inBox = this.inside();
    let all = 0;
    const chosen = this.holding();
    for (let i = 0; i < this.last.length; i++) {
      const place = this.place[i];
      const timely = !this.window || (this.last[i] >= from && this.start[i] <= to && this.last[i] >= 0);
      const here = (!chosen || (place >= 0 && chosen[place])) && (!inBox || (place >= 0 && inBox[place]));
      if (timely && place >= 0) { byPlace[place] += 1; if (this.level[i] > worst[place]) worst[place] = this.level[i]; }
      if (here && this.bar[i] >= 0) byDay[this.bar[i] * 4 + this.rung[i]] += 1;
      if (here && timely) all += 1;
    }
    this.map.setCounts(byPlace, worst);
    if (this.first !== null) this.timeline.setCounts(byDay, first);
    root.querySelector("[data-total]").textContent = number.format(all);
    this.chips();
  }

  /** Which places the chosen one holds, itself among them. */
  holding() {
    if (this.chosen < 0) return null;
    return Uint8Array.from(this.places, (one, i) => (i === this.chosen || one.within.includes(this.chosen) ? 1 : 0));
  }

  inside() {
    if (!this.box) return null;
    const [w, s, e, n] = this.box;
    return Uint8Array.from(this.places, (one) => (one.lon >= w && one.lon <= e && one.lat >= s && one.lat <= n ? 1 : 0));
  }

  chips() {
    const wanted = [];
    if (this.window) wanted.push(["since until", `${inWords(this.window[0])} – ${inWords(this.window[1])}`]);
    if (this.chosen >= 0) wanted.push(["place", this.places[this.chosen].name]);
    if (this.box) wanted.push(["bbox", "what the map shows"]);
    const host = document.querySelector("[data-chips]");
    host.replaceChildren(...wanted.map(([names, words]) => {
      const chip = document.createElement("a");
      chip.className = "chip";
      chip.href = "/";
      chip.dataset.drop = names;
      const name = document.createElement("bdi");
      name.textContent = words;
      const cross = document.createElement("span");
      cross.setAttribute("aria-hidden", "true");
      cross.textContent = "×";
      const hint = document.createElement("span");
      hint.className = "visually-hidden";
      hint.textContent = ": take away";
      chip.append(name, hint, cross);
      return chip;
    }));
  }

  /** Write the selection into the address and the fields, and fetch its rows; `only` the view moved when true. */
  changed(only = false) {
    const query = new URLSearchParams(location.search);
    const set = (name, value) => (value === null ? query.delete(name) : query.set(name, value));
    set("since", this.window ? toIso(this.window[0]) : null);
    set("until", this.window ? toIso(this.window[1]) : null);
    set("place", this.chosen >= 0 ? this.places[this.chosen].id : null);
    set("bbox", this.box ? this.box.join(",") : null);
    const { x, y, z } = this.map.view;
    set("view", `${yToLat(y).toFixed(3)},${xToLon(x).toFixed(3)},${z.toFixed(2)}`);
    if (!only) query.delete("page");
    history.replaceState(null, "", `?${query}`);
    for (const name of ["since", "until", "place", "bbox", "view"]) form.elements[name].value = query.get(name) ?? "";
    if (only) return;
    region.setAttribute("aria-busy", "true"); // the rows do not show yet what is chosen
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.load(query, false), WAIT);
  }

  async load(query, push) {
    if (push) history.pushState(null, "", `?${query}`);
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    region.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/rows?${query}`, { signal: asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const made = new DOMParser().parseFromString(await answer.text(), "text/html");
      region.replaceChildren(...made.body.childNodes);
      if (push) region.querySelector("table")?.scrollIntoView({ block: "start" });
    } catch (error) {
      if (error.name !== "AbortError") region.querySelector("[data-trouble]").hidden = false;
    } finally {
      if (this.asked === asked) region.removeAttribute("aria-busy");
    }
  }
}

async function start() {
  const from = (path) => fetch(path).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(path))));
  const query = new URLSearchParams(location.search);
  for (const name of ["since", "until", "place", "bbox", "view", "page", "sort"]) query.delete(name);
  try {
    const [data, ground] = await Promise.all([from(`/points.json?${query}`), from(root.dataset.ground)]);
    window.vedette = new Explorer(data, ground);
  } catch {
    root.querySelector("[data-trouble]").hidden = false;
  }
}

for (const one of form.elements) if (one.tagName === "SELECT") one.addEventListener("change", () => form.requestSubmit());
form.addEventListener("submit", () => { for (const one of form.elements) if (!one.value) one.disabled = true; });
addEventListener("pageshow", () => { for (const one of form.elements) one.disabled = false; });
document.querySelector("[data-copy]")?.addEventListener("click", async (event) => {
  const said = event.currentTarget.querySelector("span");
  try { await navigator.clipboard.writeText(location.href); said.textContent = "Copied"; } catch { said.textContent = "Copy the address above"; }
});
start();
