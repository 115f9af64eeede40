// Choosing a field shows the words that it was read in; pointing at a mark shows its field.
const fields = [...document.querySelectorAll("[data-field]")];
const marks = [...document.querySelectorAll("mark[data-fields]")];
let chosen = null;

function light(field) {
  for (const mark of marks) {
    const on = field && mark.dataset.fields.split(" ").includes(field);
    mark.classList.toggle("on", Boolean(on));
    mark.classList.toggle("off", Boolean(field) && !on);
  }
}

for (const box of fields) {
  const button = box.querySelector(".pick");
  const field = box.dataset.field;
  button.addEventListener("click", () => {
    chosen = chosen === field ? null : field;
    for (const other of fields) other.querySelector(".pick").setAttribute("aria-pressed", String(other.dataset.field === chosen));
    light(chosen);
    if (chosen && matchMedia("(max-width: 60rem)").matches) marks.find((mark) => mark.classList.contains("on"))?.scrollIntoView({ block: "center" });
  });
  button.addEventListener("pointerenter", () => light(field));
  button.addEventListener("pointerleave", () => light(chosen));
}
for (const mark of marks) {
  const names = mark.dataset.fields.split(" ");
  const show = (on) => fields.forEach((box) => box.classList.toggle("lit", on && names.includes(box.dataset.field)));
  mark.addEventListener("pointerenter", () => show(true));
  mark.addEventListener("pointerleave", () => show(false));
}
