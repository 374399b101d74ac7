/** Before each test file: every language is here, as it is on a page once it has loaded, and the page is new. */
import { loadWords } from "./everyones.svelte";

history.replaceState(null, "", "/");
localStorage.clear();
sessionStorage.clear();
await Promise.all([loadWords("en"), loadWords("id")]);
