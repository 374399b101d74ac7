/**
 * Everyone's words, of which a page loads the reader's language alone: most readers never change it, and on a
 * slow line the other catalogue would stand before the picture.
 */
import type { en } from "./en";
import { language, LANGUAGES, type Language, type Message } from "./index.svelte";

export type Key = keyof typeof en;
type Words = Readonly<Record<Key, Message>>;

const AGAIN_MS = 3000;
const SOURCES: Record<Language, () => Promise<Words>> = {
  en: () => import("./en").then((module) => module.en),
  id: () => import("./id").then((module) => module.id),
};

let loaded = $state.raw<Partial<Record<Language, Words>>>({});
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
const loading = new Map<Language, Promise<void>>();

/** Resolves once the words of a language are here; a failed load is tried again. */
export function loadWords(tag: Language): Promise<void> {
  const load = async (): Promise<void> => {
    const words = await SOURCES[tag]().catch(() => null);
    if (words) loaded = { ...loaded, [tag]: words };
    else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS)).then(load);
  };
  const known = loading.get(tag) ?? load();
  loading.set(tag, known);
  return known;
}

/** The words to show, with their language: the reader's, or those of before until these have come. */
export function words(): { tag: Language; of: Partial<Words> } {
  const wished = language();
  if (!loaded[wished]) void loadWords(wished);
  const tag = loaded[wished]
    ? wished
    : ((Object.keys(LANGUAGES) as Language[]).find((one) => loaded[one]) ?? wished);
  return { tag, of: loaded[tag] ?? {} };
}
