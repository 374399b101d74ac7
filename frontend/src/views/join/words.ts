/** The words for those who come in as guests. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText, t as shared } from "../../i18n/words";
import { Problem } from "../../state/api";
import * as names from "../nameRefusals";
import * as seats from "../../components/seatRefusals";

export const en = {
  ...names.en,
  "guest.title": "Come in",
  "guest.lead": "Listen, ask and vote. No account is needed.",
  "guest.name": "Your name, if you like",
  "guest.where": "Where are you?",
  "guest.hall": "In the hall",
  "guest.remote": "Elsewhere",
  "guest.enter": "Come in",
  "guest.entering": "One moment",
  "guest.sign_in": "I have an account",
  "guest.no_session": "There is no such session",
  "guest.no_session_lead":
    "Its address may be mistyped. Choose a session from the programme, or type its code.",
  "guest.programme": "To the programme",
  "guest.type_code": "Type a code",
  "join.title": "Join a session",
  "join.code": "The session’s code",
  "join.code_hint": "Six letters and digits, as on the hall screen.",
  "refusal.join.unknown_code":
    "There is no session with this code. Compare it with the hall screen, or ask who invited you.",
  "refusal.join.too_many": "Too many wrong codes came from your network. Wait a minute, then try again.",
  "refusal.seat.too_many": "Too many seats were taken from your network. Wait a minute, then try again.",
  ...seats.en,
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  ...names.id,
  "guest.title": "Silakan masuk",
  "guest.lead": "Dengarkan, bertanya, dan beri suara. Tanpa akun.",
  "guest.name": "Nama Anda, bila berkenan",
  "guest.where": "Di mana Anda?",
  "guest.hall": "Di ruang sidang",
  "guest.remote": "Di tempat lain",
  "guest.enter": "Masuk",
  "guest.entering": "Sebentar",
  "guest.sign_in": "Saya punya akun",
  "guest.no_session": "Sidang ini tidak ada",
  "guest.no_session_lead": "Mungkin alamatnya salah ketik. Pilih sidang dari acara, atau ketik kodenya.",
  "guest.programme": "Ke acara",
  "guest.type_code": "Ketik kode",
  "join.title": "Ikuti sidang",
  "join.code": "Kode sidang",
  "join.code_hint": "Enam huruf dan angka, seperti pada layar ruang sidang.",
  "refusal.join.unknown_code":
    "Tidak ada sidang dengan kode ini. Cocokkan dengan layar ruang sidang, atau tanyakan kepada pengundang Anda.",
  "refusal.join.too_many": "Terlalu banyak kode salah dari jaringan Anda. Tunggu semenit, lalu coba lagi.",
  "refusal.seat.too_many": "Terlalu banyak kursi diambil dari jaringan Anda. Tunggu semenit, lalu coba lagi.",
  ...seats.id,
};

export const t = translator({ en, id });

/** What to tell a person of what went wrong at a door. */
export function complaint(error: unknown): string {
  if (!(error instanceof Problem)) return shared("app.failed");
  const key = `refusal.${error.code}`;
  return key in en ? t(key as keyof typeof en) : refusalText(error.code, error.message);
}
