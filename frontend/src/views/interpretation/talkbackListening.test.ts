import { expect, it, onTestFinished } from "vitest";
import { TALKBACK } from "../../media/slots";
import { ManualClient } from "../../testing/client";
import { manualDevices } from "../../testing/devices";
import { TalkbackListening } from "./talkbackListening.svelte";
import { eventually } from "../../testing/eventually";

class Opened extends TalkbackListening {
  voice(): HTMLAudioElement {
    this.audioElements[TALKBACK] ??= this.newAudioElement();
    this.level();
    return this.audioElements[TALKBACK];
  }
}

function opened(): Opened {
  manualDevices();
  let sink = "";
  const sinks = {
    sinkId: { configurable: true, get: () => sink },
    setSinkId: {
      configurable: true,
      value: (output: string) => {
        if (output === "gone") return Promise.reject(new DOMException("", "NotFoundError"));
        sink = output;
        return Promise.resolve();
      },
    },
  };
  const before = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "setSinkId");
  Object.defineProperties(HTMLMediaElement.prototype, sinks);
  onTestFinished(() => {
    Reflect.deleteProperty(HTMLMediaElement.prototype, "sinkId");
    Reflect.deleteProperty(HTMLMediaElement.prototype, "setSinkId");
    if (before) Object.defineProperty(HTMLMediaElement.prototype, "setSinkId", before);
  });
  const listening = new Opened(new ManualClient({ roles: ["operator"], party: null }), "2");
  onTestFinished(() => listening.stop());
  return listening;
}

it("plays into the chosen output, and nothing while that is gone", async () => {
  const listening = opened();
  listening.hear("headphones");
  const voice = listening.voice();
  expect(voice.muted).toBe(true);
  await eventually(() => expect([voice.sinkId, voice.muted]).toEqual(["headphones", false]));
  listening.hear("gone");
  await Promise.resolve();
  expect(voice.muted).toBe(true);
});

it("is heard from the browser’s own output after a chosen one was gone", async () => {
  const listening = opened();
  listening.hear("gone");
  const voice = listening.voice();
  await Promise.resolve();
  expect(voice.muted).toBe(true);
  listening.hear("");
  await eventually(() => expect([voice.sinkId, voice.muted]).toEqual(["", false]));
});
