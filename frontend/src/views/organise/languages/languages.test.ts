import { expect, it, vi } from "vitest";
import { ManualClient, STREAM } from "../../../testing/client";
import { show } from "../../../testing/view";
import Languages from "./Languages.svelte";
import { eventually } from "../../../testing/eventually";

const CONFERENCE = "conference/1";

/** An organiser whose page has the conference, and no session yet. */
function organiser() {
  const client = new ManualClient({ roles: ["organiser"], party: null });
  const person = (id: string, name: string) => ({
    id,
    name,
    roles: ["interpreter"],
    party: null,
    place: "remote",
  });
  client.receiveEvent(
    {
      conference: { 1: { id: "1", name: { en: "ICDD" }, timezone: "Asia/Makassar" } },
      session: { 2: { id: "2", title: { en: "Rivers" }, state: "open", starts_at: "2021-11-16T05:20:00Z" } },
      participant: { 7: person("7", "Ana"), 8: person("8", "Ben") },
      session_role: { 1: { id: "1", session: "2", participant: "7", role: "interpreter", language: "fr" } },
    } as never,
    null,
    {},
    CONFERENCE,
  );
  return client;
}

/** With the session's stream, and these channels in it. */
function client(...languages: string[]) {
  const client = organiser();
  channels(client, ...languages);
  return client;
}

function channels(client: ManualClient, ...languages: string[]) {
  const rows = languages.map((id, position) => [id, { id, position }]);
  client.receiveEvent({ language_channel: Object.fromEntries(rows) as never });
}

it("changes no languages before those of the session have come", () => {
  const held = organiser();
  const view = show(Languages, {}, held);
  expect([view.find("channel-new"), view.find("languages-none")]).toEqual([null, null]);
  channels(held, "fr");
  expect(view.find("channel-fr")).not.toBeNull();
  expect(view.find("channel-new")).not.toBeNull();
});

it("tells sessions of one title apart by their day and time", () => {
  const held = client("fr");
  const session = { id: "3", title: { en: "Rivers" }, state: "scheduled", starts_at: "2021-11-17T01:00:00Z" };
  held.receiveEvent({ session: { 3: session } } as never, null, {}, CONFERENCE);
  const view = show(Languages, {}, held);
  const offered = [...(view.field("languages-session") as unknown as HTMLSelectElement).options];
  expect(offered.map(({ text }) => text)).toEqual([
    "Rivers · Tuesday 16 November, 13:20",
    "Rivers · Wednesday 17 November, 09:00",
  ]);
});

it("adds a language at the end, moves one up, and undoes", async () => {
  const held = client("fr", "es");
  const view = show(Languages, {}, held);
  view.choose("channel-new", "ar");
  view.press("channel-add");
  await held.answer();
  channels(held, "fr", "es", "ar");
  view.press("channel-up-es");
  await held.answer();
  view.press("undo");
  await eventually(() => expect(held.sentCommands).toHaveLength(3));
  expect(held.sentCommands).toEqual([
    { type: "interpretation.set_channels", languages: ["fr", "es", "ar"], seen: ["fr", "es"] },
    { type: "interpretation.set_channels", languages: ["es", "fr", "ar"], seen: ["fr", "es", "ar"] },
    { type: "interpretation.set_channels", languages: ["fr", "es", "ar"], seen: ["es", "fr", "ar"] },
  ]);
});

it("gives the interpreters of a removed language back when that is undone", async () => {
  const held = client("fr", "es");
  const view = show(Languages, {}, held);
  view.press("channel-remove-fr");
  await held.answer();
  held.receiveEvent({}, null, { language_channel: ["fr"] });
  held.receiveEvent({}, null, { session_role: ["1"] }, CONFERENCE);
  view.press("undo");
  await eventually(() => expect(held.sentCommands).toHaveLength(2));
  await held.answer();
  await eventually(() => expect(held.sentCommands).toHaveLength(3));
  expect(held.sentCommands).toEqual([
    { type: "interpretation.set_channels", languages: ["es"], seen: ["fr", "es"] },
    { type: "interpretation.set_channels", languages: ["fr", "es"], seen: ["es"] },
    { type: "session_roles.give", session: "2", participant: "7", role: "interpreter", language: "fr" },
  ]);
});

it("takes what the act before it has left, however fast the presses come", async () => {
  const held = client("fr", "es", "ar");
  const view = show(Languages, {}, held);
  view.press("channel-remove-fr");
  view.press("channel-remove-es");
  await eventually(() => expect(held.sentCommands).toHaveLength(1));
  held.receiveEvent({}, null, { language_channel: ["fr"] });
  await held.answer();
  // The second is on its way, and is what is undone.
  view.press("undo");
  held.receiveEvent({}, null, { language_channel: ["es"] });
  await held.answer();
  await eventually(() => expect(held.sentCommands).toHaveLength(3));
  expect(held.sentCommands).toEqual([
    { type: "interpretation.set_channels", languages: ["es", "ar"], seen: ["fr", "es", "ar"] },
    { type: "interpretation.set_channels", languages: ["ar"], seen: ["es", "ar"] },
    { type: "interpretation.set_channels", languages: ["es", "ar"], seen: ["ar"] },
  ]);
});

it("lets an act wait for an undo that was pressed before it, and sends it although its session is left", async () => {
  const held = client("fr", "es", "ar");
  held.receiveEvent({}, null, { session_role: ["1"] }, CONFERENCE);
  held.receiveEvent(
    {
      session: {
        3: { id: "3", title: { en: "Seas" }, state: "scheduled", starts_at: "2021-11-16T07:00:00Z" },
      },
    } as never,
    null,
    {},
    CONFERENCE,
  );
  const follow = held.follow.bind(held);
  let follows = 0;
  vi.spyOn(held, "follow").mockImplementation((stream) => {
    const step = stream === STREAM ? 1 : 0;
    follows += step;
    const leave = follow(stream);
    return () => {
      follows -= step;
      leave();
    };
  });
  const view = show(Languages, {}, held);
  view.press("channel-remove-fr");
  await eventually(() => expect(held.sentCommands).toHaveLength(1));
  held.receiveEvent({}, null, { language_channel: ["fr"] });
  await held.answer();
  view.press("undo");
  view.press("channel-remove-es");
  await eventually(() => expect(held.sentCommands).toHaveLength(2));
  view.choose("languages-session", "3");
  // What nobody follows is forgotten.
  await new Promise((resolve) => setTimeout(resolve));
  expect(follows).toBe(1);
  channels(held, "fr", "es", "ar");
  await held.answer();
  await eventually(() => expect(held.sentCommands).toHaveLength(3));
  expect(held.sentCommands.slice(1)).toEqual([
    { type: "interpretation.set_channels", languages: ["fr", "es", "ar"], seen: ["es", "ar"] },
    { type: "interpretation.set_channels", languages: ["fr", "ar"], seen: ["fr", "es", "ar"] },
  ]);
  await held.answer();
  expect(follows).toBe(0);
});

it("keeps a refusal while later acts are done, and shows a refused choice no longer", async () => {
  const held = client("fr", "es", "ar");
  const view = show(Languages, {}, held);
  view.choose("booths-meeting", "override");
  view.press("channel-remove-fr");
  await held.answer("session.closed");
  expect(view.field("booths-meeting").value).toBe("interlock");
  held.receiveEvent({}, null, { language_channel: ["fr"] });
  await held.answer();
  expect(view.find("languages-trouble")).not.toBeNull();
  view.press("channel-remove-es");
  expect(view.find("languages-trouble")).toBeNull();
});

it("sets the sign language with the one that was seen, and says if another organiser was first", async () => {
  const held = client("fr");
  const view = show(Languages, {}, held);
  view.choose("sign-language", "ase");
  await held.answer("edit.changed_meanwhile");
  expect(held.sentCommands).toEqual([{ type: "interpretation.set_sign_channel", language: "ase", seen: "" }]);
  expect(view.find("languages-trouble")?.textContent).toContain("Another organiser changed this meanwhile.");
});

it("assigns an interpreter by name and takes one off", async () => {
  const held = client("fr");
  const view = show(Languages, {}, held);
  expect(view.find("channel-fr")?.textContent).toContain("Ana");
  view.type("interpreter-search-fr", "be");
  view.press("interpreter-give-8");
  await held.answer();
  view.press("interpreter-take-7");
  await held.answer();
  const role = { session: "2", role: "interpreter", language: "fr" };
  expect(held.sentCommands).toEqual([
    { type: "session_roles.give", participant: "8", ...role },
    { type: "session_roles.take", participant: "7", ...role },
  ]);
});

it("says why an act was refused", async () => {
  const held = client("fr");
  const view = show(Languages, {}, held);
  view.press("channel-remove-fr");
  await held.answer("interpretation.repeated_language");
  expect(view.find("languages-trouble")?.textContent).toContain("A language is listed twice.");
});

it("makes a key for the booth in the hall, shows it once, and revokes it", async () => {
  const KEY = {
    id: "k",
    label: "French",
    language: "fr",
    made_at: "2021-11-16T05:00:00Z",
    used_at: null,
    error: null,
  };
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", (url: string, { method, body }: RequestInit) => {
    if (method !== "GET") asked.push([method, url, body && JSON.parse(body as string)]);
    const made = { ...KEY, key: "balai-key-1", url: "/media/sessions/2/whip" };
    return Promise.resolve(Response.json(method === "POST" ? made : { keys: [] }));
  });
  const view = show(Languages, {}, client("fr"));
  await eventually(() => expect(view.find("hall-key-make-fr")).not.toBeNull());
  view.press("hall-key-make-fr");
  await eventually(() => expect(view.find("fresh-key")).not.toBeNull());
  const shown = [...(view.find("fresh-key")?.querySelectorAll("input") ?? [])].map(({ value }) => value);
  expect(shown).toContain("balai-key-1");
  const focused = () => document.activeElement?.textContent?.trim();
  await eventually(() => expect(view.find("fresh-key")?.contains(document.activeElement)).toBe(true));

  view.press("hall-key-revoke-fr");
  await eventually(() => expect(focused()).toBe("Keep it"));
  view.press("hall-key-revoke-now-fr");
  await eventually(() => expect(view.find("hall-key-make-fr")).not.toBeNull());
  await eventually(() => expect(focused()).toBe("Make a key for French"));
  expect(view.find("fresh-key")).toBeNull();
  expect(asked).toEqual([
    ["POST", "/api/v1/sessions/2/publisher-keys", { label: "French", language: "fr" }],
    ["DELETE", "/api/v1/sessions/2/publisher-keys/k", null],
  ]);
  vi.unstubAllGlobals();
});

it("keeps the keyboard beside the language that was moved or removed", async () => {
  const held = client("fr", "es");
  const view = show(Languages, {}, held);
  const focused = () => (document.activeElement as HTMLElement).dataset["testid"];
  view.press("channel-up-es");
  channels(held, "es", "fr");
  await held.answer();
  await eventually(() => expect(focused()).toBe("channel-remove-es"));
  view.press("channel-remove-es");
  await held.answer();
  await eventually(() => expect(focused()).toBe("channel-new"));
});
