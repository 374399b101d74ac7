/** Before each test file: every language is here, as it is on a page once it has loaded. */
import { loadWords } from "./everyones.svelte";

await Promise.all([loadWords("en"), loadWords("id")]);
