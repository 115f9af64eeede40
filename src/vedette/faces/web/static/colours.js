// The page's colours as canvases need them: resolved for the theme of the moment.

export const RUNGS = ["thwarted", "impact", "injury", "death"];
export const WORDS = { thwarted: "thwarted", impact: "impact", injury: "injuries", death: "deaths" };
export const rungOf = (level) => (level <= 1 ? "thwarted" : level === 2 ? "impact" : level <= 4 ? "injury" : "death");

const NAMES = ["paper", "raised", "wash", "ink", "soft", "line", "edge", "accent", "on", "dark", "sea", "land", "coast", "mark", "good", ...RUNGS];

let held = null;

export function colours() {
  if (held) return held;
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  held = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    held[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  held.sans = getComputedStyle(document.body).fontFamily;
  return held;
}

/** Call `then` whenever the theme changes. */
export function onTheme(then) {
  const changed = () => { held = null; then(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  document.addEventListener("themechange", changed);
}

/** The shape of a rung around a point: a circle, dashed where thwarted; a square for injuries; a diamond for deaths. */
export function shape(ctx, rung, x, y, r) {
  ctx.beginPath();
  if (rung === "death") {
    const d = r * 1.25;
    ctx.moveTo(x, y - d); ctx.lineTo(x + d, y); ctx.lineTo(x, y + d); ctx.lineTo(x - d, y); ctx.closePath();
  } else if (rung === "injury") {
    const h = r * 0.9;
    ctx.rect(x - h, y - h, 2 * h, 2 * h);
  } else {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  }
}
