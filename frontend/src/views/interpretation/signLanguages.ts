/** The sign languages that an organiser chooses from, by BCP 47 tag. Browsers know no names of most. */
export const SIGN_LANGUAGES = [
  "ils",
  "ase",
  "asf",
  "bfi",
  "bzs",
  "csl",
  "esl",
  "fsl",
  "gsg",
  "inl",
  "ins",
  "jsl",
  "kvk",
  "mfs",
  "rsl",
  "sfs",
  "ssp",
  "xki",
] as const;

export type SignLanguage = (typeof SIGN_LANGUAGES)[number];

export const isSignLanguage = (tag: string): tag is SignLanguage =>
  SIGN_LANGUAGES.some((known) => known === tag);
