import { COMMON_LANGUAGES } from "../../locales/languageNames";

/** The languages that can be said to be spoken: those of the channels, the others of the conference, and the present one. */
export const spokenLanguages = (channels: readonly { id: string }[], present = ""): string[] => [
  ...new Set([...channels.map(({ id }) => id), ...COMMON_LANGUAGES, present].filter(Boolean)),
];
