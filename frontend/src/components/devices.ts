/** The words for cameras, microphones and loudspeakers, and why one could not be opened. */
import { translator, type Message } from "../i18n/index.svelte";
import { canPublish } from "../media/devices";

export const en = {
  "device.microphone": "Microphone",
  "device.camera": "Camera",
  "device.output": "Loudspeakers",
  "device.no_camera": "No camera",
  "device.default": "The browser’s choice",
  "device.level": "Level",
  "device.insecure": "This page was opened without encryption, so the browser gives no camera or microphone.",
  "device.denied":
    "The browser does not allow the camera or microphone. Allow them in its address bar and try again.",
  "device.none": "No such device was found. Connect it and try again.",
  "device.again": "Try again",
  "device.title": "Technical check",
  "device.insecure_here":
    "This page was opened without encryption, so the browser gives no camera or microphone. Listening and asking work.",
  "device.again_devices": "Camera and microphone",
  "device.leave": "Switch off",
  "device.connecting": "Connecting to the stage",
  "device.connected": "Connected to the stage",
  "device.lost": "The line to the stage is being restored",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "device.microphone": "Mikrofon",
  "device.camera": "Kamera",
  "device.output": "Pengeras suara",
  "device.no_camera": "Tanpa kamera",
  "device.default": "Pilihan peramban",
  "device.level": "Tingkat suara",
  "device.insecure":
    "Halaman ini dibuka tanpa enkripsi, sehingga peramban tidak memberi kamera atau mikrofon.",
  "device.denied":
    "Peramban tidak mengizinkan kamera atau mikrofon. Izinkan di bilah alamat, lalu coba lagi.",
  "device.none": "Perangkat tidak ditemukan. Hubungkan perangkatnya, lalu coba lagi.",
  "device.again": "Coba lagi",
  "device.title": "Pemeriksaan teknis",
  "device.insecure_here":
    "Halaman ini dibuka tanpa enkripsi, sehingga peramban tidak memberi kamera atau mikrofon. Mendengar dan bertanya tetap bisa.",
  "device.again_devices": "Kamera dan mikrofon",
  "device.leave": "Matikan",
  "device.connecting": "Menyambung ke panggung",
  "device.connected": "Tersambung ke panggung",
  "device.lost": "Saluran ke panggung sedang dipulihkan",
};

export const t = translator({ en, id });

export type Trouble = Extract<keyof typeof en, "device.insecure" | "device.denied" | "device.none">;

/** Why a camera or microphone could not be opened, as a key of these words. */
export function troubleOf(error: unknown): Trouble {
  if (!canPublish()) return "device.insecure";
  const name = error instanceof DOMException ? error.name : "";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "device.none" : "device.denied";
}
