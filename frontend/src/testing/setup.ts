/** Before each test file: loads the common texts in all languages, as on a loaded page, and empties the page. */
import { t } from "../locales/texts";

history.replaceState(null, "", "/");
localStorage.clear();
sessionStorage.clear();
await Promise.all([t.load("en"), t.load("id")]);
