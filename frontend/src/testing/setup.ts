/** Before each test file: loads the common texts in all languages, as on a loaded page, and empties the page. */
import { readTextsBy } from "../locales/catalogue.svelte";
import { setLanguage } from "../locales/language.svelte";
import { t } from "../locales/texts";
import { readAddress } from "../router.svelte";

// jsdom has no layout: a wide screen.
globalThis.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), { media, matches: false }) as unknown as MediaQueryList;
// Test files share modules, so the router still has the address of the last one.
history.replaceState(null, "", "/");
readAddress();
setLanguage("en");
localStorage.clear();
sessionStorage.clear();
const files = import.meta.glob<Record<string, Record<string, string>>>("../locales/*/*.json", {
  import: "default",
});
readTextsBy(async (name, tag) => {
  const paths = Object.keys(files).filter((path) => path.startsWith(`../locales/${tag}/`));
  const catalogues = await Promise.all(paths.map((path) => files[path]?.()));
  return catalogues.find((one) => one && name in one)?.[name] ?? null;
});
await Promise.all([t.load("en"), t.load("id")]);
