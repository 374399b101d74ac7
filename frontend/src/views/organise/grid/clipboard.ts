/** Blocks of cells as spreadsheets put them on the clipboard: tab-separated text, with quotes where needed. Pure. */

const QUOTED = /^"((?:[^"]|"")*)"(?=\t|\r\n|\r|\n|$)/;
const PLAIN = /^[^\t\r\n]*/;
const LINE_END = /^(?:\r\n|\r|\n)/;

/** The cells of a pasted text, row by row. A line end after the last row begins no further row. */
export function parseCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text.replaceAll("\0", "");
  while (rest !== "") {
    const [cell, length] = firstCell(rest);
    row.push(cell);
    rest = rest.slice(length);
    if (rest.startsWith("\t")) {
      rest = rest.slice(1);
      if (rest === "") row.push("");
      continue;
    }
    rest = rest.replace(LINE_END, "");
    rows.push(row);
    row = [];
  }
  if (row.length) rows.push(row);
  return rows;
}

/** The first cell of a text, and how many characters it takes. A quote that closes nothing is part of the text. */
function firstCell(text: string): [string, number] {
  const quoted = QUOTED.exec(text);
  if (quoted) return [(quoted[1] ?? "").replaceAll('""', '"'), quoted[0].length];
  const plain = PLAIN.exec(text)?.[0] ?? "";
  return [plain, plain.length];
}

/** The text of a copied block. */
export const formatCells = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(formatCell).join("\t")).join("\n");

const formatCell = (text: string): string =>
  /[\t\r\n]/.test(text) || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
