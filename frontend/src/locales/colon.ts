import { language } from "./language.svelte";

const COLONS = { fr: "\u00a0:", zh: "：" } as Readonly<Record<string, string>>;

/** The colon after a label, in the reader's language. */
export const colon = (): string => COLONS[language()] ?? ":";
