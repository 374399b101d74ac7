/** A pasted text as captions: one for each line, and a long line in several. Pure. */

/** The most characters of a caption. */
export const MAX_LENGTH = 500;

export const piecesOf = (text: string): string[] =>
  text
    .split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .flatMap(inPieces);

/** A long line is cut between sentences if possible, or else between words. */
function inPieces(line: string): string[] {
  if (line.length <= MAX_LENGTH) return [line];
  const head = line.slice(0, MAX_LENGTH + 1);
  const sentence = Math.max(...[...head.matchAll(/[.!?…。؟]\s/gu)].map((found) => found.index + 1), 0);
  const word = head.lastIndexOf(" ");
  const cut = sentence || (word > 0 ? word : MAX_LENGTH);
  return [line.slice(0, cut).trim(), ...inPieces(line.slice(cut).trim())];
}
