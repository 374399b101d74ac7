/** The words of calls for help: of the caller's dialog and of the staff's queue. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText as sharedRefusal } from "../../i18n/words";

export const en = {
  "help.title": "Call for help",
  "help.lead":
    "The operator sees who you are and how your line is. A sentence about what is wrong helps, and is not needed.",
  "help.private":
    "The operator, the moderators and the organiser read this; nobody else. It is not part of the record.",
  "help.to_check": "Test your own devices and your line first",
  "help.operators": { one: "An operator is here.", other: "{count} operators are here." },
  "help.moderators": "No operator is here just now. A moderator is, and sees your call.",
  "help.nobody":
    "Nobody who could answer is here just now. Your call stays open and is seen as soon as someone comes.",
  "help.text": "What is wrong? (optional)",
  "help.call_now": "Call",
  "help.waiting": "Your call is open. It stays open when you close this window or load the page again.",
  "help.say": "Your message",
  "help.send": "Send",
  "help.sending": "Sending",
  "help.close_call": "It is solved: close the call",
  "help.closed": "This call is closed.",
  "help.again": "Call again",
  "help.you": "You",
  "help.staff": "{name}, for the hall",
  "help.close": "Close",

  "queue.title": "Calls for help",
  "queue.checks": "Technical checks",
  "queue.cards": "Seat cards",
  "queue.none": "Nobody is calling.",
  "queue.count": { one: "{count} call for help", other: "{count} calls for help" },
  "queue.guest_hall": "A guest in the hall",
  "queue.guest_remote": "A guest elsewhere",
  "queue.hall": "in the hall",
  "queue.remote": "remote",
  "queue.since": "since {time}",
  "queue.no_text": "Said nothing yet.",
  "queue.on_page": "Page",
  "queue.socket": "Connection",
  "queue.sends": "Sends",
  "queue.loss": "Lost",
  "queue.rtt": "Round trip",
  "queue.browser": "Browser",
  "queue.unknown": "not known",
  "queue.ms": "{count} ms",
  "queue.answer": "Answer to {name}",
  "queue.close": "Close the call",
  "queue.new": "{name} calls for help",
  "queue.not_yours": "This page belongs to the staff",
  "queue.not_yours_lead": "Moderators, operators and organisers answer calls for help here.",
  "sends.off": "nothing",
  "sends.new": "connecting",
  "sends.connecting": "connecting",
  "sends.connected": "connected",
  "sends.disconnected": "interrupted",
  "sends.failed": "failed",
  "sends.closed": "nothing",

  "refusal.help.already_open": "Your call is open already. Write into it.",
  "refusal.help.too_often": "You have called several times in ten minutes. Wait a little.",
  "refusal.help.busy": "Many people are calling now. Try again in a few minutes.",
  "refusal.help.blank": "Write what you want to say first.",
  "refusal.help.full": "This call has grown long. Close it and call again.",
  "refusal.help.wait": "Wait for an answer before you write more.",
  "refusal.help.closed": "This call was closed. Call again if you need to.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "help.title": "Minta bantuan",
  "help.lead":
    "Operator melihat siapa Anda dan bagaimana keadaan saluran Anda. Satu kalimat tentang masalahnya akan membantu, tetapi tidak wajib.",
  "help.private":
    "Hanya operator, moderator, dan penyelenggara yang membaca ini. Ini bukan bagian dari risalah.",
  "help.to_check": "Uji dulu perangkat dan saluran Anda",
  "help.operators": { other: "{count} operator siap membantu." },
  "help.moderators": "Saat ini tidak ada operator. Seorang moderator ada dan melihat panggilan Anda.",
  "help.nobody":
    "Saat ini tidak ada yang dapat menjawab. Panggilan Anda tetap terbuka dan akan terlihat begitu ada yang datang.",
  "help.text": "Apa masalahnya? (opsional)",
  "help.call_now": "Minta bantuan",
  "help.waiting":
    "Panggilan Anda terbuka. Panggilan tetap terbuka walaupun jendela ini ditutup atau halaman dimuat ulang.",
  "help.say": "Pesan Anda",
  "help.send": "Kirim",
  "help.sending": "Mengirim",
  "help.close_call": "Sudah teratasi: tutup panggilan",
  "help.closed": "Panggilan ini sudah ditutup.",
  "help.again": "Minta bantuan lagi",
  "help.you": "Anda",
  "help.staff": "{name}, petugas sidang",
  "help.close": "Tutup",

  "queue.title": "Permintaan bantuan",
  "queue.checks": "Pemeriksaan teknis",
  "queue.cards": "Kartu kursi",
  "queue.none": "Tidak ada yang meminta bantuan.",
  "queue.count": { other: "{count} permintaan bantuan" },
  "queue.guest_hall": "Seorang tamu di ruang sidang",
  "queue.guest_remote": "Seorang tamu di tempat lain",
  "queue.hall": "di ruang sidang",
  "queue.remote": "jarak jauh",
  "queue.since": "sejak {time}",
  "queue.no_text": "Belum menulis apa pun.",
  "queue.on_page": "Halaman",
  "queue.socket": "Koneksi",
  "queue.sends": "Mengirim",
  "queue.loss": "Hilang",
  "queue.rtt": "Waktu tempuh",
  "queue.browser": "Peramban",
  "queue.unknown": "tidak diketahui",
  "queue.ms": "{count} md",
  "queue.answer": "Jawab {name}",
  "queue.close": "Tutup panggilan",
  "queue.new": "{name} meminta bantuan",
  "queue.not_yours": "Halaman ini untuk petugas",
  "queue.not_yours_lead": "Di sini moderator, operator, dan penyelenggara menjawab permintaan bantuan.",
  "sends.off": "tidak ada",
  "sends.new": "menyambung",
  "sends.connecting": "menyambung",
  "sends.connected": "tersambung",
  "sends.disconnected": "terputus sementara",
  "sends.failed": "gagal",
  "sends.closed": "tidak ada",

  "refusal.help.already_open": "Panggilan Anda masih terbuka. Tulis di situ.",
  "refusal.help.too_often": "Anda sudah beberapa kali meminta bantuan dalam sepuluh menit. Tunggu sebentar.",
  "refusal.help.busy": "Banyak yang sedang meminta bantuan. Coba lagi beberapa menit lagi.",
  "refusal.help.blank": "Tulis dulu pesan Anda.",
  "refusal.help.full": "Panggilan ini sudah panjang. Tutup, lalu minta bantuan lagi.",
  "refusal.help.wait": "Tunggu jawaban sebelum menulis lagi.",
  "refusal.help.closed": "Panggilan ini sudah ditutup. Minta bantuan lagi bila perlu.",
};

export const t = translator({ en, id });

/** What to tell a person of a refusal: our own words for the code where we have them, else everyone's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in en ? t(key as keyof typeof en) : sharedRefusal(code, message);
}
