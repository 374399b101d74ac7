/** The words around the recording of a session: for those who are on it, and for those who keep it. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText as sharedRefusal } from "../../i18n/words";

export const en = {
  "notice.title": "This session is being recorded.",
  "notice.before": "What you send is on the recording from the moment at which you say that you understand.",
  "notice.live": "You are heard as before, and are on the recording once you say that you understand.",
  "notice.film":
    "The recorded statement of your party is on the recording. What you send yourself is not, before you say that you understand.",
  "notice.understood": "I understand",
  "notice.leave": "Leave the air",
  "tapes.lead":
    "Everyone sees a red word. Who sends a camera is asked to acknowledge it, and is recorded from then on; the hall at once.",
  "tapes.start": "Record the session",
  "tapes.stop": "Stop recording",
  "tapes.since": "Recording since {time}",
  "tapes.not_on": "On the air and not recorded, until they acknowledge it: {names}",
  "tapes.all_on": "All who are on the air are recorded.",
  "tapes.film_on": "The recorded statement that plays is recorded.",
  "tapes.not_yet": "Will not be recorded before they acknowledge it: {names}",
  "tapes.acknowledged": {
    one: "{count} person has acknowledged it: {names}",
    other: "{count} people have acknowledged it: {names}",
  },
  "tapes.list": "Recordings",
  "tapes.finishing": "Its files are being made ready.",
  "tapes.empty": "Nothing was sent meanwhile: there are no files.",
  "tapes.from_to": "{from} to {to}",
  "tapes.problem.disk_full":
    "The recording stopped: the disk is full, or nearly. The session goes on. What was recorded until then is kept; delete recordings that were downloaded, then record again.",
  "tapes.problem.write_failed":
    "The recording stopped: it could not be written. The session goes on. What was recorded until then is kept; tell who runs the server, then record again.",
  "tapes.skipped": {
    one: "The disk was too slow for {count} picture.",
    other: "The disk was too slow for {count} pictures.",
  },
  "tapes.lost": {
    one: "Once a picture stood still because a line lost packets.",
    other: "{count} times a picture stood still because a line lost packets.",
  },
  "tapes.chapters": { one: "{count} chapter", other: "{count} chapters" },
  "tapes.slot.floor": "Floor",
  "tapes.slot.chair": "Chair",
  "tapes.slot.hall": "Hall",
  "tapes.slot.slides": "Screens shown",
  "tapes.slot.programme": "Programme",
  "tapes.slot.panel": "Podium {number}",
  "tapes.fetch": "Download",
  "tapes.fetch_of": "Download: {file}",
  "tapes.fetching": "Downloading, {percent} %",
  "tapes.make": "Make an MP4",
  "tapes.making": "The MP4 is being made: {percent} %",
  "tapes.failed": "The MP4 could not be made. The files above are whole; make it elsewhere, or try again.",
  "tapes.delete": "Delete",
  "tapes.delete_ask": "Delete this recording and all its files, for good?",
  "tapes.delete_now": "Delete for good",
  "tapes.keep": "Keep it",
  "refusal.tape.acknowledged": "You acknowledged this recording already.",
  "refusal.tape.busy": "An MP4 is being made of this recording. Wait until it is done.",
  "refusal.tape.empty": "Nothing was recorded, so no MP4 can be made of it.",
  "refusal.tape.no_file": "There is no such file. It may have been deleted.",
  "refusal.tape.no_part": "Only those with a part in the conference are recorded by name.",
  "refusal.tape.no_room":
    "The disk of the server is nearly full. Delete recordings that were downloaded, or tell who runs the server.",
  "refusal.tape.not_fetched": "The connection broke. Download it again.",
  "refusal.tape.not_ready": "The recording is not ready yet. Wait until its files are listed.",
  "refusal.tape.not_running": "This recording was stopped already.",
  "refusal.tape.programme_made": "The MP4 of this recording is listed with its files.",
  "refusal.tape.running": "The session is being recorded already.",
  "refusal.tape.session_closed": "The session is over: there is nothing to record any more.",
  "refusal.tape.unknown": "There is no such recording of this session.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "notice.title": "Sidang ini sedang direkam.",
  "notice.before": "Yang Anda kirim masuk rekaman sejak Anda menyatakan mengerti.",
  "notice.live": "Anda tetap terdengar seperti tadi, dan masuk rekaman setelah Anda menyatakan mengerti.",
  "notice.film":
    "Pernyataan rekaman delegasi Anda masuk rekaman. Yang Anda kirim sendiri tidak, sebelum Anda menyatakan mengerti.",
  "notice.understood": "Saya mengerti",
  "notice.leave": "Berhenti mengudara",
  "tapes.lead":
    "Semua melihat kata merah. Siapa yang mengirim kamera diminta menyatakan mengetahuinya, dan direkam sejak itu; ruang sidang langsung.",
  "tapes.start": "Rekam sidang",
  "tapes.stop": "Hentikan perekaman",
  "tapes.since": "Merekam sejak {time}",
  "tapes.not_on": "Mengudara dan belum direkam sampai menyatakan mengetahui: {names}",
  "tapes.all_on": "Semua yang mengudara direkam.",
  "tapes.film_on": "Pernyataan rekaman yang diputar direkam.",
  "tapes.not_yet": "Tidak akan direkam sebelum menyatakan mengetahui: {names}",
  "tapes.acknowledged": { other: "{count} orang menyatakan mengetahui: {names}" },
  "tapes.list": "Rekaman",
  "tapes.finishing": "Berkasnya sedang disiapkan.",
  "tapes.empty": "Tidak ada yang dikirim selama itu: tidak ada berkas.",
  "tapes.from_to": "{from} sampai {to}",
  "tapes.problem.disk_full":
    "Perekaman terhenti: cakram penuh, atau hampir. Sidang berjalan terus. Yang sudah direkam disimpan; hapus rekaman yang sudah diunduh, lalu rekam lagi.",
  "tapes.problem.write_failed":
    "Perekaman terhenti: tidak dapat ditulis. Sidang berjalan terus. Yang sudah direkam disimpan; beri tahu pengelola server, lalu rekam lagi.",
  "tapes.skipped": { other: "Cakram terlalu lambat untuk {count} gambar." },
  "tapes.lost": { other: "{count} kali gambar berhenti karena saluran kehilangan paket." },
  "tapes.chapters": { other: "{count} bab" },
  "tapes.slot.floor": "Pembicara",
  "tapes.slot.chair": "Ketua",
  "tapes.slot.hall": "Ruang sidang",
  "tapes.slot.slides": "Layar yang ditampilkan",
  "tapes.slot.programme": "Program",
  "tapes.slot.panel": "Podium {number}",
  "tapes.fetch": "Unduh",
  "tapes.fetch_of": "Unduh: {file}",
  "tapes.fetching": "Mengunduh, {percent} %",
  "tapes.make": "Buat MP4",
  "tapes.making": "MP4 sedang dibuat: {percent} %",
  "tapes.failed": "MP4 tidak dapat dibuat. Berkas di atas utuh; buat di tempat lain, atau coba lagi.",
  "tapes.delete": "Hapus",
  "tapes.delete_ask": "Hapus rekaman ini beserta semua berkasnya untuk selamanya?",
  "tapes.delete_now": "Hapus selamanya",
  "tapes.keep": "Simpan",
  "refusal.tape.acknowledged": "Anda sudah menyatakan mengetahui rekaman ini.",
  "refusal.tape.busy": "MP4 rekaman ini sedang dibuat. Tunggu sampai selesai.",
  "refusal.tape.empty": "Tidak ada yang direkam, jadi tidak ada MP4 yang dapat dibuat.",
  "refusal.tape.no_file": "Berkas itu tidak ada. Mungkin sudah dihapus.",
  "refusal.tape.no_part": "Hanya peserta konferensi yang direkam dengan nama.",
  "refusal.tape.no_room":
    "Cakram server hampir penuh. Hapus rekaman yang sudah diunduh, atau beri tahu pengelola server.",
  "refusal.tape.not_fetched": "Sambungan terputus. Unduh lagi.",
  "refusal.tape.not_ready": "Rekaman belum siap. Tunggu sampai berkasnya tercantum.",
  "refusal.tape.not_running": "Rekaman ini sudah dihentikan.",
  "refusal.tape.programme_made": "MP4 rekaman ini tercantum bersama berkasnya.",
  "refusal.tape.running": "Sidang sudah direkam.",
  "refusal.tape.session_closed": "Sidang telah selesai: tidak ada lagi yang direkam.",
  "refusal.tape.unknown": "Rekaman itu tidak ada dalam sidang ini.",
};

export const t = translator({ en, id });

/** What to tell of a refusal: these words for the code, else everyone's, else the server's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in en ? t(key as keyof typeof en) : sharedRefusal(code, message);
}
