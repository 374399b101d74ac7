/** The words of the hall desk. */
import { translator, type Message } from "../../i18n/index.svelte";

export const en = {
  "desk.title": "Hall desk",

  "desk.from": "From the room",
  "desk.from_lead":
    "The room’s camera and the mix of its microphones, as they are: the browser changes nothing of the sound.",
  "desk.camera": "The room",
  "desk.no_picture": "No picture",
  "desk.mix_level": "Level of the room’s mix",
  "desk.publish": "Put the hall on air",
  "desk.stop": "Take the hall off air",
  "desk.cut": "Cut to black",
  "desk.uncut": "Show the room again",
  "desk.cut_on": "On air, black and silent",
  "desk.line.off": "The hall is not sent from here",
  "desk.line.connecting": "Connecting to the relay",
  "desk.line.on": "On air",
  "desk.line.lost": "The line to the relay is being restored",
  "desk.elsewhere": "The hall is on air from another desk.",

  "desk.into": "Into the room",
  "desk.into_lead":
    "Those far away who have the floor, the chair or a place on the podium. The room itself is never played back.",
  "desk.play": "Play in the hall",
  "desk.silence": "Silence",
  "desk.playing": "Playing in the hall",
  "desk.silent": "Silent",
  "desk.tone": "Test tone",
  "desk.twice": "Either this desk or the hall screen plays the sound. Both at once would echo.",
  "desk.far_level": "Level of the floor",
  "desk.volume": "Volume",

  "desk.list": "List of speakers",
  "desk.add": "Add",
  "desk.add_title": "A delegation in the hall asks for the floor",
  "desk.add_confirm": "Put on the list",
  "desk.withdraw": "Withdraw",
  "desk.withdrawn": "{name} was withdrawn.",
  "desk.undo": "Put back",

  "desk.screen": "The hall screen shows",
  "desk.scene.before": "the session’s beginning",
  "desk.scene.after": "that the session is closed",
  "desk.scene.suspended": "that the session is suspended, and why",
  "desk.scene.question": "a question",
  "desk.scene.turn": "the speaker and the clock",
  "desk.scene.stand_by": "“Please stand by”: no moderator is connected",
  "desk.scene.idle": "the theme and the way to take part",
  "desk.open_screen": "Open the hall screen",
  "desk.open_screen_silent": "Open it without sound",

  "desk.lights": "Lines",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "desk.title": "Meja ruang sidang",

  "desk.from": "Dari ruang sidang",
  "desk.from_lead":
    "Kamera ruang sidang dan campuran mikrofonnya apa adanya: peramban tidak mengubah suaranya.",
  "desk.camera": "Ruang sidang",
  "desk.no_picture": "Tanpa gambar",
  "desk.mix_level": "Tingkat suara ruang sidang",
  "desk.publish": "Siarkan ruang sidang",
  "desk.stop": "Hentikan siaran",
  "desk.cut": "Hitamkan",
  "desk.uncut": "Tampilkan lagi",
  "desk.cut_on": "Mengudara, hitam dan tanpa suara",
  "desk.line.off": "Ruang sidang tidak dikirim dari sini",
  "desk.line.connecting": "Menyambung ke relai",
  "desk.line.on": "Mengudara",
  "desk.line.lost": "Saluran ke relai sedang dipulihkan",
  "desk.elsewhere": "Ruang sidang disiarkan dari meja lain.",

  "desk.into": "Ke ruang sidang",
  "desk.into_lead":
    "Mereka yang jauh dan sedang berbicara, memimpin, atau duduk di podium. Suara ruangan sendiri tidak diputar.",
  "desk.play": "Putar di ruang sidang",
  "desk.silence": "Tanpa suara",
  "desk.playing": "Diputar di ruang sidang",
  "desk.silent": "Tanpa suara",
  "desk.tone": "Nada uji",
  "desk.twice": "Meja ini atau layar ruang sidang yang bersuara. Keduanya sekaligus akan bergema.",
  "desk.far_level": "Tingkat suara pembicara",
  "desk.volume": "Volume",

  "desk.list": "Daftar pembicara",
  "desk.add": "Tambah",
  "desk.add_title": "Delegasi di ruang sidang meminta bicara",
  "desk.add_confirm": "Masukkan ke daftar",
  "desk.withdraw": "Keluarkan",
  "desk.withdrawn": "{name} dikeluarkan dari daftar.",
  "desk.undo": "Kembalikan",

  "desk.screen": "Layar menampilkan",
  "desk.scene.before": "awal sidang",
  "desk.scene.after": "bahwa sidang telah ditutup",
  "desk.scene.suspended": "bahwa sidang diskors, dan alasannya",
  "desk.scene.question": "sebuah pertanyaan",
  "desk.scene.turn": "pembicara dan jamnya",
  "desk.scene.stand_by": "“Mohon menunggu”: tidak ada moderator yang tersambung",
  "desk.scene.idle": "tema dan cara ikut serta",
  "desk.open_screen": "Buka layar ruang sidang",
  "desk.open_screen_silent": "Buka tanpa suara",

  "desk.lights": "Saluran",
};

export const t = translator({ en, id });
