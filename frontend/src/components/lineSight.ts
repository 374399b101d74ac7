/** The words for a line that is too slow for a picture. */
import { translator, type Message } from "../i18n/index.svelte";

export const en = {
  "line.slow": "Your line is too slow for the picture; sound goes on",
  "line.enough": "The picture is back",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "line.slow": "Koneksi Anda terlalu lambat untuk gambar; suara tetap berjalan",
  "line.enough": "Gambar sudah kembali",
};

export const t = translator({ en, id });
