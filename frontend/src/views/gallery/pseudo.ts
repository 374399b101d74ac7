/** A pseudo-language: accented and about 40 % longer. It shows texts outside the catalogues, and layouts without room. */
const PLAIN = "aceginosuyzACEGINOSUYZ";
const ACCENTED = "áçéĝîñöšûýžÁÇÉĜÎÑÖŠÛÝŽ";

/** `{name}` stays as it is; an empty text stays empty. */
export function pseudo(text: string): string {
  if (!text) return text;
  const accented = text.replace(/\{\w+\}|[a-zA-Z]/g, (one) => ACCENTED[PLAIN.indexOf(one)] ?? one);
  return `[${accented}${" ~".repeat(Math.ceil(text.length / 5))}]`;
}
