/** The reader's choice of theme. `public/theme.js` applies it before anything is drawn, and when it changes. */

export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "balai.theme";
const reader = $state({ theme: stored() });

function stored(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? "system";
}

addEventListener("storage", () => (reader.theme = stored()));

export function theme(): Theme {
  return reader.theme;
}

export function setTheme(chosen: Theme): void {
  localStorage.setItem(KEY, chosen);
  dispatchEvent(new StorageEvent("storage", { key: KEY, newValue: chosen }));
}
