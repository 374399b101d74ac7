/** A pasted text as captions: one for each line, and a long line in several. Pure. */

/** The most characters of a caption. */
export const MAX_LENGTH = 500;

/** The end of a sentence. Chinese and Japanese have no space after it. */
const ENDED = /[.!?…؟](?=\s)|[。！？](?!$)/gu;

export const piecesOf = (text: string, longest = MAX_LENGTH): string[] =>
  text
    .split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .flatMap((line) => inPieces(line, longest));

/** A long line is cut between sentences if possible, or else between words. */
function inPieces(line: string, longest: number): string[] {
  if (line.length <= longest) return [line];
  const head = line.slice(0, longest + 1);
  const sentence = Math.max(...[...head.matchAll(ENDED)].map((found) => found.index + 1), 0);
  const word = head.lastIndexOf(" ");
  const cut = sentence || (word > 0 ? word : longest);
  return [line.slice(0, cut).trim(), ...inPieces(line.slice(cut).trim(), longest)];
}
