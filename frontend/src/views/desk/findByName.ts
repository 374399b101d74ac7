/** Finds parties by a part of their names. */

export interface NamedItem {
  id: string;
  name: string;
}

/** Removes accents, punctuation and capitals, so that "cote divoire" finds "Côte d'Ivoire". */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .toLowerCase()
    .trim();

/** Names that begin with the typed text, then names with a word that does, each in alphabetical order. */
export function findByName<T extends NamedItem>(all: readonly T[], typed: string, language: string): T[] {
  const wanted = plain(typed);
  if (!wanted) return [];
  const rank = ({ name }: NamedItem): number => {
    const text = plain(name);
    if (text.startsWith(wanted)) return 0;
    return text.includes(` ${wanted}`) ? 1 : 2;
  };
  return all
    .filter((one) => rank(one) < 2)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, language));
}
