// Draws the charts of a page with Vega, interpreted (no `eval`), in the colours of the theme of the moment.
import { colours, onTheme } from "./colours.js";

const figures = [...document.querySelectorAll("[data-chart]")];

function coloured(value, palette) {
  if (typeof value === "string") return value.startsWith("--") ? palette[value.slice(2)] ?? value : value;
  if (Array.isArray(value)) return value.map((one) => coloured(one, palette));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one, palette)]));
  return value;
}

function tip(figure) {
  const box = document.createElement("div");
  box.className = "tip";
  box.hidden = true;
  figure.append(box);
  return (handler, event, item, value) => {
    box.hidden = !value;
    if (!value) return;
    box.replaceChildren(...Object.entries(value).map(([key, text]) => {
      const row = document.createElement("span");
      row.textContent = `${key}: ${text}`;
      return row;
    }));
    const area = figure.getBoundingClientRect();
    const right = event.clientX - area.left > area.width * 0.6;
    box.style.left = right ? "auto" : `${event.clientX - area.left + 14}px`;
    box.style.right = right ? `${area.right - event.clientX + 14}px` : "auto";
    box.style.top = `${event.clientY - area.top + 10}px`;
  };
}

/** Names beside the bars take no more than a third of a narrow chart. */
function fitted(spec, width) {
  if (Array.isArray(spec)) return spec.map((one) => fitted(one, width));
  if (!spec || typeof spec !== "object") return spec;
  const out = Object.fromEntries(Object.entries(spec).map(([key, one]) => [key, fitted(one, width)]));
  if ("labelLimit" in out) out.labelLimit = Math.min(out.labelLimit, width / 3);
  return out;
}

async function draw(figure) {
  const spec = JSON.parse(figure.querySelector("script").textContent);
  const plot = figure.querySelector(".plot");
  const said = figure.said ??= plot.getAttribute("aria-label");
  figure.tipped ??= tip(figure);
  const palette = colours();
  figure.wanted = palette;
  try {
    const made = await window.vegaEmbed(plot, coloured(fitted(spec, plot.clientWidth), palette), {
      ast: true, logLevel: 1, actions: false, defaultStyle: false, renderer: "svg", mode: "vega-lite", tooltip: figure.tipped, loader: { load: () => Promise.reject(new Error("no data from elsewhere")) },
    });
    figure.view?.finalize();
    figure.view = made;
    if (figure.wanted !== palette) { await draw(figure); return; } // the theme was changed meanwhile, and what is drawn last stays
    plot.querySelector("svg")?.setAttribute("aria-hidden", "true");
    plot.setAttribute("role", "img"); // Vega puts its own role and words there, which say less
    plot.setAttribute("aria-label", said);
    plot.removeAttribute("aria-roledescription");
    figure.dataset.drawn = palette.paper; // which theme it was drawn for
  } catch (error) {
    console.warn(error);
    figure.querySelector("[data-trouble]").hidden = false;
  }
}

const all = () => figures.forEach(draw);
onTheme(all);
all();
