/** The words around a record; those in it come from the server, in the reader's language. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText as sharedRefusal } from "../../i18n/words";

export const en = {
  "record.title": "Record: {title}",
  "record.loading": "Fetching the record",
  "record.failed": "The record could not be fetched. It is asked for again.",
  "record.as_of": "As of {time}, {utc} UTC",
  "record.html": "HTML, to read and print",
  "record.zip": "All tables (CSV)",
  "record.csv": "CSV",
  "record.csv_of": "{title} as CSV",
  "record.take": "Take it away",
  "record.take_failed": "The file could not be fetched. Try again.",
  "record.empty": "Nothing yet",
  "record.utc": "{time} UTC",
  "record.correction": "Correction",
  "record.because": "Reason: {reason}",
  "record.correct": "Correct",
  "record.correct_row": "Correct this row",
  "record.correct_text": "How it should read",
  "record.correct_reason": "Reason",
  "record.add": "Add the correction",
  "record.cancel": "Cancel",
  "record.to_session": "To the session",
  "record.contents": "Sections",
  "refusal.record.no_such_item": "There is no such item in this session’s record. Look at it again.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "record.title": "Risalah: {title}",
  "record.loading": "Mengambil risalah",
  "record.failed": "Risalah tidak dapat diambil. Akan dicoba lagi.",
  "record.as_of": "Per {time}, {utc} UTC",
  "record.html": "HTML, untuk dibaca dan dicetak",
  "record.zip": "Semua tabel (CSV)",
  "record.csv": "CSV",
  "record.csv_of": "{title} sebagai CSV",
  "record.take": "Bawa pulang",
  "record.take_failed": "Berkas tidak dapat diambil. Coba lagi.",
  "record.empty": "Belum ada",
  "record.utc": "{time} UTC",
  "record.correction": "Koreksi",
  "record.because": "Alasan: {reason}",
  "record.correct": "Koreksi",
  "record.correct_row": "Koreksi baris ini",
  "record.correct_text": "Seharusnya berbunyi",
  "record.correct_reason": "Alasan",
  "record.add": "Tambahkan koreksi",
  "record.cancel": "Batal",
  "record.to_session": "Ke sidang",
  "record.contents": "Bagian",
  "refusal.record.no_such_item": "Butir itu tidak ada dalam risalah sidang ini. Lihat lagi risalahnya.",
};

export const t = translator({ en, id });

/** What to tell of a refusal: these words for the code, else everyone's, else the server's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in en ? t(key as keyof typeof en) : sharedRefusal(code, message);
}
