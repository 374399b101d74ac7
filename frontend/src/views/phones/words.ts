/** The words of the page that gives a phone its microphone. */
import { translator, type Message } from "../../i18n/index.svelte";

export const en = {
  "phones.title": "Microphone on a phone",
  "phones.lead":
    "Listening, asking and voting need nothing. A browser gives its microphone to encrypted pages alone; for that, this device must know the hall’s certificate. It counts for this hall’s machine and private addresses only.",
  "phones.download": "Download the certificate",
  "phones.file": "ca.crt",
  "phones.fingerprint": "Its SHA-256 fingerprint must be the one in the organiser’s terminal:",
  "phones.install": "Install it",
  "phones.android": "Android, Chrome",
  "phones.android_how":
    "In Settings search for “CA certificate”, choose “Install anyway”, then the file ca.crt. The phone warns of it, as of every such certificate.",
  "phones.ios": "iPhone and iPad, Safari",
  "phones.ios_how":
    "Allow the download. In Settings, install the profile; then General, About, Certificate Trust Settings, and switch it on. It is reported that Safari may still refuse the live connection under such a certificate: then this phone listens and asks at the plain address.",
  "phones.chrome": "Computer, Chrome",
  "phones.chrome_how":
    "Settings, Privacy and security, Security, Manage certificates; import ca.crt as a trusted certificate.",
  "phones.firefox": "Computer, Firefox",
  "phones.firefox_how":
    "Settings, Privacy & Security, View Certificates, Authorities, Import; tick “Trust this CA to identify websites”.",
  "phones.open": "Open the encrypted address",
  "phones.after": "After the event, remove the certificate where you installed it.",
  "phones.none":
    "This server has no encrypted address of its own. Ask the organiser for one that begins with https.",
  "phones.failed": "This page could not be loaded. Check your connection and load it again.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "phones.title": "Mikrofon di ponsel",
  "phones.lead":
    "Untuk mendengar, bertanya, dan memberi suara tidak perlu apa-apa. Peramban hanya memberikan mikrofon kepada halaman terenkripsi; untuk itu perangkat ini harus mengenal sertifikat ruang sidang. Sertifikat ini hanya berlaku untuk mesin ruang sidang ini dan alamat privat.",
  "phones.download": "Unduh sertifikat",
  "phones.file": "ca.crt",
  "phones.fingerprint": "Sidik jari SHA-256-nya harus sama dengan yang ada di terminal penyelenggara:",
  "phones.install": "Pasang",
  "phones.android": "Android, Chrome",
  "phones.android_how":
    "Di Setelan cari “sertifikat CA”, pilih “Tetap instal”, lalu berkas ca.crt. Ponsel memperingatkan, seperti pada setiap sertifikat semacam ini.",
  "phones.ios": "iPhone dan iPad, Safari",
  "phones.ios_how":
    "Izinkan unduhan. Di Pengaturan, instal profilnya; lalu Umum, Mengenai, Pengaturan Kepercayaan Sertifikat, dan aktifkan. Dilaporkan bahwa Safari tetap dapat menolak sambungan langsung dengan sertifikat semacam ini: bila demikian, ponsel ini mendengar dan bertanya di alamat biasa.",
  "phones.chrome": "Komputer, Chrome",
  "phones.chrome_how":
    "Setelan, Privasi dan keamanan, Keamanan, Kelola sertifikat; impor ca.crt sebagai sertifikat tepercaya.",
  "phones.firefox": "Komputer, Firefox",
  "phones.firefox_how":
    "Pengaturan, Privasi & Keamanan, Lihat Sertifikat, Otoritas, Impor; centang “Percayai CA ini untuk mengidentifikasi situs web”.",
  "phones.open": "Buka alamat terenkripsi",
  "phones.after": "Setelah acara, hapus sertifikat dari tempat Anda memasangnya.",
  "phones.none":
    "Server ini tidak memiliki alamat terenkripsi sendiri. Mintalah kepada penyelenggara alamat yang diawali https.",
  "phones.failed": "Halaman ini tidak dapat dimuat. Periksa sambungan Anda dan muat lagi.",
};

export const t = translator({ en, id });
