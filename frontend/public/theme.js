/* Classic, small and first in the page, so that nothing is ever drawn in the wrong theme. It alone decides: what the
   address asks for (?theme=dark), else what the reader chose, else what the system prefers. */
(() => {
  const THEMES = ["light", "dark", "contrast"];
  const contrast = matchMedia("(prefers-contrast: more)");
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function decide(wished) {
    if (THEMES.includes(wished)) return wished;
    if (contrast.matches) return "contrast";
    return dark.matches ? "dark" : "light";
  }

  function show(wished) {
    document.documentElement.dataset.theme = decide(wished);
  }

  const chosen = () => localStorage.getItem("balai.theme");
  const asked = new URLSearchParams(location.search).get("theme");
  show(asked ?? chosen());
  contrast.addEventListener("change", () => show(chosen()));
  dark.addEventListener("change", () => show(chosen()));
  // The choice was made in this tab, which says so itself, or in another.
  addEventListener("storage", () => show(chosen()));
})();
