/** Before each test file: loads the common texts in all languages, as on a loaded page, and empties the page. */
import { t } from "../locales/texts";
import { readAddress } from "../router.svelte";

// Test files share modules, so the router still has the address of the last one.
history.replaceState(null, "", "/");
readAddress();
localStorage.clear();
sessionStorage.clear();
await Promise.all([t.load("en"), t.load("id")]);
