/** A list of speakers to be filled in: the columns, and every party. */
const COLUMNS = ["party", "kind", "mode", "on_behalf_of", "speaker", "place", "theme"];

/** Its address, for a link that saves it. The mark in front lets spreadsheets read names in any script. */
export function emptyList(parties: readonly string[]): string {
  const rest = ",".repeat(COLUMNS.length - 1);
  const lines = [COLUMNS.join(), ...parties.map((party) => quoted(party) + rest)];
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${lines.join("\r\n")}\r\n`)}`;
}

const quoted = (cell: string): string => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
