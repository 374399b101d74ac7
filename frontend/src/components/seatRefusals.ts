/** What a person is told whose seat is refused. */
import type { Message } from "../i18n/index.svelte";

export const en = {
  "refusal.seat.deactivated": "Your account is not active any more. Ask the organiser.",
  "refusal.seat.forged": "This seat was not given by this server. Take a seat again.",
  "refusal.seat.signed_out": "You signed out, or your account was changed. Sign in again to take your seat.",
  "refusal.seat.withdrawn": "Your access to this conference was withdrawn. Ask the organiser.",
  "refusal.wire.closed": "The server closed the connection. Take your seat again.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "refusal.seat.deactivated": "Akun Anda tidak aktif lagi. Hubungi penyelenggara.",
  "refusal.seat.forged": "Kursi ini bukan dari server ini. Ambil kursi lagi.",
  "refusal.seat.signed_out":
    "Anda telah keluar, atau akun Anda diubah. Masuk lagi untuk mengambil kursi Anda.",
  "refusal.seat.withdrawn": "Akses Anda ke konferensi ini dicabut. Hubungi penyelenggara.",
  "refusal.wire.closed": "Server menutup sambungan. Ambil kursi Anda lagi.",
};
