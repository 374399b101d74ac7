/**
 * Checks the catalogues in src/locales: `node checkLocales.js`, part of `npm run check`.
 *
 * Each of `LANGUAGES` has a folder, and there is no other. It has the files and catalogues of English; no catalogue is in two files. Every language has the keys of English (plurals by their base) and the same placeholders, each plural
 * has the forms of its language (CLDR), no text is empty, and each key is used in the source: as a string, by a template such as `clock.stage.${stage}`, or as the refusal of a
 * code that the server's sources name. Prints one line for each fault; the exit code is 1 where there is one.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LOCALES = "src/locales";
const FORM = /_(?:ordinal_)?(?:zero|one|two|few|many|other)$/;
const files = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath ?? one.path, one.name));

const sources = files("src").filter(
  (path) => /\.(ts|svelte)$/.test(path) && !/\.(test|gen)\.ts$/.test(path) && !path.includes("testing/"),
);
const source = sources.map((path) => readFileSync(path, "utf8")).join("\n");
const templates = [];
for (const [, template] of source.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)) {
  const parts = template.split(/\$\{[^}]*\}/);
  if (!parts[0].includes(".")) continue;
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  templates.push(new RegExp(`^${escaped.join(".+")}$`));
}
const codes = ["../platform", "../sessions", "../chat", "../streaming"]
  .flatMap(files)
  .filter((path) => path.endsWith(".py"))
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");
/** What stands between two quotes of a kind, without a blank. */
const strings = (text, quotes) =>
  new Set([...text.matchAll(new RegExp(`(${quotes})(?=([^"'\\s]+)\\1)`, "g"))].map((found) => found[2]));
const [ofPage, ofServer] = [strings(source, `["']`), strings(codes, `"`)];
const isString = (text) => ofPage.has(text);
/** A code of the server, or one with which the page itself refuses. */
const isCode = (code) => ofServer.has(code) || isString(code);

const isUsed = (key) =>
  key.startsWith("refusal.")
    ? isCode(key.slice("refusal.".length))
    : isString(key) || templates.some((template) => template.test(key));
const holes = (text) => [...new Set(text.match(/\{\w+\}/g))].sort().join(" ");
/** A plural's forms by its base, every other text by its key. */
const byKey = (texts) => {
  const isPlural = (base) => `${base}_other` in texts || `${base}_ordinal_other` in texts;
  const all = {};
  for (const key of Object.keys(texts)) {
    const base = key.replace(FORM, "");
    (all[isPlural(base) ? base : key] ??= []).push(key);
  }
  return all;
};

const table = readFileSync(`${LOCALES}/language.svelte.ts`, "utf8").match(/LANGUAGES = \{(.*?)\}/s)[1];
const languages = [...table.matchAll(/(\w+):/g)].map((row) => row[1]);
const folders = readdirSync(LOCALES, { withFileTypes: true }).filter((one) => one.isDirectory());
/** The catalogues of a language, by file and name: `session.json: party`. */
const read = (tag) =>
  Object.fromEntries(
    readdirSync(join(LOCALES, tag)).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(LOCALES, tag, file), "utf8"))).map(([name, texts]) => [
        `${file}: ${name}`,
        texts,
      ]),
    ),
  );
const faults = [];
const english = read("en");
const names = Object.keys(english).map((place) => place.split(": ")[1]);
for (const name of names.filter((one, at) => names.indexOf(one) !== at))
  faults.push(`${LOCALES}/en: "${name}" is in two files`);
for (const [place, texts] of Object.entries(english)) {
  for (const key of Object.keys(byKey(texts)))
    if (!isUsed(key)) faults.push(`${LOCALES}/en/${place}: "${key}" is not used`);
}
for (const { name: tag } of folders.filter((one) => !languages.includes(one.name)))
  faults.push(`${LOCALES}/${tag} is no language`);
for (const tag of languages) {
  const catalogues = folders.some((one) => one.name === tag) ? read(tag) : {};
  const formsOf = (type) => new Intl.PluralRules(tag, { type }).resolvedOptions().pluralCategories;
  for (const place of Object.keys(catalogues).filter((one) => !(one in english)))
    faults.push(`${LOCALES}/${tag}/${place} is not in English`);
  for (const [place, englishTexts] of Object.entries(english)) {
    const englishKeys = byKey(englishTexts);
    const texts = catalogues[place];
    if (!texts) {
      faults.push(`${LOCALES}/${tag}/${place} is missing`);
      continue;
    }
    const keys = byKey(texts);
    const fault = (key, what) => faults.push(`${LOCALES}/${tag}/${place}: "${key}" ${what}`);
    for (const key of Object.keys(englishKeys)) if (!(key in keys)) fault(key, "is missing");
    for (const [key, forms] of Object.entries(keys)) {
      if (!(key in englishKeys)) fault(key, "is not in English");
      const wanted = new Set((englishKeys[key] ?? []).map((form) => holes(englishTexts[form])));
      if (forms[0] !== key) {
        const ordinal = forms[0].startsWith(`${key}_ordinal_`);
        const known = formsOf(ordinal ? "ordinal" : "cardinal").map(
          (form) => `${key}${ordinal ? "_ordinal" : ""}_${form}`,
        );
        for (const form of known) if (!forms.includes(form)) fault(form, "is a missing form of a plural");
        for (const form of forms) if (!known.includes(form)) fault(form, "is no form of this language");
      }
      for (const form of forms) {
        if (texts[form].trim() === "") fault(form, "is empty");
        // "One takes another place" may leave the number out.
        if (!wanted.has(holes(texts[form])) && key in englishKeys)
          fault(form, "has other placeholders than English");
      }
    }
  }
}
for (const fault of faults) console.error(fault);
process.exitCode = faults.length ? 1 : 0;
