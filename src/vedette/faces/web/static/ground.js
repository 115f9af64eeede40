// Land, boundaries and country names under the incidents: Web Mercator, drawn once per standstill and moved as a picture meanwhile.

export const WORLD = 256;
const MARGIN = 240;

export const lonToX = (lon) => (lon + 180) / 360;
export const latToY = (lat) => {
  const s = Math.sin((Math.max(-84, Math.min(84, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
};
export const xToLon = (x) => x * 360 - 180;
export const yToLat = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** One outline or boundary in world units (0..1) with its box, thinned for far views. */
class Line {
  constructor(points, kind) {
    this.kind = kind;
    this.full = points;
    let [w, n, e, s] = [1, 1, 0, 0];
    for (let i = 0; i < points.length; i += 2) {
      w = Math.min(w, points[i]); e = Math.max(e, points[i]);
      n = Math.min(n, points[i + 1]); s = Math.max(s, points[i + 1]);
    }
    Object.assign(this, { w, n, e, s });
    this.thin = new Map();
  }

  at(level) {
    if (level >= 8) return this.full;
    if (!this.thin.has(level)) this.thin.set(level, thinned(this.full, 0.8 / (WORLD * 2 ** level)));
    return this.thin.get(level);
  }
}

function thinned(points, least) {
  const out = [points[0], points[1]];
  for (let i = 2; i < points.length; i += 2) {
    const last = i === points.length - 2;
    if (last || Math.abs(points[i] - out.at(-2)) + Math.abs(points[i + 1] - out.at(-1)) > least) out.push(points[i], points[i + 1]);
  }
  return Float64Array.from(out);
}

function* unpacked(flat, kind) {
  let [x, y] = [0, 0];
  let run = [];
  let before = null;
  for (let i = 0; i < flat.length; i += 2) {
    x += flat[i]; y += flat[i + 1];
    if (before !== null && Math.abs(x - before) > 18000) { // over the antimeridian: drawn on, the leap would cross the whole map
      if (run.length > 2) yield new Line(Float64Array.from(run), kind);
      run = [];
    }
    run.push(lonToX(x / 100), latToY(y / 100));
    before = x;
  }
  if (run.length > 2) yield new Line(Float64Array.from(run), kind);
}

export class Ground {
  constructor(data) {
    this.land = data.land.flatMap((flat) => [...unpacked(flat, "land")]);
    this.borders = data.borders.flatMap(([mark, ...flat]) => [...unpacked(flat, mark ? "disputed" : "border")]);
    this.countries = data.countries.map(([name, lat, lon, km]) => ({ name, x: lonToX(lon), y: latToY(lat), km, lat }));
    this.canvas = document.createElement("canvas");
    this.drawn = null;
  }

  /** Paint the ground of a view onto `ctx`; the picture is made anew where it no longer reaches, or when `still`. */
  paint(ctx, view, colours, ratio, still) {
    const old = this.drawn;
    const factor = old ? 2 ** (view.z - old.z) : 0;
    const stale = !old || old.ratio !== ratio || old.width !== view.width || old.height !== view.height || old.colours !== colours;
    if (stale || (still && (factor !== 1 || !this.covers(view, factor))) || factor > 2.2 || !this.covers(view, factor)) {
      this.render(view, colours, ratio);
      return this.paint(ctx, view, colours, ratio, false);
    }
    const scale = WORLD * 2 ** view.z;
    const left = (old.x - view.x) * scale + view.width / 2 - (old.width / 2 + MARGIN) * factor;
    const top = (old.y - view.y) * scale + view.height / 2 - (old.height / 2 + MARGIN) * factor;
    ctx.drawImage(this.canvas, left, top, (old.width + 2 * MARGIN) * factor, (old.height + 2 * MARGIN) * factor);
    return factor;
  }

  covers(view, factor) {
    const old = this.drawn;
    const scale = WORLD * 2 ** view.z;
    const dx = Math.abs(old.x - view.x) * scale;
    const dy = Math.abs(old.y - view.y) * scale;
    return dx + view.width / 2 <= (old.width / 2 + MARGIN) * factor && dy + view.height / 2 <= (old.height / 2 + MARGIN) * factor;
  }

  render(view, colours, ratio) {
    const width = view.width + 2 * MARGIN;
    const height = view.height + 2 * MARGIN;
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    const ctx = this.canvas.getContext("2d", { alpha: false });
    ctx.scale(ratio, ratio);
    ctx.fillStyle = colours.sea;
    ctx.fillRect(0, 0, width, height);
    const scale = WORLD * 2 ** view.z;
    const place = { scale, dx: width / 2 - view.x * scale, dy: height / 2 - view.y * scale, level: Math.max(0, Math.floor(view.z)) };
    place.box = [-place.dx / scale, -place.dy / scale, (width - place.dx) / scale, (height - place.dy) / scale];
    ctx.lineJoin = "round";
    ctx.fillStyle = colours.land; ctx.strokeStyle = colours.coast; ctx.lineWidth = 0.8;
    this.trace(ctx, this.land, place, true);
    ctx.lineWidth = 1;
    this.trace(ctx, this.borders.filter((line) => line.kind === "border"), place, false);
    ctx.setLineDash([4, 3]); ctx.strokeStyle = colours.soft;
    this.trace(ctx, this.borders.filter((line) => line.kind === "disputed"), place, false);
    ctx.setLineDash([]);
    this.drawn = { ...view, ratio, colours };
  }

  trace(ctx, lines, place, fill) {
    const [w, n, e, s] = place.box;
    ctx.beginPath();
    for (const line of lines) {
      if (line.e < w || line.w > e || line.s < n || line.n > s) continue;
      if (line.kind === "land" && Math.max(line.e - line.w, line.s - line.n) * place.scale < 1.2) continue;
      const points = line.at(place.level);
      ctx.moveTo(points[0] * place.scale + place.dx, points[1] * place.scale + place.dy);
      for (let i = 2; i < points.length; i += 2) ctx.lineTo(points[i] * place.scale + place.dx, points[i + 1] * place.scale + place.dy);
      if (fill) ctx.closePath();
    }
    if (fill) ctx.fill();
    ctx.stroke();
  }

  /** Country names, those that lie wholly in the window and beside what is `taken`, drawn anew each time so that none is cut. */
  names(ctx, view, colours, taken, named) {
    const scale = WORLD * 2 ** view.z;
    ctx.textAlign = "center"; ctx.textBaseline = "middle";
    ctx.fillStyle = colours.soft;
    ctx.globalAlpha = 0.85;
    for (const one of this.countries) {
      if (named.has(one.name)) continue; // a pin says it
      const wide = (one.km / (40075 * Math.cos((one.lat * Math.PI) / 180))) * scale;
      if (wide < 26) continue;
      const x = (one.x - view.x) * scale + view.width / 2;
      const y = (one.y - view.y) * scale + view.height / 2;
      if (x < 0 || y < 12 || x > view.width || y > view.height - 12) continue;
      ctx.font = `500 ${wide > 120 ? 13 : 11}px ${colours.sans}`;
      const text = one.name.toUpperCase();
      const half = ctx.measureText(text).width / 2 + 4;
      if (half > wide * 1.6) continue;
      const reach = Math.min(wide / 4, 90); // the name stays in its country, but need not stand in its middle
      for (const [dx, dy] of [[0, 0], [0, -0.5], [0, 0.5], [-0.7, 0], [0.7, 0], [0, -1], [0, 1], [-0.7, -0.7], [0.7, 0.7], [0.7, -0.7], [-0.7, 0.7]]) {
        const [cx, cy] = [x + dx * reach, y + dy * reach];
        const box = [cx - half, cy - 9, cx + half, cy + 9];
        if (box[0] < 0 || box[1] < 0 || box[2] > view.width || box[3] > view.height) continue;
        if (taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1])) continue;
        taken.push(box);
        ctx.fillText(text, cx, cy);
        break;
      }
    }
    ctx.globalAlpha = 1;
  }
}
