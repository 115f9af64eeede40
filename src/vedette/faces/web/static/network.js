// Choosing an actor leaves its own relations in the drawing and in the table.
const nodes = [...document.querySelectorAll("[data-node]")];
const ends = [...document.querySelectorAll("[data-from]")];
let chosen = null;

function show(id) {
  chosen = id;
  const near = new Set([id]);
  for (const one of ends) {
    const own = !id || one.dataset.from === id || one.dataset.to === id;
    if (own && id) { near.add(one.dataset.from); near.add(one.dataset.to); }
    if (one.tagName === "TR") one.hidden = !own;
    else one.classList.toggle("dim", !own);
  }
  for (const node of nodes) {
    node.classList.toggle("dim", Boolean(id) && !near.has(node.dataset.node));
    node.setAttribute("aria-pressed", String(node.dataset.node === id));
  }
}

for (const node of nodes) {
  const pick = () => show(chosen === node.dataset.node ? null : node.dataset.node);
  node.addEventListener("click", pick);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); }
    if (event.key === "Escape") show(null);
  });
}
