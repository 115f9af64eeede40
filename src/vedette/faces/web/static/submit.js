// A menu that stands alone needs no button.
for (const menu of document.querySelectorAll("select[data-submit]")) {
  menu.addEventListener("change", () => menu.form.requestSubmit());
  menu.form.querySelector("button")?.classList.add("visually-hidden");
}
