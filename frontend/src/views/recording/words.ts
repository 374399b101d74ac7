/** The words of a recorded statement: handed in, looked at, held against the limit. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText as sharedRefusal } from "../../i18n/words";
import * as files from "../fileRefusals";

export const en = {
  ...files.en,
  "recording.open": "Recording",
  "recording.title": "Your recorded statement",
  "recording.lead":
    "A video, WebM or MP4, of at most {minutes} minutes and {size} MB. It is played from here when your party is called.",
  "recording.choose": "Choose a video",
  "recording.replace": "Replace it",
  "recording.remove": "Take it back",
  "recording.sure": "Take it back now",
  "recording.keep": "Keep it",
  "recording.stop": "Stop sending",
  "recording.sending": "Sending: {percent} %",
  "recording.checking": "Sent. It is read through …",
  "recording.converting": "It is converted so that everyone can see it: {percent} %",
  "recording.ready": "Ready to be played",
  "recording.length": "{length}; the limit is {limit}",
  "recording.over": "{length}, and the limit is {limit}: it is too long by {by}. The moderator sees this.",
  "recording.none": "None was handed in yet.",
  "recording.named": "The speaker named here introduces it, live. Without one it is played at once.",
  "recording.removed": "The recording was taken back.",
  "preview.open": "Look at it",
  "preview.title": "Recording: {name}",
  "preview.loading": "It is being fetched …",

  "refusal.recording.cut": "The connection broke. Nothing was kept: send it again.",
  "refusal.recording.aborted": "Stopped. Nothing was kept.",
  "refusal.recording.too_large": "The file is too large. Export it smaller.",
  "refusal.recording.no_room":
    "There is no room for this file on the server. Tell the organiser, and send it later.",
  "refusal.recording.too_slow": "The file comes too slowly. Send it again over a better connection.",
  "refusal.recording.busy": "Your party is sending a recording already. Wait until it is there.",
  "refusal.recording.not_a_film": "This is neither a WebM nor an MP4 file. Choose the video itself.",
  "refusal.recording.disguised": "Another file is hidden in this one. Export the video again.",
  "refusal.recording.cut_short": "The file ends too early: it was not copied whole. Copy it again.",
  "refusal.recording.corrupt": "The file is damaged and cannot be played to its end. Export it again.",
  "refusal.recording.no_picture": "The file has no picture. Choose a video with picture and sound.",
  "refusal.recording.no_sound": "The file has no sound. Choose a video with picture and sound.",
  "refusal.recording.unknown_codec": "Its format is not known here. Export it as MP4 (H.264 and AAC).",
  "refusal.recording.too_long": "The video is longer than what is taken here. Cut it.",
  "refusal.recording.unreadable": "The file could not be read through. Export it as MP4 (H.264 and AAC).",
  "refusal.recording.not_converted":
    "The recording could not be converted. Export it as MP4 (H.264 and AAC), then send it again.",
  "refusal.recording.playing": "Your recording has the floor now. It can be changed when the turn is over.",
  "refusal.recording.not_fetched": "The connection broke. Close this, and look again.",
  "refusal.recording.no_party": "A recording is handed in for a party, and your seat is of none.",
  "refusal.recording.none": "There is no recording that could be played.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  ...files.id,
  "recording.open": "Rekaman",
  "recording.title": "Pernyataan rekaman Anda",
  "recording.lead":
    "Video WebM atau MP4, paling lama {minutes} menit dan {size} MB. Diputar dari sini saat delegasi Anda dipanggil.",
  "recording.choose": "Pilih video",
  "recording.replace": "Ganti",
  "recording.remove": "Tarik kembali",
  "recording.sure": "Tarik sekarang",
  "recording.keep": "Biarkan",
  "recording.stop": "Hentikan pengiriman",
  "recording.sending": "Mengirim: {percent} %",
  "recording.checking": "Terkirim. Sedang diperiksa …",
  "recording.converting": "Diubah agar dapat dilihat semua orang: {percent} %",
  "recording.ready": "Siap diputar",
  "recording.length": "{length}; batasnya {limit}",
  "recording.over": "{length}, padahal batasnya {limit}: kelebihan {by}. Moderator melihat hal ini.",
  "recording.none": "Belum ada yang diserahkan.",
  "recording.named":
    "Pembicara yang disebut di sini mengantarnya secara langsung. Tanpa itu langsung diputar.",
  "recording.removed": "Rekaman telah ditarik kembali.",
  "preview.open": "Lihat",
  "preview.title": "Rekaman: {name}",
  "preview.loading": "Sedang diambil …",

  "refusal.recording.cut": "Sambungan terputus. Tidak ada yang disimpan: kirim lagi.",
  "refusal.recording.aborted": "Dihentikan. Tidak ada yang disimpan.",
  "refusal.recording.too_large": "Berkas terlalu besar. Ekspor dengan ukuran lebih kecil.",
  "refusal.recording.no_room":
    "Tidak ada ruang untuk berkas ini di server. Beri tahu panitia, dan kirim nanti.",
  "refusal.recording.too_slow": "Berkas datang terlalu lambat. Kirim lagi lewat sambungan yang lebih baik.",
  "refusal.recording.busy": "Delegasi Anda sedang mengirim rekaman. Tunggu sampai selesai.",
  "refusal.recording.not_a_film": "Ini bukan berkas WebM atau MP4. Pilih videonya sendiri.",
  "refusal.recording.disguised": "Ada berkas lain tersembunyi di dalamnya. Ekspor lagi videonya.",
  "refusal.recording.cut_short": "Berkas berakhir terlalu awal: tidak tersalin utuh. Salin lagi.",
  "refusal.recording.corrupt": "Berkas rusak dan tidak dapat diputar sampai selesai. Ekspor lagi.",
  "refusal.recording.no_picture": "Berkas tanpa gambar. Pilih video dengan gambar dan suara.",
  "refusal.recording.no_sound": "Berkas tanpa suara. Pilih video dengan gambar dan suara.",
  "refusal.recording.unknown_codec": "Formatnya tidak dikenal di sini. Ekspor sebagai MP4 (H.264 dan AAC).",
  "refusal.recording.too_long": "Video lebih panjang daripada yang diterima. Potonglah.",
  "refusal.recording.unreadable": "Berkas tidak dapat dibaca. Ekspor sebagai MP4 (H.264 dan AAC).",
  "refusal.recording.not_converted":
    "Rekaman tidak dapat diubah. Ekspor sebagai MP4 (H.264 dan AAC), lalu kirim lagi.",
  "refusal.recording.playing": "Rekaman Anda sedang diputar. Dapat diganti setelah giliran selesai.",
  "refusal.recording.not_fetched": "Sambungan terputus. Tutup ini, lalu lihat lagi.",
  "refusal.recording.no_party": "Rekaman diserahkan untuk sebuah delegasi, dan kursi Anda bukan miliknya.",
  "refusal.recording.none": "Tidak ada rekaman yang dapat diputar.",
};

export const t = translator({ en, id });

/** What to tell of a refusal: these words for the code, else everyone's, else the server's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  if (key in en) return t(key as keyof typeof en);
  return sharedRefusal(code, message);
}
