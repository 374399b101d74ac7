/** The words of a seat that goes on on another device. */
import { translator, type Message } from "../i18n/index.svelte";
import { refusalText, t as shared } from "../i18n/words";
import { Problem } from "../state/api";
import * as seats from "./seatRefusals";

export const en = {
  "continue.title": "Continue on a phone",
  "continue.lead":
    "Scan this with the phone and press the button there. Your seat moves to it; this page stays open and silent.",
  "continue.way": "What the phone is for",
  "continue.plain": "To listen, ask and vote",
  "continue.secure": "To speak too",
  "continue.secure_note": "The phone must know the hall’s certificate:",
  "continue.left": "This code works once, for another {time}.",
  "continue.expired": "This code is over.",
  "continue.nowhere":
    "Only this computer can open this address, no phone. Whoever runs the server sets PUBLIC_URL, or starts the demo with LAN=1.",
  "continue.again": "Make a new code",
  "continue.picture": "QR code of the address beneath",
  "continue.done": "Continued on your phone",
  "continue.done_lead": "This page is silent now and has no microphone.",
  "continue.elsewhere": "Continued on your other device. This page is silent and has no microphone.",
  "continue.back": "Continue here instead",
  "continue.take_title": "Continue here",
  "continue.take_lead": "Your seat moves to this device. The page that showed the code stays open, silent.",
  "continue.take": "Continue here",
  "continue.taking": "One moment",
  "continue.given_title": "Your seat",
  "continue.given_lead": "The moderator gives you this seat. The link works once, on this device.",
  "continue.given_take": "Take the seat",
  "continue.given_over": "This link was used already or is over. Ask the moderator for a new one.",
  "continue.otherwise": "Or type a session’s code",
  "refusal.continue.unknown_code":
    "This code is not known here. On the other screen, press “Continue on a phone” again and scan what it shows.",
  "refusal.continue.used":
    "This code was used already. On the other screen, press “Continue on a phone” again and scan the new one.",
  "refusal.continue.expired":
    "This code is over. On the other screen, press “Make a new code” and scan that.",
  "refusal.continue.too_many": "Too many codes at once. Wait two minutes, then try again.",
  "refusal.continue.unknown_device": "This device is not known any more. Take your seat again.",
  ...seats.en,
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "continue.title": "Lanjutkan di ponsel",
  "continue.lead":
    "Pindai ini dengan ponsel dan tekan tombol di sana. Kursi Anda berpindah ke ponsel; halaman ini tetap terbuka tanpa suara.",
  "continue.way": "Kegunaan ponsel",
  "continue.plain": "Mendengar, bertanya, dan memberi suara",
  "continue.secure": "Juga berbicara",
  "continue.secure_note": "Ponsel harus mengenal sertifikat ruang sidang:",
  "continue.left": "Kode ini berlaku sekali, selama {time} lagi.",
  "continue.expired": "Masa berlaku kode ini sudah habis.",
  "continue.nowhere":
    "Hanya komputer ini yang dapat membuka alamat ini, bukan ponsel. Pengelola server mengisi PUBLIC_URL, atau menjalankan demo dengan LAN=1.",
  "continue.again": "Buat kode baru",
  "continue.picture": "Kode QR dari alamat di bawah ini",
  "continue.done": "Dilanjutkan di ponsel Anda",
  "continue.done_lead": "Halaman ini kini tanpa suara dan tanpa mikrofon.",
  "continue.elsewhere":
    "Dilanjutkan di perangkat Anda yang lain. Halaman ini tanpa suara dan tanpa mikrofon.",
  "continue.back": "Lanjutkan di sini saja",
  "continue.take_title": "Lanjutkan di sini",
  "continue.take_lead":
    "Kursi Anda berpindah ke perangkat ini. Halaman yang menampilkan kode tetap terbuka tanpa suara.",
  "continue.take": "Lanjutkan di sini",
  "continue.taking": "Sebentar",
  "continue.given_title": "Kursi Anda",
  "continue.given_lead": "Moderator memberi Anda kursi ini. Tautan berlaku sekali, di perangkat ini.",
  "continue.given_take": "Ambil kursi",
  "continue.given_over":
    "Tautan ini sudah dipakai atau sudah habis masa berlakunya. Minta yang baru kepada moderator.",
  "continue.otherwise": "Atau ketik kode sidang",
  "refusal.continue.unknown_code":
    "Kode ini tidak dikenal. Di layar yang lain, tekan lagi “Lanjutkan di ponsel” dan pindai kodenya.",
  "refusal.continue.used":
    "Kode ini sudah dipakai. Di layar yang lain, tekan lagi “Lanjutkan di ponsel” dan pindai kode baru.",
  "refusal.continue.expired":
    "Masa berlaku kode ini sudah habis. Di layar yang lain, tekan “Buat kode baru” lalu pindai.",
  "refusal.continue.too_many": "Terlalu banyak kode sekaligus. Tunggu dua menit, lalu coba lagi.",
  "refusal.continue.unknown_device": "Perangkat ini tidak dikenal lagi. Ambil kursi Anda lagi.",
  ...seats.id,
};

export const t = translator({ en, id });

/** What to tell a person of what went wrong. */
export function complaint(error: unknown): string {
  if (!(error instanceof Problem)) return shared("app.failed");
  const key = `refusal.${error.code}`;
  return key in en ? t(key as keyof typeof en) : refusalText(error.code, error.message);
}

/** The whole seconds until a moment, as 1:05; null once it has come. */
export function left(until: string, now: number): string | null {
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  return seconds > 0 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : null;
}
