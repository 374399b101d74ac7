/**
 * Catalogues of texts. A file `<language>/<page>.json` has several, by name, because one is easier to find among few
 * files. A part of a page loads only its catalogue in the reader's language (decision 0015).
 *
 * `{name}` in a text is replaced by the parameter. A plural is one key with the suffixes of i18next v4: `key_one`,
 * `key_other`, `key_ordinal_one`; the parameter `count` chooses the form by the language's rules (CLDR).
 */
import type { Catalogues } from "./english";
import { isolateDirection } from "./isolateDirection";
import { language, LANGUAGES, type Language } from "./language.svelte";

type Texts = Readonly<Record<string, string>>;
/** Reads a catalogue's texts in a language; null where they could not be loaded. */
export type ReadTexts = (name: string, tag: Language) => Promise<Texts | null>;
export type Params = Record<string, string | number>;

/** The keys of a catalogue; all forms of a plural are one key. */
export type Key<N extends keyof Catalogues> = {
  [K in keyof Catalogues[N] & string]: K extends `${infer Base}_ordinal_other`
    ? Base
    : K extends `${infer Base}_other`
      ? Base
      : K;
}[keyof Catalogues[N] & string];

export interface Translate<K extends string> {
  (key: K, params?: Params): string;
  has(key: string): boolean;
  /** Resolves once the texts of a language are loaded. The next call tries a failed load again. */
  load(tag: Language): Promise<void>;
}

const AGAIN_MS = 3000;
let changed = $state.raw<(text: string) => string>((text) => text);

/** Passes every text through `change`, for the pseudo-language of the gallery. */
export function changeTexts(change: (text: string) => string): void {
  changed = change;
}

/** From the build (`locales.ts` beside `vite.config.ts`). */
declare const LOCALES_HASH: string;

let readTexts: ReadTexts = async (name, tag) => {
  const file = `assets/${name}.${tag}-${LOCALES_HASH}.json`;
  const answer = await fetch(import.meta.env.BASE_URL + file);
  return answer.ok ? ((await answer.json()) as Texts) : null;
};

/** Reads all catalogues in another way from now on, for tests. Returns the present way. */
export function readTextsBy(read: ReadTexts): ReadTexts {
  const present = readTexts;
  readTexts = read;
  return present;
}

/** `t()` over a catalogue. Until the reader's language is loaded it shows the previous language, or nothing. */
export function catalogue<N extends keyof Catalogues>(name: N): Translate<Key<N>> {
  let loaded = $state.raw<Partial<Record<Language, Texts>>>({});
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  const loading = new Map<Language, Promise<void>>();
  /** The language of the text that was shown last. */
  let last: Language = "en";

  async function fetched(tag: Language): Promise<void> {
    const texts = await readTexts(name, tag).catch(() => null);
    if (texts) loaded = { ...loaded, [tag]: texts };
    else await new Promise((resolve) => setTimeout(resolve, AGAIN_MS)).then(() => fetched(tag));
  }

  function load(tag: Language): Promise<void> {
    const known = loading.get(tag) ?? fetched(tag);
    loading.set(tag, known);
    return known;
  }

  function shown(): [Language, Texts] {
    const wished = language();
    if (!loaded[wished]) void load(wished);
    const tags = [wished, last, ...(Object.keys(LANGUAGES) as Language[])];
    last = tags.find((one) => loaded[one]) ?? wished;
    return [last, loaded[last] ?? {}];
  }

  const t = (key: Key<N>, params: Params = {}): string => {
    const [tag, texts] = shown();
    return render(texts, key, params, tag);
  };
  return Object.assign(t, { has: (key: string) => key in shown()[1], load });
}

/** A loaded catalogue. A view's module awaits it, as it awaits its script. */
export async function loadedCatalogue<N extends keyof Catalogues>(name: N): Promise<Translate<Key<N>>> {
  const t = catalogue(name);
  await t.load(language());
  return t;
}

export function render(texts: Texts, key: string, params: Params, tag: string): string {
  const text = texts[key] ?? form(texts, key, Number(params["count"]), tag);
  // A question or an abbreviation ends the sentence itself, without the full stop that follows it in the text.
  return changed(text).replace(/\{(\w+)\}([.。]?)/g, (hole, name: string, stop: string) =>
    isolateDirection(`${params[name] ?? hole}`).replace(/(\p{STerm}\u2069*)?$/u, (end) => end || stop),
  );
}

function form(texts: Texts, key: string, count: number, tag: string): string {
  const ordinal = `${key}_ordinal_other` in texts;
  const rules = new Intl.PluralRules(tag, { type: ordinal ? "ordinal" : "cardinal" });
  const plural = ordinal ? `${key}_ordinal_` : `${key}_`;
  return texts[plural + rules.select(count)] ?? texts[`${plural}other`] ?? "";
}
