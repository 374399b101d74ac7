/** The words for a muted microphone. */
import { translator, type Message } from "../i18n/index.svelte";

export const en = {
  "mute.mute": "Mute microphone",
  "mute.unmute": "Unmute microphone",
  "mute.on": "Your microphone is muted.",
  "mute.speaking": "You are muted and speaking. Unmute to be heard.",
} satisfies Record<string, Message>;

export const id: Record<keyof typeof en, Message> = {
  "mute.mute": "Bisukan mikrofon",
  "mute.unmute": "Bunyikan mikrofon",
  "mute.on": "Mikrofon Anda dibisukan.",
  "mute.speaking": "Anda berbicara, tetapi mikrofon dibisukan. Bunyikan agar terdengar.",
};

export const t = translator({ en, id });
