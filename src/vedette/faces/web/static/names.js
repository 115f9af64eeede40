// A name typed once is offered again: in this browser alone.
const KEY = "vedette-name";
const read = () => { try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; } };
for (const field of document.querySelectorAll("[data-by]")) {
  if (!field.value) field.value = read();
  field.form.addEventListener("submit", () => { try { localStorage.setItem(KEY, field.value.trim()); } catch { /* kept for this page only */ } });
}
