// Runs before the page is painted, so that a chosen theme does not flash; no module for that reason.
(() => {
  const KEY = "vedette-theme";
  const root = document.documentElement;
  const read = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const chosen = read();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  const dark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-toggle]");
    const show = () => {
      button.setAttribute("aria-label", `Switch to the ${dark() ? "light" : "dark"} theme`);
      button.querySelector("[data-word]").textContent = dark() ? "Light" : "Dark";
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      try { localStorage.setItem(KEY, root.dataset.theme); } catch { /* a private window keeps it for this page only */ }
      show();
      document.dispatchEvent(new Event("themechange"));
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
    show();
    document.querySelector(".sections [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  });
})();
