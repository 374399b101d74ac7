/** Before each test file: the common texts are here in all languages, as on a page that has loaded, and the page is new. */
import { t } from "../locales/texts";

history.replaceState(null, "", "/");
localStorage.clear();
sessionStorage.clear();
await Promise.all([t.load("en"), t.load("id")]);
