/** What a party is told where a file that it hands in is not read now. */
import type { Message } from "../i18n/index.svelte";

export const en = {
  "refusal.file.busy": "A file of your party is being read. Wait until it is done, then send this one.",
  "refusal.file.crowded": "Many files are being read. Send yours again in a minute.",
  "refusal.file.throttled": "Your party has sent many files. Send this one again in a minute.",
  "refusal.file.unconfined":
    "This server cannot read files safely and takes none. Tell the organiser; hand in a text instead.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "refusal.file.busy": "Berkas delegasi Anda sedang dibaca. Tunggu sampai selesai, lalu kirim yang ini.",
  "refusal.file.crowded": "Banyak berkas sedang dibaca. Kirim lagi berkas Anda satu menit lagi.",
  "refusal.file.throttled": "Delegasi Anda telah mengirim banyak berkas. Kirim lagi satu menit lagi.",
  "refusal.file.unconfined":
    "Server ini tidak dapat membaca berkas dengan aman. Beri tahu panitia; serahkan teks saja.",
};
