// The terminal's verbs by the same letters: s d u e choose, Enter writes, j and k walk, z takes the last one back.
const root = document.querySelector("[data-review]");
const form = document.querySelector("[data-judge]");
const hint = document.querySelector("[data-hint]");
const reason = form?.querySelector("[data-reason]");
const value = form?.querySelector("[data-value]");
const name = form?.elements.by;
const verbs = [...(form?.querySelectorAll("button[data-key]") ?? [])];
let chosen = null;

function choose(button) {
  chosen = button;
  for (const each of verbs) each.setAttribute("aria-pressed", String(each === button));
  root.classList.toggle("editing", button.value === "edit");
  const next = name && !name.value ? name : button.value === "edit" ? value : reason;
  next.focus();
  next.select?.();
  hint.textContent = `${button.value[0].toUpperCase()}${button.value.slice(1)}: say why, then press Enter. Escape lets go.`;
}

function ask(event, button) {
  if (name && !name.value) { event.preventDefault(); choose(button); name.reportValidity(); return; }
  if (!reason.value || (button.value === "edit" && !value.value)) { event.preventDefault(); choose(button); }
}

for (const button of verbs) button.addEventListener("click", (event) => ask(event, button));
form?.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { event.target.blur(); chosen = null; for (const each of verbs) each.setAttribute("aria-pressed", "false"); return; }
  if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
  event.preventDefault(); // the first button is no default: only what was chosen is written
  if (!chosen) { hint.textContent = "Choose first: s, d, u or e."; return; }
  if (event.target === name) { (chosen.value === "edit" ? value : reason).focus(); return; }
  if (event.target === value) { reason.focus(); return; }
  if (form.reportValidity()) form.requestSubmit(chosen);
});

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "z") { const undo = document.querySelector("[data-undo] button"); if (undo) { event.preventDefault(); undo.click(); } return; }
  const found = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!found) return;
  event.preventDefault();
  if (found.tagName === "A") location.assign(found.href);
  else choose(found);
});
