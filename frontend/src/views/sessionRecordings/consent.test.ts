import { beforeEach, expect, it } from "vitest";
import { ManualClient, openSession, TURN } from "../../testing/client";
import { show } from "../../testing/view";
import { OwnSessionModel } from "../session/ownSessionModel.svelte";
import { NO_LINES, SessionModel } from "../../state/sessionModel.svelte";
import { broadcastKind, participantsInSlots } from "./consent";
import RecordingNotice from "./RecordingNotice.svelte";
import SessionRecordings from "./SessionRecordings.svelte";
import { sessionRecordings as en } from "../../locales/en/record.json";

let client: ManualClient;

const person = (id: string, party: string | null) => ({ id, party, name: id, roles: [], place: "remote" });
const VIDEO = { id: "1", mode: "video_statement" } as const;

beforeEach(() => {
  client = new ManualClient();
  const participant = { 7: person("7", "fiji"), 8: person("8", "chile"), 9: person("9", null) };
  client.receiveEvent({ participant } as never, null, {}, "conference/1");
  client.receiveEvent({
    ...openSession(VIDEO),
    running_recording: { 1: { id: "1", since: "2021-11-16T05:30:00Z" } },
    session_recording: {
      1: { id: "1", state: "running", started_at: "2021-11-16T05:30:00Z", acknowledged: [], files: [] },
    },
  });
  client.receiveSignal("media.lines", { ...NO_LINES, publishing: ["7", "8"] });
});

it("says of a video statement of one’s party that it is on the recording, and of a turn that one is heard", () => {
  const view = show(
    RecordingNotice,
    { model: new OwnSessionModel(client, "2"), onleave: () => undefined },
    client,
  );
  expect(view.text()).toContain(en["notice.video_statement"]);
  client.receiveEvent({ turn: { 1: { ...TURN, mode: "live" } } });
  expect(view.text()).toContain(en["notice.live"]);
  client.receiveEvent(openSession(null));
  expect(view.text()).toContain(en["notice.before"]);
});

it("follows what is in the slot", () => {
  const model = new SessionModel(client, "2");
  const cases = [
    [{ ...TURN, ...VIDEO }, "video_statement", []],
    [{ ...TURN, ...VIDEO, introducing: true }, "video_statement", []],
    [{ ...TURN, ...VIDEO, introducing: true, speaker: "7" }, "person", ["7"]],
    [{ ...TURN, mode: "live" }, "person", ["7"]],
    [{ ...TURN, mode: "live", party: "chile" }, "nothing", ["8"]],
    [{ ...TURN, mode: "read_out", reader: "8" }, "nothing", ["8"]],
    [{ ...TURN, mode: "read_out", party: "chile", reader: "7" }, "person", ["7"]],
  ] as const;
  for (const [turn, aired, slots] of cases) {
    client.receiveEvent({ turn: { 1: turn } });
    expect([broadcastKind(model), participantsInSlots(model)]).toEqual([aired, slots]);
  }
  client.receiveEvent({
    ...openSession(null),
    podium_seat: { "panel-1": { id: "panel-1", participant: "7" } },
  });
  expect([broadcastKind(model), participantsInSlots(model)]).toEqual(["person", ["7"]]);
});

it("has the interpreter on duty while the channel into which the booth works is heard: its own, or language B", () => {
  const model = new SessionModel(client, "2");
  const booth = (outgoing: string) => ({ id: "fr", position: 0, on_duty: "9", incoming: "", outgoing });
  const heard = (...languages: string[]) => client.receiveSignal("media.lines", { ...NO_LINES, languages });
  client.receiveEvent({ ...openSession(null), language_channel: { fr: booth("es") } } as never);
  heard("es");
  expect(participantsInSlots(model)).toEqual(["9"]);
  heard("fr");
  expect(participantsInSlots(model)).toEqual([]);
  client.receiveEvent({ language_channel: { fr: booth("fr") } } as never);
  expect(participantsInSlots(model)).toEqual(["9"]);
});

it("tells moderators that the video statement is recorded, and who will not be", () => {
  const view = show(SessionRecordings, { model: new SessionModel(client, "2") }, client);
  expect(view.find("session-recording-missing")?.textContent).toContain(
    en["session_recordings.video_statement_on"],
  );
  expect(view.find("session-recording-later")?.textContent).toMatch(/before they acknowledge it: .*7.*8/);
  client.receiveEvent({ turn: { 1: { ...TURN, mode: "live" } } });
  expect(view.find("session-recording-missing")?.textContent).toMatch(/On the air and not recorded.*7/);
  expect(view.find("session-recording-later")?.textContent).not.toContain("7");
});
