import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { Listening } from "../../media/listening.svelte";
import { manualDevices } from "../../testing/devices";
import { ManualClient, openSession } from "../../testing/client";
import { show, type ShownView } from "../../testing/view";
import { NO_LINES, SessionModel } from "../../state/sessionModel.svelte";
import TurnScene from "./TurnScene.svelte";

let client: ManualClient;
let frames: (() => void)[];

const person = (id: string, party: string) => ({ id, party, name: id, roles: [], place: "remote" });
const session = { 2: { id: "2", state: "open" as const, title: {}, code: "K7M3PX" } };
const speaks = (turn: Parameters<typeof openSession>[0]) =>
  client.receiveEvent({ ...openSession(turn), session });
const sends = (...publishing: string[]) => client.receiveSignal("media.lines", { ...NO_LINES, publishing });

beforeEach(() => {
  manualDevices();
  vi.useFakeTimers();
  frames = [];
  const video = HTMLVideoElement.prototype;
  Object.assign(video, { requestVideoFrameCallback: (told: () => void) => frames.push(told) });
  vi.spyOn(video, "videoWidth", "get").mockReturnValue(640);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    Reflect.deleteProperty(video, "requestVideoFrameCallback");
  });
  client = new ManualClient();
  const participant = { 7: person("7", "fiji"), 8: person("8", "chile") };
  client.receiveEvent({ participant } as never, null, {}, "conference/1");
});

function shown(): ShownView {
  const model = new SessionModel(client, "2");
  const listening = new Listening(client, "2", { silent: true });
  listening.slots = { floor: { audio: null, video: { id: "floor", kind: "video" } as MediaStreamTrack } };
  const props = {
    model,
    listening,
    duration: 0,
    away: false,
    moderated: true,
    get turn() {
      return model.turn ?? expect.unreachable();
    },
  };
  return show(TurnScene, props, client);
}

/** Delivers frames of this turn, after those of the last one. */
function decodes(): void {
  vi.advanceTimersByTime(300);
  frames.splice(0).forEach((told) => told());
}

function isSeen(view: ShownView): boolean {
  return view.find("hall-video")?.matches(".showing") === true;
}

it("removes a video statement’s last frame at once if the next turn sends no picture", () => {
  sends("7");
  speaks({ id: "1", party: "fiji", mode: "video_statement" });
  const view = shown();
  decodes();
  expect(isSeen(view)).toBe(true);
  speaks({ id: "2", party: "chile" });
  expect(isSeen(view)).toBe(false);
  decodes();
  expect(isSeen(view)).toBe(false);
  sends("8");
  decodes();
  expect(isSeen(view)).toBe(true);
});

it("keeps the last frame until the next speaker’s picture arrives", () => {
  sends("7", "8");
  speaks({ id: "1", party: "fiji" });
  const view = shown();
  decodes();
  expect(isSeen(view)).toBe(true);
  speaks({ id: "2", party: "chile" });
  expect(isSeen(view)).toBe(true);
});
