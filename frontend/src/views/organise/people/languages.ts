/** The texts that were filled in, by language. */
export function filledIn(texts: Record<string, string>): Record<string, string> {
  const given = Object.entries(texts).map(([tag, text]) => [tag, text.trim()] as const);
  return Object.fromEntries(given.filter(([, text]) => text));
}
