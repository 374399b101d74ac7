import { afterEach, expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Registrations from "./Registrations.svelte";
import { eventually } from "../../testing/eventually";

afterEach(() => vi.unstubAllGlobals());

const CONFERENCE = "conference/1";
const row = (id: string, state: string) => ({
  id,
  name: `Person ${id}`,
  organisation: "University of Rivers",
  email: `p${id}@example.org`,
  language: "en",
  state,
  asked_at: "2021-11-16T05:20:00Z",
});
const PAGE = {
  registrations: [row("1", "asked"), row("2", "registered")],
  next: null,
  counts: { asked: 1, waiting: 0, registered: 1, declined: 0 },
  rules: { open: true, needs_approval: true, places: 100 },
  page: "https://hall.example.org/account/register/icdd/",
  sends_mail: true,
};

function page() {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    return Promise.resolve(new Response(JSON.stringify(PAGE)));
  });
  const client = new ManualClient({ roles: ["organiser"], party: null });
  client.receiveEvent(
    { conference: { 1: { id: "1", name: {}, timezone: "UTC", registration_open: true } } },
    null,
    {},
    CONFERENCE,
  );
  return { asked, client, view: show(Registrations, {}, client) };
}

it("lists who registered, and sends the organiser's decisions", async () => {
  const { client, view } = page();
  await eventually(() => expect(view.find("registration-1")?.textContent).toContain("p1@example.org"));
  expect(view.find("approve-2")).toBeNull();
  view.press("approve-1");
  view.press("decline-2");
  expect(client.sentCommands).toEqual([
    { type: "registration.approve", registration: "1" },
    { type: "registration.decline", registration: "2" },
  ]);
  await client.answer("registration.full");
  expect(view.find("registrations-trouble")?.textContent).toContain("All places are taken");
});

it("goes to the next row after a decision", async () => {
  const { client, view } = page();
  await eventually(() => expect(view.find("approve-1")).not.toBeNull());
  view.press("approve-1");
  await client.answer();
  expect(document.activeElement).toBe(view.field("registration-2").querySelector("th"));
});

it("changes how people register", async () => {
  const { client, view } = page();
  await eventually(() => expect(view.field("registration-places").value).toBe("100"));
  expect(view.field("registration-open").checked).toBe(true);
  view.type("registration-places", "");
  view.press("registration-approval");
  view.press("registration-save");
  expect(client.sentCommands).toEqual([
    { type: "registration.set", open: true, needs_approval: false, places: null },
  ]);
});

it("reads the table again once a registration has changed", async () => {
  const { asked, client } = page();
  await eventually(() => expect(asked.length).toBe(1));
  client.store.apply({
    stream: CONFERENCE,
    signals: { registrations: { asked: 2, waiting: 0, registered: 1, declined: 0 } },
  });
  await eventually(() => expect(asked.length).toBe(2));
});

it("shows no answer that another question has overtaken", async () => {
  const { view } = page();
  await eventually(() => expect(view.find("registration-1")).not.toBeNull());
  const answers: ((answer: Response) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => answers.push(resolve)));
  const answer = (at: number, id: string) =>
    answers[at]?.(new Response(JSON.stringify({ ...PAGE, registrations: [row(id, "registered")] })));
  view.press("registrations-show");
  view.press("registrations-show");
  answer(1, "8");
  await eventually(() => expect(view.find("registration-8")).not.toBeNull());
  answer(0, "7");
  await new Promise((resolve) => setTimeout(resolve));
  expect([view.find("registration-7"), view.find("registration-8")?.tagName]).toEqual([null, "TR"]);
});

it("adds the next page once, at two presses", async () => {
  const { view } = page();
  await eventually(() => expect(view.find("registration-1")).not.toBeNull());
  const answers: ((answer: Response) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => answers.push(resolve)));
  const answer = (at: number, ...ids: string[]) =>
    answers[at]?.(
      new Response(
        JSON.stringify({
          ...PAGE,
          registrations: ids.map((id) => row(id, "registered")),
          next: at ? null : "2",
        }),
      ),
    );
  view.press("registrations-show");
  answer(0, "1", "2");
  await eventually(() => expect(view.find("registrations-more")).not.toBeNull());
  view.press("registrations-more");
  view.press("registrations-more");
  answer(1, "3");
  answer(2, "3");
  await eventually(() => expect(view.find("registration-3")).not.toBeNull());
  expect(view.find("registrations-more")).toBeNull();
});
