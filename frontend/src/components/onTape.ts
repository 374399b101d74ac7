/** The words of the red light. Only who is in a session that is recorded loads them. */
import { translator, type Message } from "../i18n/index.svelte";

export const en = {
  "tape.on": "Recording",
  "say.on": "The session is being recorded",
  "say.off": "The recording has ended",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "tape.on": "Merekam",
  "say.on": "Sidang sedang direkam",
  "say.off": "Perekaman selesai",
};

export const t = translator({ en, id });
