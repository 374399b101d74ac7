import { afterEach, expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Access from "./Access.svelte";
import { reasonText } from "./accessTexts";
import { findPeople, shownReasons, type RightReason } from "./rights";
import { eventually } from "../../testing/eventually";

afterEach(() => vi.unstubAllGlobals());

const CONFERENCE = "conference/1";
const SESSION = { title: { en: "Panel 2" }, starts_at: "2021-11-16T05:20:00Z", access: "delegations" };
const RIGHTS = {
  participant: "9",
  roles: ["audience"],
  sessions: [
    {
      session: "2",
      access: "delegations",
      roles: [{ role: "moderator", language: "" }],
      rights: {
        enter: [
          { source: "policy", name: "delegations" },
          { source: "session", name: "moderator" },
        ],
      },
    },
  ],
};

/** Serves what the page reads; returns the list of the decisions under way. */
function serve(): object[] {
  const under_way: object[] = [];
  const answer = (path: string) => (path.endsWith("/overview") ? { missing: [], under_way } : RIGHTS);
  vi.stubGlobal("fetch", (path: string) => Promise.resolve(new Response(JSON.stringify(answer(path)))));
  return under_way;
}

function page(more: Record<string, unknown> = {}) {
  const client = new ManualClient({ roles: ["organiser"], party: null });
  client.receiveEvent(
    {
      conference: { 1: { id: "1", name: {}, short: "ICDD", timezone: "UTC", default_access: "delegations" } },
      session: { 2: { id: "2", ...SESSION } as never, ...more },
      participant: { 9: { id: "9", name: "Ana Sukma", party: null, roles: ["audience"], simulated: false } },
      session_role: { 4: { id: "4", session: "2", participant: "9", role: "moderator", language: "" } },
    },
    null,
    {},
    CONFERENCE,
  );
  return { client, view: show(Access, {}, client) };
}

it("says what a person may do in each session, and why", async () => {
  serve();
  const { view } = page();
  view.type("access-search", "ana");
  view.press("access-person-9");
  await eventually(() =>
    expect(view.find("access-rights-2")?.textContent).toContain("moderator in this session"),
  );
  expect(view.find("access-everywhere")?.textContent).toContain("audience");
});

it("gives and takes a role, and changes who may enter", async () => {
  serve();
  const { client, view } = page();
  view.type("access-search", "ana");
  view.press("access-person-9");
  await eventually(() => expect(view.find("access-take-2-moderator")).not.toBeNull());
  view.press("access-take-2-moderator");
  view.choose("access-role-2", "interpreter");
  view.choose("access-language-2", "fr");
  view.press("access-give-2");
  view.choose("access-policy-2", "staff");
  view.press("access-policy-2-apply");
  const of = { session: "2", participant: "9" };
  expect(client.sentCommands).toEqual([
    { type: "session_roles.take", ...of, role: "moderator", language: "" },
    { type: "session_roles.give", ...of, role: "interpreter", language: "fr" },
    { type: "session.set_access", access: "staff" },
  ]);
  await client.answer("session_roles.last_moderator");
  expect(view.find("access-trouble")?.textContent).toContain("only moderator");
});

it("keeps the keyboard where a person was chosen, and a role given or taken", async () => {
  serve();
  const { client, view } = page();
  view.type("access-search", "ana");
  view.press("access-person-9");
  await eventually(() => expect(document.activeElement).toBe(view.field("access-name")));
  view.choose("access-role-2", "panellist");
  view.press("access-give-2");
  await client.answer();
  expect(document.activeElement).toBe(view.field("access-role-2"));
  await eventually(() => expect(view.find("access-take-2-moderator")).not.toBeNull());
  view.press("access-take-2-moderator");
  await client.answer();
  expect(document.activeElement).toBe(view.field("access-role-2"));
});

it("puts nobody out while a policy is chosen", async () => {
  const { client, view } = page();
  view.choose("access-policy-2", "registered");
  view.choose("access-policy-2", "staff");
  expect(client.sentCommands).toEqual([]);
  view.press("access-policy-2-apply");
  expect(client.sentCommands).toEqual([{ type: "session.set_access", access: "staff" }]);
  await client.answer();
  expect(document.activeElement).toBe(view.field("access-policy-2"));
  expect(view.find("access-policy-2-apply")).toBeNull();
});

it("gives the policy of new sessions to the others that are not over", async () => {
  const open = { ...SESSION, access: "public", state: "scheduled" };
  const { client, view } = page({
    3: { id: "3", ...open },
    4: { id: "4", ...open },
    5: { id: "5", ...open, state: "closed" },
  });
  view.choose("access-default", "staff");
  view.press("access-default-apply");
  const change = { values: { default_access: "staff" }, seen: { default_access: "delegations" } };
  expect(client.sentCommands).toEqual([{ type: "programme.change_conference", ...change }]);
  await client.answer();
  expect(view.find("access-for-all")?.textContent).toContain("2");
  view.press("access-for-all");
  await client.answer();
  await client.answer("session.finished");
  const given = { type: "session.set_access", access: "delegations" };
  expect(client.sentCommands.slice(1)).toEqual([given, given]);
  expect(view.find("access-trouble")).not.toBeNull();
});

it("keeps a refused choice beside its button", async () => {
  const { client, view } = page();
  view.choose("access-policy-2", "staff");
  view.press("access-policy-2-apply");
  await client.answer("session.finished");
  expect(view.field("access-policy-2").value).toBe("staff");
  expect(view.find("access-policy-2-apply")).not.toBeNull();
});

it("finds people by their names and their delegations'", () => {
  const people = [{ name: "Wati" }, { name: "Zana" }, { name: "Bo" }, { name: "Ana" }];
  const party = ({ name }: { name: string }) => (name === "Wati" ? "Fiji" : "Anatolia");
  expect(findPeople(people, " ANA ", party).map(({ name }) => name)).toEqual(["Ana", "Zana", "Bo"]);
  expect(findPeople(people, "fij", party).map(({ name }) => name)).toEqual(["Wati"]);
});

it("leaves out that one has a role somewhere, where a role allows it", () => {
  const policy: RightReason = { source: "policy", name: "public" };
  const elsewhere: RightReason = { source: "conference", name: "role_elsewhere" };
  const delegate: RightReason = { source: "conference", name: "delegate" };
  expect(shownReasons([policy, delegate, elsewhere])).toEqual([policy, delegate]);
  expect(shownReasons([policy, elsewhere])).toEqual([policy, elsewhere]);
});

it("names each rule", () => {
  expect(reasonText({ source: "conference", name: "role_elsewhere" })).toBe("has a role in a session");
  expect(reasonText({ source: "policy", name: "public" })).toBe("policy: Everyone");
});

it("offers each role that a person can have in one session, rapporteurs too", async () => {
  serve();
  const { view } = page();
  view.type("access-search", "ana");
  view.press("access-person-9");
  await eventually(() => expect(view.find("access-role-2")).not.toBeNull());
  const offered = [...view.field("access-role-2").querySelectorAll("option")].map((one) => one.textContent);
  expect(offered).toEqual([
    ...[
      "Choose a role",
      "moderator",
      "panellist",
      "delegate",
      "rapporteur",
      "interpreter",
      "captioner",
      "operator",
    ],
  ]);
});

it("says which votes keep a session and a person as they are, and reads again after a refusal", async () => {
  const under_way = serve();
  const { client, view } = page();
  expect(view.find("decision-session/2")).toBeNull();
  const vote = { stream: "session/2", title: SESSION.title, until: null };
  under_way.push({ ...vote, parties: ["7", "8"], participants: ["9"] });
  view.choose("access-policy-2", "staff");
  view.press("access-policy-2-apply");
  await client.answer("decision.under_way");
  await eventually(() => expect(view.find("decision-session/2")?.textContent).toContain("Panel 2"));
  expect(view.find("decision-session/2")?.textContent).toContain("2 delegations");
  expect(view.find("decision-session/2")?.querySelector("a")?.getAttribute("href")).toMatch(
    /session\/2\/console$/,
  );
  expect(view.find("access-policy-2-kept")?.textContent).toContain("Stays open to delegations");
});
