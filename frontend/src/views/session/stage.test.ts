import { createRawSnippet } from "svelte";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { Listening } from "../../media/listening.svelte";
import { manualDevices } from "../../testing/devices";
import { NO_LINES } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show, type ShownView } from "../../testing/view";
import { OwnSessionModel } from "./ownSessionModel.svelte";
import Stage from "./Stage.svelte";

let client: ManualClient;

const person = (id: string, party: string) => ({ id, party, name: id, roles: [], place: "remote" });
const started = () => new Date(client.now).toISOString();
const sends = (...publishing: string[]) => client.receiveSignal("media.lines", { ...NO_LINES, publishing });

beforeEach(() => {
  manualDevices();
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  client = new ManualClient();
  const participant = { 7: person("7", "fiji"), 8: person("8", "chile") };
  client.receiveEvent({ participant } as never, null, {}, "conference/1");
});

function shown(...slots: string[]): ShownView {
  return shownWith(null, listeningTo(...slots));
}

function listeningTo(...slots: string[]): Listening {
  const video = (slot: string) => ({ id: slot, kind: "video" }) as MediaStreamTrack;
  const listening = new Listening(client, "2", { silent: true });
  listening.slots = Object.fromEntries(slots.map((slot) => [slot, { audio: null, video: video(slot) }]));
  return listening;
}

function shownWith(own: MediaStream | null, listening: Listening): ShownView {
  const check = createRawSnippet(() => ({ render: () => "<p></p>" }));
  return show(
    Stage,
    { model: new OwnSessionModel(client, "2"), listening, own, check, first: true, captions: undefined },
    client,
  );
}

/** A frame arrives, and the stage is updated. */
function decodes(view: ShownView, slot: string): void {
  view.text();
  document.querySelector(`video[data-slot="${slot}"]`)?.dispatchEvent(new Event("timeupdate"));
  vi.advanceTimersByTime(300);
}

/** Whether the picture of a slot is visible, large or small. */
function isSeen(view: ShownView, slot: string): boolean {
  view.text();
  const around = document.querySelector(`video[data-slot="${slot}"]`)?.parentElement;
  return around?.matches(".on, .inset") === true;
}

it("removes a video statement’s last picture at once if the next turn sends none", () => {
  sends("7");
  client.receiveEvent(
    openSession({ id: "1", party: "fiji", mode: "video_statement", started_at: started() }),
  );
  const view = shown("floor");
  decodes(view, "floor");
  expect(isSeen(view, "floor")).toBe(true);
  client.receiveEvent(openSession({ id: "2", party: "chile", started_at: started() }));
  expect(isSeen(view, "floor")).toBe(false);
  // Frames that still arrive are not the next speaker's, who sends later.
  decodes(view, "floor");
  expect(isSeen(view, "floor")).toBe(false);
  sends("8");
  vi.advanceTimersByTime(4000);
  expect(isSeen(view, "floor")).toBe(false);
  decodes(view, "floor");
  expect(isSeen(view, "floor")).toBe(true);
});

it("keeps the last picture until the next speaker’s, and a speaker’s own while they are away", () => {
  sends("7", "8");
  client.receiveEvent(openSession({ id: "1", party: "fiji", started_at: started() }));
  const view = shown("floor");
  decodes(view, "floor");
  client.receiveEvent(openSession({ id: "2", party: "chile", started_at: started() }));
  expect(isSeen(view, "floor")).toBe(true);
  decodes(view, "floor");
  sends();
  vi.advanceTimersByTime(10_000);
  expect(isSeen(view, "floor")).toBe(true);
});

it("removes the picture of a person who left the podium", () => {
  sends("7");
  const seat = (participant: string) => ({ podium_seat: { chair: { id: "chair", participant } } });
  client.receiveEvent({ ...openSession(null), ...seat("7") });
  const view = shown("chair");
  decodes(view, "chair");
  expect(isSeen(view, "chair")).toBe(true);
  client.receiveEvent(seat("8"));
  expect(isSeen(view, "chair")).toBe(false);
});

it("shows a party its video statement, and not its own camera, while it plays", () => {
  sends("7");
  client.receiveEvent(
    openSession({ id: "1", party: "fiji", mode: "video_statement", started_at: started() }),
  );
  const camera = new MediaStream([{ id: "camera", kind: "video" } as MediaStreamTrack]);
  const view = shownWith(camera, listeningTo("floor"));
  decodes(view, "floor");
  expect([isSeen(view, "floor"), isSeen(view, "own")]).toEqual([true, false]);
  client.receiveEvent(openSession({ id: "2", party: "fiji", started_at: started() }));
  expect(isSeen(view, "own")).toBe(true);
});

it("has who speaks, or that nobody does, in a heading", () => {
  client.receiveEvent(
    { party: { fiji: { id: "fiji", name: { en: "Fiji" } } } } as never,
    null,
    {},
    "conference/1",
  );
  client.receiveEvent(openSession({ id: "1", party: "fiji", started_at: started() }));
  const view = shown();
  const headings = () => {
    view.text();
    return [...document.querySelectorAll('main [role="heading"]')].map((one) => one.textContent.trim());
  };
  expect(headings()).toEqual(["Fiji"]);
  client.receiveEvent(openSession(), null, { turn: ["1"] });
  expect(headings()).toEqual(["Nobody has the floor"]);
});

it("says that a speaker in a hall off air is heard in the hall alone", () => {
  sends("7");
  client.receiveEvent(openSession({ id: "1", party: "fiji", place: "hall", started_at: started() }));
  const view = shown();
  expect(view.find("trouble")?.textContent).toBe("Heard in the hall alone (off air)");
  client.receiveSignal("media.lines", { ...NO_LINES, hall: true });
  expect(view.find("trouble")).toBeNull();
});

it("leaves what an event announces out of its live region, so that it is said once", () => {
  const view = shown();
  const said = () => {
    const trouble = view.find("trouble");
    return [trouble?.textContent, trouble?.getAttribute("role") ?? ""];
  };
  const turn = { id: "5", party: "chile", mode: "live", started_at: started() } as const;
  client.receiveEvent(openSession({ ...turn, place: "remote", suspended_at: started() }));
  expect(said()).toEqual(["Suspended: nobody is heard", ""]);
  client.receiveEvent(openSession({ ...turn, place: "remote", dropped_at: started() }));
  expect(said()[1]).toBe("");
  client.receiveEvent(openSession({ ...turn, place: "hall" }));
  client.receiveSignal("media.lines", NO_LINES);
  expect(said()).toEqual(["Heard in the hall alone (off air)", "status"]);
});

it("says of a point of order what it is, beside the turn that waits for it", () => {
  client.receiveEvent({
    ...openSession({ id: "5", party: "fiji", kind: "point_of_order", started_at: started() }),
    interrupted_turn: { 4: { id: "4", party: "chile", limit: 180, started_at: started() } as never },
  });
  const now = shown().find("waits")?.parentElement?.textContent ?? "";
  expect(now).toMatch(/turn waits.*point of order/s);
});
