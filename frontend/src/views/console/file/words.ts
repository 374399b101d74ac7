/** The words of a list of speakers that comes from a file. */
import { translator, type Message } from "../../../i18n/index.svelte";
import { t as shared } from "../../../i18n/words";
import { Problem } from "../../../state/api";
import type { PreviewRow } from "./doors";
import { refusalText } from "../../staff/words";

export const en = {
  "file.title": "Parties from a file",
  "file.choose": "A CSV file",
  "file.hint":
    "One party a row. The first line names the columns: party (its code or name), and where you want them kind, mode, on_behalf_of, speaker, place and theme. Nothing is put on the list before you have seen every row.",
  "file.empty": "An empty list with all parties",
  "file.looking": "Reading the file",
  "file.rows": "The rows of the file",
  "file.line": "Line",
  "file.party": "Party",
  "file.verdict": "What comes of it",
  "file.good": { one: "{count} row can be put on the list", other: "{count} rows can be put on the list" },
  "file.elsewhere": { one: "{count} is for another list", other: "{count} are for other lists" },
  "file.refused": { one: "{count} cannot", other: "{count} cannot" },
  "file.ignored": "Not read: {names}.",
  "file.late": "The list is closed. Why are they added?",
  "file.confirm": { one: "Put {count} party on the list", other: "Put {count} parties on the list" },
  "verdict.good": "can be put on the list",
  "verdict.group": "can be put on the list; {group}, to which it belongs, is there too",
  "verdict.theme": "can be put on the list; the party’s theme is “{theme}”",

  "refusal.inscriptions.too_large":
    "The file is larger than 256 KiB. A list of speakers is smaller; split it.",
  "refusal.inscriptions.empty": "The file has no rows. Put one party on each line below the first.",
  "refusal.inscriptions.not_csv":
    "The file cannot be read: a quotation mark is missing, or stands in the wrong place. Save it again as CSV.",
  "refusal.inscriptions.not_text":
    "This is no text in UTF-8. Save the list as “CSV UTF-8” and choose that file.",
  "refusal.inscriptions.no_party_column":
    "The first line must name the columns, and one of them must be “party”. Start from the empty list below.",
  "refusal.inscriptions.column_twice": "A column is there twice. Remove one.",
  "refusal.inscriptions.too_many_rows": "The file has more than 300 rows. Split it.",
  "refusal.inscriptions.list_changed":
    "The list changed since you looked, and nothing was put on it. Choose the file again.",
  "refusal.inscriptions.surplus_cells":
    "This row has more cells than the first line. Put quotation marks around a name with a separator in it.",
  "refusal.inscriptions.other_theme":
    "This row is for the list of another theme. Choose the file again in a session of that theme.",
  "refusal.inscriptions.unknown_theme": "The conference has no theme “{theme}”. Give its key or title.",
  "refusal.inscriptions.unknown_party":
    "No party has the code or name “{party}”. Write it as the programme does.",
  "refusal.inscriptions.ambiguous_party": "Several parties are called “{party}”. Give the code instead.",
  "refusal.inscriptions.unknown_kind": "“{kind}” is no kind. Write statement or intervention.",
  "refusal.inscriptions.unknown_mode": "“{mode}” is no mode. Write live, recorded or read_out.",
  "refusal.inscriptions.unknown_place": "“{place}” is no place. Write hall or remote.",
  "refusal.inscriptions.group_too_long": "The group’s name is longer than 120 characters. Shorten it.",
  "refusal.inscriptions.unknown_speaker":
    "“{speaker}” is no member of this party. Leave it empty, or name one of its members.",
  "refusal.inscriptions.ambiguous_speaker":
    "Several members are called “{speaker}”. Leave it empty, and choose later.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "file.title": "Delegasi dari berkas",
  "file.choose": "Berkas CSV",
  "file.hint":
    "Satu delegasi tiap baris. Baris pertama memuat nama kolom: party (kode atau nama), dan bila perlu kind, mode, on_behalf_of, speaker, place, dan theme. Tidak ada yang masuk daftar sebelum Anda melihat setiap baris.",
  "file.empty": "Daftar kosong dengan semua delegasi",
  "file.looking": "Membaca berkas",
  "file.rows": "Baris-baris berkas",
  "file.line": "Baris",
  "file.party": "Delegasi",
  "file.verdict": "Hasilnya",
  "file.good": "{count} baris dapat masuk daftar",
  "file.elsewhere": "{count} untuk daftar lain",
  "file.refused": "{count} tidak dapat",
  "file.ignored": "Tidak dibaca: {names}.",
  "file.late": "Daftar sudah ditutup. Mengapa ditambahkan?",
  "file.confirm": "Masukkan {count} delegasi ke daftar",
  "verdict.good": "dapat masuk daftar",
  "verdict.group": "dapat masuk daftar; {group}, kelompoknya, juga ada di sana",
  "verdict.theme": "dapat masuk daftar; tema delegasi ini “{theme}”",

  "refusal.inscriptions.too_large": "Berkas lebih besar dari 256 KiB. Daftar pembicara lebih kecil; bagilah.",
  "refusal.inscriptions.empty":
    "Berkas tidak memuat baris. Tulis satu delegasi di tiap baris di bawah baris pertama.",
  "refusal.inscriptions.not_csv":
    "Berkas tidak dapat dibaca: tanda kutip kurang atau salah tempat. Simpan lagi sebagai CSV.",
  "refusal.inscriptions.not_text":
    "Ini bukan teks UTF-8. Simpan daftar sebagai “CSV UTF-8” dan pilih berkas itu.",
  "refusal.inscriptions.no_party_column":
    "Baris pertama harus memuat nama kolom, dan salah satunya harus “party”. Mulailah dari daftar kosong di bawah.",
  "refusal.inscriptions.column_twice": "Ada kolom yang muncul dua kali. Hapus salah satunya.",
  "refusal.inscriptions.too_many_rows": "Berkas memuat lebih dari 300 baris. Bagilah.",
  "refusal.inscriptions.list_changed":
    "Daftar berubah sejak Anda melihatnya, dan tidak ada yang dimasukkan. Pilih berkas itu lagi.",
  "refusal.inscriptions.surplus_cells":
    "Baris ini memuat lebih banyak sel daripada baris pertama. Beri tanda kutip pada nama yang memuat pemisah.",
  "refusal.inscriptions.other_theme":
    "Baris ini untuk daftar tema lain. Pilih berkas itu lagi di sidang bertema tersebut.",
  "refusal.inscriptions.unknown_theme": "Konferensi tidak punya tema “{theme}”. Tulis kunci atau judulnya.",
  "refusal.inscriptions.unknown_party":
    "Tidak ada delegasi dengan kode atau nama “{party}”. Tulis seperti dalam acara.",
  "refusal.inscriptions.ambiguous_party": "Beberapa delegasi bernama “{party}”. Tulis kodenya.",
  "refusal.inscriptions.unknown_kind": "“{kind}” bukan jenis. Tulis statement atau intervention.",
  "refusal.inscriptions.unknown_mode": "“{mode}” bukan cara. Tulis live, recorded, atau read_out.",
  "refusal.inscriptions.unknown_place": "“{place}” bukan tempat. Tulis hall atau remote.",
  "refusal.inscriptions.group_too_long": "Nama kelompok lebih dari 120 karakter. Persingkatlah.",
  "refusal.inscriptions.unknown_speaker":
    "“{speaker}” bukan anggota delegasi ini. Kosongkan, atau tulis salah satu anggotanya.",
  "refusal.inscriptions.ambiguous_speaker":
    "Beberapa anggota bernama “{speaker}”. Kosongkan, dan pilih kemudian.",
};

export const t = translator({ en, id });

/** What is to be said of a row. */
export function verdictText(row: PreviewRow, themeTitle: (key: string) => string): string {
  const key = `refusal.${row.code}`;
  if (key in en) return t(key as keyof typeof en, row.cells);
  if (row.code) return refusalText(row.code, row.message);
  if (row.group_warning) return t("verdict.group", { group: row.group_warning });
  if (row.party_theme) return t("verdict.theme", { theme: themeTitle(row.party_theme) });
  return t("verdict.good");
}

/** Why a file could not be read. What names a line of it only the server can say. */
export function complaint(error: unknown): string {
  if (!(error instanceof Problem)) return shared("app.failed");
  const key = `refusal.${error.code}`;
  return key in en ? t(key as keyof typeof en) : refusalText(error.code, error.message);
}
