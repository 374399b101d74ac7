/** A pseudo-language: accented and about 40 % longer, so that fixed texts and tight layouts are seen. */
const ACCENTED: Record<string, string> = {
  a: "á", c: "ç", e: "é", g: "ĝ", i: "î", n: "ñ", o: "ö", s: "š", u: "û", y: "ý", z: "ž",
  A: "Á", C: "Ç", E: "É", G: "Ĝ", I: "Î", N: "Ñ", O: "Ö", S: "Š", U: "Û", Y: "Ý", Z: "Ž",
}; // prettier-ignore

/** `{name}` stays as it is; an empty text stays empty. */
export function pseudo(text: string): string {
  if (!text) return text;
  const accented = text.replace(/\{\w+\}|[a-zA-Z]/g, (one) => ACCENTED[one] ?? one);
  return `[${accented}${" ~".repeat(Math.ceil(text.length / 5))}]`;
}
