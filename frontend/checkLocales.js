/**
 * Checks the catalogues in src/locales: `node checkLocales.js`, part of `npm run check`.
 *
 * Every catalogue has a file for each of `LANGUAGES`, and no other. Every language has the keys of English (plurals by their base) and the same placeholders, each plural
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
const isString = (text) => source.includes(`"${text}"`) || source.includes(`'${text}'`);
/** A code of the server, or one with which the page itself refuses. */
const isCode = (code) => codes.includes(`"${code}"`) || isString(code);

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
const languages = [...table.matchAll(/(\w+):/g)].map((row) => `${row[1]}.json`);
const faults = [];
for (const catalogue of readdirSync(LOCALES, { withFileTypes: true }).filter((one) => one.isDirectory())) {
  const folder = join(LOCALES, catalogue.name);
  const read = (file) => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const there = readdirSync(folder);
  for (const file of languages.filter((one) => !there.includes(one)))
    faults.push(`${folder}/${file} is missing`);
  for (const file of there.filter((one) => !languages.includes(one)))
    faults.push(`${folder}/${file} is no language`);
  const english = read("en.json");
  const englishKeys = byKey(english);
  for (const key of Object.keys(englishKeys)) {
    if (!isUsed(key)) faults.push(`${folder}/en.json: "${key}" is not used`);
  }
  for (const file of there) {
    const texts = read(file);
    const keys = byKey(texts);
    const tag = file.replace(".json", "");
    const formsOf = (type) => new Intl.PluralRules(tag, { type }).resolvedOptions().pluralCategories;
    const fault = (key, what) => faults.push(`${folder}/${file}: "${key}" ${what}`);
    for (const key of Object.keys(englishKeys)) if (!(key in keys)) fault(key, "is missing");
    for (const [key, forms] of Object.entries(keys)) {
      if (!(key in englishKeys)) fault(key, "is not in English");
      const wanted = new Set((englishKeys[key] ?? []).map((form) => holes(english[form])));
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
