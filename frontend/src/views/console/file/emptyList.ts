/** A CSV file to fill in as a list of speakers: the columns, and every party. */
const COLUMNS = ["party", "kind", "mode", "on_behalf_of", "speaker", "place", "theme"];

/** A data URI of the file, for a link that saves it. The byte order mark lets spreadsheets read names in any script. */
export function emptyList(parties: readonly string[]): string {
  const rest = ",".repeat(COLUMNS.length - 1);
  const lines = [COLUMNS.join(), ...parties.map((party) => quoted(party) + rest)];
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${lines.join("\r\n")}\r\n`)}`;
}

const quoted = (cell: string): string => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
