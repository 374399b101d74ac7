/** The words of the technical check, and of the staff's list of checks. */
import { translator, type Message } from "../../i18n/index.svelte";
import { refusalText as sharedRefusal } from "../../i18n/words";

export const en = {
  "check.title": "Technical check",
  "check.on_air": "You have the floor. The hall hears you from the moment you join.",
  "check.speaker": "Only the moderator sees that you are ready. Nobody hears you before you have the floor.",
  "check.chair":
    "Nobody hears you while you test. From the moment you take the chair you are on the air, until you leave it.",
  "check.join": "Join with camera and microphone",
  "check.join_chair": "Take the chair with camera and microphone",
  "check.join_without": "Join without",
  "check.not_now": "Not now",
  "check.insecure":
    "This page was opened without encryption, so the browser gives no camera or microphone. Listening and asking work.",
  "check.denied":
    "The browser does not allow the camera or microphone. Allow them in its address bar and try again.",
  "check.none": "No microphone was found. Connect one and try again.",
  "check.again": "Try again",

  "page.lead":
    "Two minutes, any day before you speak, on the machine and in the place from which you will. Nobody hears or sees you. The staff sees the result.",
  "page.audience":
    "You listen and ask, so that no microphone is needed: this tests whether you hear and see.",
  "page.begin": "Begin the check",
  "page.repeat": "Check again",
  "page.running": "Testing",
  "page.before": "Tested {when}",
  "page.recorded": "The staff sees this result.",
  "page.lines": "What was tested",
  "page.figures": "Figures",
  "page.to_programme": "To the programme",
  "page.full": "Test the way to the hall too",

  "verdict.ready": "Ready",
  "verdict.ready_without_picture": "Ready, without picture",
  "verdict.not_ready": "Not ready",
  "verdict.ready.do": "Use the same machine in the same place when you speak.",
  "verdict.ready_without_picture.do": "You are heard and not seen. See the camera below if you wish to be.",
  "verdict.not_ready.do":
    "Do what the marked lines say, then check again. If that does not help, call for help.",
  "verdict.listens": "You can listen and ask",
  "verdict.deaf": "You cannot listen here yet",

  "mark.good": "good",
  "mark.poor": "weak",
  "mark.bad": "does not work",
  "mark.absent": "not there",
  "mark.running": "testing",
  "mark.waiting": "to come",

  "line.browser": "Browser",
  "line.microphone": "Microphone",
  "line.camera": "Camera",
  "line.speaker": "Loudspeaker",
  "line.udp": "Way to the hall (UDP)",
  "line.tcp": "Way round (TCP)",

  "why.browser.ok": "This browser can do all that is needed.",
  "why.browser.insecure":
    "The page was opened without encryption (http), and browsers then give no camera or microphone. Open it at an address that begins with https, or ask the organiser for one. Listening, asking and voting work here.",
  "why.browser.no_webrtc":
    "This browser cannot send or receive sound and picture. Use a recent Firefox, Chrome, Edge or Safari.",
  "why.browser.no_codec":
    "This browser lacks Opus or VP8 and H.264. Use a recent Firefox, Chrome, Edge or Safari.",
  "why.microphone.say": "Say something.",
  "why.microphone.ok": "Your voice is heard.",
  "why.microphone.silent":
    "It is on, and nothing was heard. Is it muted, or another microphone the right one? Choose it, speak, and check again.",
  "why.microphone.denied": "The browser does not allow it. Allow it in the address bar, then check again.",
  "why.microphone.none": "No microphone was found. Connect one, then check again.",
  "why.microphone.insecure": "Not given to a page without encryption.",
  "why.camera.ok": "The hall will see what you see here.",
  "why.camera.none": "There is none, or another program uses it. You can speak without.",
  "why.camera.off": "You chose to be without.",
  "why.camera.denied": "The browser does not allow it. Allow it in the address bar, then check again.",
  "why.camera.insecure": "Not given to a page without encryption.",
  "why.speaker.ask": "You should hear a tone of two seconds. Did you?",
  "why.speaker.ok": "You hear the hall.",
  "why.speaker.not_heard":
    "Turn the volume up, choose the right loudspeaker or headphones in your system, and check again.",
  "why.udp.ok": "Sound and picture reach the hall.",
  "why.udp.lossy":
    "Much is lost on the way. Use a cable, come nearer to the wireless, or stop other transfers.",
  "why.udp.slow": "The way is long; answers come late. It will do.",
  "why.udp.no_way":
    "The network lets nothing through by UDP. Try another network, or a telephone’s; or ask whoever runs it to allow UDP to this host.",
  "why.udp.no_way_tcp":
    "The network lets nothing through by UDP. The way round works, so you are heard all the same.",
  "why.udp.no_packets": "A connection stands, and nothing of yours arrives. Check again.",
  "why.udp.full": "Many people are testing just now. Check again in a minute.",
  "why.udp.failed": "The hall did not answer. Check again.",
  "why.tcp.ok": "If your network closes UDP, you still reach the hall.",
  "why.tcp.lossy": "It works, with losses.",
  "why.tcp.slow": "It works; answers come late.",
  "why.tcp.no_way": "The way round does not work from here.",
  "why.tcp.no_packets": "A connection stands, and nothing of yours arrives.",
  "why.tcp.full": "Many people are testing just now. Check again in a minute.",
  "why.tcp.failed": "The hall did not answer.",
  "why.tcp.not_offered":
    "This host offers no way over TCP. Where a network closes UDP, one cannot speak from it.",
  "speaker.yes": "Yes, I heard it",
  "speaker.no": "No",
  "speaker.again": "Play it again",
  "figure.loss": "{loss} lost",
  "figure.rtt": "round trip {ms} ms",
  "figure.level": "loudest {level} dBov at the hall",

  "list.title": "Technical checks",
  "list.lead": "Who needs a call comes first. Each delegation tests at {address}",
  "list.ready": { one: "{count} ready", other: "{count} ready" },
  "list.not_ready": { one: "{count} not ready", other: "{count} not ready" },
  "list.never": { one: "{count} never tested", other: "{count} never tested" },
  "list.of": "of {count} who speak",
  "list.who": "Who",
  "list.result": "Result",
  "list.when": "Tested",
  "list.today": "today {time}",
  "list.never_tested": "never",
  "list.hall": "in the hall",
  "list.remote": "remote",
  "list.others": "Of no delegation",
  "list.empty": "Nobody has a part in this conference yet.",
  "list.not_yours": "This page belongs to the staff",
  "list.not_yours_lead": "Moderators, operators and organisers see here who has tested.",
  "refusal.check.too_soon": "Your last check was a moment ago. Wait five seconds, then test again.",
  "refusal.check.twice": "This check says two things of one line. Load the page again.",
  "refusal.check.no_part":
    "Only those with a part in the conference are on the list of checks. Your figures stay here.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "check.title": "Pemeriksaan teknis",
  "check.on_air": "Anda memegang giliran bicara. Ruang sidang mendengar Anda begitu Anda bergabung.",
  "check.speaker":
    "Hanya moderator yang melihat bahwa Anda siap. Tidak ada yang mendengar Anda sebelum Anda diberi waktu bicara.",
  "check.chair":
    "Tidak ada yang mendengar Anda selama menguji. Begitu mengambil kursi ketua, Anda mengudara sampai meninggalkannya.",
  "check.join": "Bergabung dengan kamera dan mikrofon",
  "check.join_chair": "Ambil kursi ketua dengan kamera dan mikrofon",
  "check.join_without": "Bergabung tanpa perangkat",
  "check.not_now": "Lain kali",
  "check.insecure":
    "Halaman ini dibuka tanpa enkripsi, sehingga peramban tidak memberi kamera atau mikrofon. Mendengar dan bertanya tetap bisa.",
  "check.denied": "Peramban tidak mengizinkan kamera atau mikrofon. Izinkan di bilah alamat, lalu coba lagi.",
  "check.none": "Mikrofon tidak ditemukan. Hubungkan mikrofon, lalu coba lagi.",
  "check.again": "Coba lagi",

  "page.lead":
    "Dua menit, beberapa hari sebelum Anda berbicara, dengan perangkat dan dari tempat yang akan dipakai. Tidak ada yang mendengar atau melihat Anda. Petugas melihat hasilnya.",
  "page.audience":
    "Anda mendengar dan bertanya, jadi tidak perlu mikrofon: yang diuji ialah apakah Anda mendengar dan melihat.",
  "page.begin": "Mulai pemeriksaan",
  "page.repeat": "Uji lagi",
  "page.running": "Sedang menguji",
  "page.before": "Diuji {when}",
  "page.recorded": "Petugas melihat hasil ini.",
  "page.lines": "Yang diuji",
  "page.figures": "Angka",
  "page.to_programme": "Ke acara",
  "page.full": "Uji juga saluran ke sidang",

  "verdict.ready": "Siap",
  "verdict.ready_without_picture": "Siap, tanpa gambar",
  "verdict.not_ready": "Belum siap",
  "verdict.ready.do": "Pakailah perangkat yang sama di tempat yang sama saat berbicara.",
  "verdict.ready_without_picture.do":
    "Anda terdengar tetapi tidak terlihat. Lihat baris kamera bila ingin terlihat.",
  "verdict.not_ready.do":
    "Ikuti petunjuk pada baris yang ditandai, lalu uji lagi. Bila belum berhasil, minta bantuan.",
  "verdict.listens": "Anda dapat mendengar dan bertanya",
  "verdict.deaf": "Anda belum dapat mendengar di sini",

  "mark.good": "baik",
  "mark.poor": "lemah",
  "mark.bad": "tidak berfungsi",
  "mark.absent": "tidak ada",
  "mark.running": "sedang diuji",
  "mark.waiting": "menunggu",

  "line.browser": "Peramban",
  "line.microphone": "Mikrofon",
  "line.camera": "Kamera",
  "line.speaker": "Pengeras suara",
  "line.udp": "Saluran ke sidang (UDP)",
  "line.tcp": "Saluran cadangan (TCP)",

  "why.browser.ok": "Peramban ini mampu melakukan semua yang diperlukan.",
  "why.browser.insecure":
    "Halaman dibuka tanpa enkripsi (http), dan peramban lalu tidak memberi kamera atau mikrofon. Buka lewat alamat yang diawali https, atau mintalah alamatnya kepada penyelenggara. Mendengar, bertanya, dan memilih tetap bisa di sini.",
  "why.browser.no_webrtc":
    "Peramban ini tidak dapat mengirim atau menerima suara dan gambar. Pakailah Firefox, Chrome, Edge, atau Safari terbaru.",
  "why.browser.no_codec":
    "Peramban ini tidak memiliki Opus atau VP8 dan H.264. Pakailah Firefox, Chrome, Edge, atau Safari terbaru.",
  "why.microphone.say": "Ucapkan sesuatu.",
  "why.microphone.ok": "Suara Anda terdengar.",
  "why.microphone.silent":
    "Mikrofon menyala, tetapi tidak ada suara. Apakah dibisukan, atau bukan mikrofon yang tepat? Pilih, bicaralah, lalu uji lagi.",
  "why.microphone.denied": "Peramban tidak mengizinkannya. Izinkan di bilah alamat, lalu uji lagi.",
  "why.microphone.none": "Mikrofon tidak ditemukan. Hubungkan mikrofon, lalu uji lagi.",
  "why.microphone.insecure": "Tidak diberikan kepada halaman tanpa enkripsi.",
  "why.camera.ok": "Sidang akan melihat seperti yang Anda lihat di sini.",
  "why.camera.none": "Tidak ada, atau sedang dipakai program lain. Anda dapat berbicara tanpa kamera.",
  "why.camera.off": "Anda memilih tanpa kamera.",
  "why.camera.denied": "Peramban tidak mengizinkannya. Izinkan di bilah alamat, lalu uji lagi.",
  "why.camera.insecure": "Tidak diberikan kepada halaman tanpa enkripsi.",
  "why.speaker.ask": "Anda seharusnya mendengar nada selama dua detik. Terdengarkah?",
  "why.speaker.ok": "Anda mendengar sidang.",
  "why.speaker.not_heard":
    "Naikkan volume, pilih pengeras suara atau headphone yang tepat di sistem Anda, lalu uji lagi.",
  "why.udp.ok": "Suara dan gambar sampai ke sidang.",
  "why.udp.lossy":
    "Banyak yang hilang di jalan. Pakailah kabel, mendekatlah ke pemancar nirkabel, atau hentikan unduhan lain.",
  "why.udp.slow": "Jaraknya jauh; jawaban datang terlambat. Ini masih memadai.",
  "why.udp.no_way":
    "Jaringan ini menutup UDP. Cobalah jaringan lain atau jaringan ponsel; atau mintalah pengelolanya mengizinkan UDP ke alamat ini.",
  "why.udp.no_way_tcp": "Jaringan ini menutup UDP. Saluran cadangan berfungsi, jadi Anda tetap terdengar.",
  "why.udp.no_packets": "Sambungan ada, tetapi tidak ada yang sampai. Uji lagi.",
  "why.udp.full": "Banyak yang sedang menguji. Uji lagi sebentar lagi.",
  "why.udp.failed": "Sidang tidak menjawab. Uji lagi.",
  "why.tcp.ok": "Bila jaringan Anda menutup UDP, Anda tetap sampai ke sidang.",
  "why.tcp.lossy": "Berfungsi, tetapi ada yang hilang.",
  "why.tcp.slow": "Berfungsi; jawaban datang terlambat.",
  "why.tcp.no_way": "Saluran cadangan tidak berfungsi dari sini.",
  "why.tcp.no_packets": "Sambungan ada, tetapi tidak ada yang sampai.",
  "why.tcp.full": "Banyak yang sedang menguji. Uji lagi sebentar lagi.",
  "why.tcp.failed": "Sidang tidak menjawab.",
  "why.tcp.not_offered":
    "Penyelenggara tidak menyediakan saluran TCP. Dari jaringan yang menutup UDP, Anda tidak dapat berbicara.",
  "speaker.yes": "Ya, terdengar",
  "speaker.no": "Tidak",
  "speaker.again": "Putar lagi",
  "figure.loss": "{loss} hilang",
  "figure.rtt": "waktu tempuh {ms} md",
  "figure.level": "paling keras {level} dBov di sidang",

  "list.title": "Pemeriksaan teknis",
  "list.lead": "Yang perlu dihubungi ada di atas. Tiap delegasi menguji di {address}",
  "list.ready": { other: "{count} siap" },
  "list.not_ready": { other: "{count} belum siap" },
  "list.never": { other: "{count} belum pernah diuji" },
  "list.of": "dari {count} yang akan berbicara",
  "list.who": "Siapa",
  "list.result": "Hasil",
  "list.when": "Diuji",
  "list.today": "hari ini {time}",
  "list.never_tested": "belum pernah",
  "list.hall": "di ruang sidang",
  "list.remote": "jarak jauh",
  "list.others": "Di luar delegasi",
  "list.empty": "Belum ada peserta dalam konferensi ini.",
  "list.not_yours": "Halaman ini untuk petugas",
  "list.not_yours_lead": "Di sini moderator, operator, dan penyelenggara melihat siapa yang sudah menguji.",
  "refusal.check.too_soon": "Pemeriksaan terakhir Anda baru saja selesai. Tunggu lima detik, lalu uji lagi.",
  "refusal.check.twice": "Pemeriksaan ini menyebut satu saluran dua kali. Muat ulang halaman ini.",
  "refusal.check.no_part":
    "Hanya peserta yang berperan dalam konferensi masuk daftar pemeriksaan. Hasil Anda tetap di sini.",
};

export const t = translator({ en, id });

/** What to tell of a refusal: these words for the code, else everyone's, else the server's. */
export function refusalText(code: string, message: string): string {
  const key = `refusal.${code}`;
  return key in en ? t(key as keyof typeof en) : sharedRefusal(code, message);
}

/** What was found of a line, in words; nothing where there is none for it. */
export function whyText(line: string, why: string): string {
  const key = `why.${line}.${why}`;
  return key in en ? t(key as keyof typeof en) : "";
}
