/** The page of people: what it sends, what it shows of a list with wrong lines, and when it reads the table again. */
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { setLanguage } from "../../locales/language.svelte";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import People from "./People.svelte";
import type { LetterPreview, PeoplePage, Person } from "./people/api";
import { eventually } from "../../testing/eventually";

const STREAM = "conference/1";
const person = (id: string, state: Person["state"], more: Partial<Person> = {}): Person => ({
  id,
  name: `Person ${id}`,
  party: "7",
  roles: ["delegate"],
  place: "remote",
  email: `p${id}@example.org`,
  language: "en",
  state,
  reason: "",
  expires_at: null,
  ...more,
});
let asked: string[] = [];
let bodies: unknown[] = [];
let answers: Record<string, unknown> = {};

function page(people: Person[], next: string | null = null, most: number | null = 5): PeoplePage {
  const counts = Object.fromEntries(people.map(({ state }) => [state, 1])) as PeoplePage["counts"];
  return {
    people,
    next,
    counts,
    parties: [{ party: "7", members: 1, most_members: most }],
    sends_mail: true,
  };
}

function opened(roles: ("organiser" | "head" | "delegate")[] = ["organiser"], isEmpty = false) {
  const client = new ManualClient({ roles, conference: "1" });
  const conference = { id: "1", name: { en: "Rivers" }, timezone: "UTC" };
  const fiji = { id: "7", name: { en: "Fiji" }, outlet: "", place: "hall" as const };
  client.receiveEvent({ conference: { 1: conference }, party: isEmpty ? {} : { 7: fiji } }, null, {}, STREAM);
  return { client, view: show(People, {}, client) };
}

beforeEach(() => {
  vi.restoreAllMocks();
  asked = [];
  bodies = [];
  answers = { GET: page([person("1", "not_sent"), person("2", "sent"), person("3", "accepted")]) };
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`);
    if (typeof init.body === "string") bodies.push(JSON.parse(init.body));
    return Promise.resolve(answers[init.method ?? "GET"]).then((answer) => Response.json(answer));
  });
});

const ENGLISH = { subject: "Invitation: {conference}", greeting: "{name}, you are invited.", paragraph: "" };
/** The answer to the question what would be sent. */
function letters(counts: Record<string, number>, more: Partial<LetterPreview> = {}): LetterPreview {
  const letter = ([language, count]: [string, number]) => ({
    language,
    count,
    names: ["Ana", "Ben"].slice(0, count),
    text: ENGLISH,
    subject: "Invitation: Rivers",
    body: `Ana, you are invited (${language}).`,
  });
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const about = { count, left_out: 0, own_address: "olive@example.org", digest: "what was shown" };
  return { ...about, letters: Object.entries(counts).map(letter), ...more };
}

const shown = async (view: ReturnType<typeof show>, text: string) =>
  eventually(() => expect(view.text()).toContain(text));

it("shows each person with its state, and offers what can be done with it", async () => {
  const { view } = opened();
  await shown(view, "Person 1");
  expect(view.find("send-1")?.textContent).toBe("Invite");
  expect(view.find("send-2")?.textContent).toBe("Send again");
  expect(view.find("revoke-2")).not.toBeNull();
  expect([view.find("revoke-1"), view.find("send-3"), view.find("revoke-3")]).toEqual([null, null, null]);
  expect(view.find("remove-3")).not.toBeNull();
});

it("opens a row for its address and acts, where there is no room for columns", async () => {
  const { view } = opened();
  await shown(view, "Person 1");
  const row = view.find("person-1");
  const isOpen = () => [
    view.find("more-1")?.getAttribute("aria-expanded"),
    row?.className.includes("opened"),
  ];
  expect(isOpen()).toEqual(["false", false]);
  view.press("more-1");
  expect(isOpen()).toEqual(["true", true]);
  expect(view.find("more-1")?.getAttribute("aria-label")).toBe("More about Person 1");
});

it("invites who was chosen, and all of a delegation who have no invitation, after a preview", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ fr: 46, en: 2 });
  view.press("people-all");
  view.press("invite-chosen");
  await shown(view, "Send the invitations (48)");
  expect(client.sentCommands).toEqual([]);
  expect(bodies.at(-1)).toEqual({ kind: "invitation", participants: ["1", "2"], party: null });
  expect(view.field("letter-language").textContent).toBe("French: 46 peopleEnglish: 2 people");
  expect(view.field("letter-preview").textContent).toContain("Ana, you are invited (fr).");
  view.press("letter-send");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands[0]).toEqual({
    type: "invitations.send",
    kind: "invitation",
    participants: ["1", "2"],
    party: null,
    seen: "what was shown",
  });
  await client.answer();
  await eventually(() => expect(view.find("letters")).toBeNull());
  view.choose("filter-party", "7");
  await shown(view, "Invite Fiji");
  expect(asked.at(-1)).toBe("GET /api/v1/organise/people?party=7");
  view.press("invite-rest");
  await shown(view, "Send the invitations (48)");
  view.press("letter-send");
  await eventually(() => expect(client.sentCommands.at(-1)).toMatchObject({ participants: [], party: "7" }));
});

it("reminds those who did not accept, and says who is left out", async () => {
  const { client, view } = opened();
  await shown(view, "Remind those who have not accepted (1)");
  answers["POST"] = letters({ en: 0 }, { left_out: 1 });
  view.press("remind-rest");
  await shown(view, "Left out, because they were written to within a day: 1");
  view.press("letter-send");
  expect(client.sentCommands).toEqual([]);
  await shown(view, "Nobody here can be reminded now.");
  answers["POST"] = letters({ en: 1 });
  view.choose("letter-kind", "invitation");
  await shown(view, "Send the invitations (1)");
  view.choose("letter-kind", "reminder");
  await shown(view, "Send the reminders (1)");
  view.press("letter-send");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands[0]).toMatchObject({ type: "invitations.send", kind: "reminder" });
});

it("saves what was written before a test or the invitations go out", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 1 });
  view.press("invite-rest");
  await shown(view, "Send a test to olive@example.org");
  view.type("letter-paragraph", "Bring a coat.");
  view.press("letter-test");
  expect(client.sentCommands).toEqual([
    {
      type: "invitations.write_letter",
      kind: "invitation",
      language: "en",
      values: { ...ENGLISH, paragraph: "Bring a coat." },
      seen: ENGLISH,
    },
  ]);
  const [about] = letters({ en: 1 }).letters;
  const letter = { ...about, text: { ...ENGLISH, paragraph: "Bring a coat." } };
  answers["POST"] = { ...letters({ en: 1 }), letters: [letter] };
  await client.answer();
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands.at(-1)).toEqual({
    type: "invitations.send_test",
    kind: "invitation",
    language: "en",
  });
  await client.answer();
  await shown(view, "A test is on its way to olive@example.org");
});

it("keeps what was written where somebody else changed the text meanwhile", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 1 });
  view.press("invite-rest");
  await shown(view, "Send a test to olive@example.org");
  view.type("letter-paragraph", "Bring a coat.");
  view.press("letter-test");
  const [about] = letters({ en: 1 }).letters;
  const theirs = { ...ENGLISH, paragraph: "Bring an umbrella." };
  answers["POST"] = { ...letters({ en: 1 }), letters: [{ ...about, text: theirs }] };
  await client.answer("edit.changed_meanwhile");
  await shown(view, "Somebody else changed this text meanwhile.");
  expect((view.field("letter-paragraph") as unknown as HTMLTextAreaElement).value).toBe("Bring a coat.");
  view.press("letter-test");
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands[1]).toMatchObject({ values: { paragraph: "Bring a coat." }, seen: theirs });
});

it("saves what was written before another kind of e-mail is chosen", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 1 });
  view.press("invite-rest");
  await shown(view, "Send the invitations (1)");
  view.type("letter-paragraph", "Bring a coat.");
  view.choose("letter-kind", "reminder");
  expect(client.sentCommands).toMatchObject([{ kind: "invitation", values: { paragraph: "Bring a coat." } }]);
  await client.answer();
  await shown(view, "Send the reminders (1)");
});

it("saves what was written before it is closed, and stays open if that is refused", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 1 });
  view.press("invite-rest");
  await shown(view, "Send the invitations (1)");
  view.type("letter-paragraph", "Bring a coat.");
  view.press("letter-close");
  await client.answer("invitations.unknown_language");
  await eventually(() => expect(view.find("refusal")).not.toBeNull());
  expect(view.field("letter-paragraph").value).toBe("Bring a coat.");
  view.press("letter-close");
  expect(client.sentCommands.at(-1)).toMatchObject({ values: { paragraph: "Bring a coat." } });
  await client.answer();
  await eventually(() => expect(view.find("letters")).toBeNull());
});

it("offers no other letter while one is written", async () => {
  const { view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 1 });
  view.press("send-1");
  await shown(view, "Send the invitations (1)");
  expect([view.find("send-1"), view.find("send-2")]).toEqual([null, null]);
  view.press("letter-close");
  await eventually(() => expect(view.find("send-2")).not.toBeNull());
});

it("says that a test is on its way only beside the text of the test", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 2, fr: 1 });
  view.press("invite-rest");
  await shown(view, "Send a test to olive@example.org");
  view.press("letter-test");
  await client.answer();
  await shown(view, "A test is on its way to olive@example.org");
  view.choose("letter-language", "fr");
  await eventually(() => expect(view.field("letter-language").value).toBe("fr"));
  await eventually(() => expect(view.text()).not.toContain("A test is on its way"));
});

it("offers nothing to send until the figures of the chosen kind are there", async () => {
  const { view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 57 });
  view.press("invite-rest");
  await shown(view, "Send the invitations (57)");
  let preview: (preview: LetterPreview) => void = () => undefined;
  answers["POST"] = new Promise<LetterPreview>((resolve) => (preview = resolve));
  view.choose("letter-kind", "reminder");
  await eventually(() => expect(bodies.at(-1)).toMatchObject({ kind: "reminder" }));
  expect(view.find("letter-send")).toBeNull();
  preview(letters({ en: 3 }));
  await shown(view, "Send the reminders (3)");
});

it("keeps the kind and the language if what was written for them is refused", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 2, fr: 1 });
  view.press("invite-rest");
  await shown(view, "Send the invitations (3)");
  view.type("letter-paragraph", "{bogus}");
  for (const [field, chosen, kept] of [
    ["letter-language", "fr", "en"],
    ["letter-kind", "reminder", "invitation"],
  ] as const) {
    view.choose(field, chosen);
    await client.answer("invitations.unknown_language");
    await eventually(() => expect(view.field(field).value).toBe(kept));
    expect(view.field("letter-paragraph").value).toBe("{bogus}");
  }
});

it("lets the head of a delegation read the text, and not change it", async () => {
  const { view } = opened(["head"]);
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 1 });
  view.press("invite-rest");
  await shown(view, "Ana, you are invited (en).");
  expect([view.find("letter-subject"), view.find("letter-save")]).toEqual([null, null]);
});

it("removes nobody at the first press", async () => {
  const { client, view } = opened();
  await shown(view, "Person 2");
  view.press("remove-2");
  expect(client.sentCommands).toEqual([]);
  view.press("remove-sure-2");
  expect(client.sentCommands).toEqual([{ type: "parties.remove_member", participant: "2" }]);
  await client.answer("parties.last_organiser");
  await shown(view, "only organiser with an account");
});

it("names the wrong lines of a list, and adds nobody", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = { right: 1, wrong: [{ line: 2, text: "nobody", why: "address" }] };
  view.press("open-people");
  view.type("people-list", "Ana <ana@example.org>\nnobody");
  view.choose("people-party", "7");
  view.press("people-add");
  await shown(view, "no e-mail address");
  expect(client.sentCommands).toEqual([]);
  answers["POST"] = { right: 1, wrong: [] };
  view.choose("people-role", "head");
  view.press("people-add");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(view.field("people-place").value).toBe("hall");
  const sent = { party: "7", roles: ["delegate", "head"], place: null, language: "en" };
  expect(client.sentCommands[0]).toMatchObject(sent);
});

it("reads the table again when people change", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  const before = asked.length;
  const event = { type: "parties.members_added", participants: ["9"] } as const;
  client.receiveEvent({}, event as never, {}, STREAM);
  await eventually(() => expect(asked.length).toBe(before + 1));
});

it("lets a head of delegation add its own delegates, and touch nobody else", async () => {
  answers["GET"] = page([
    person("1", "not_sent", { email: "" }),
    person("4", "accepted", { email: "", roles: ["delegate", "head"] }),
  ]);
  const { client, view } = opened(["delegate", "head"]);
  await shown(view, "Person 4");
  expect([view.find("filter-party"), view.find("remove-4")]).toEqual([null, null]);
  answers["POST"] = { right: 1, wrong: [] };
  view.press("open-people");
  expect(view.find("people-party")).toBeNull();
  view.type("people-list", "ben@example.org");
  view.press("people-add");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands[0]).toMatchObject({ party: null, roles: ["delegate"] });
});

it("says where the head of a delegation may add nobody, and leads organisers to the delegations", async () => {
  answers["GET"] = page([person("1", "accepted")], null, null);
  const organiser = opened().view;
  await shown(organiser, "Person 1");
  const link = organiser.find("to-delegations");
  expect([link?.textContent, link?.getAttribute("href")]).toEqual(["1 delegation", "/organise/delegations"]);
  await organiser.unmount();
  const head = opened(["delegate", "head"]).view;
  await shown(head, "Ask an organiser.");
  expect(head.find("to-delegations")).toBeNull();
  head.press("open-people");
  expect(head.find("people-list")).toBeNull();
});

/** What is announced to screen readers, and the heading of the page. */
function heard() {
  const said: string[] = [];
  vi.spyOn(announcer, "say").mockImplementation((text) => void said.push(text));
  return said;
}
const headed = () => document.querySelector("main")?.prepend(document.createElement("h1"));
const focused = () => document.activeElement;

it("goes back to the button that opened a form, and says what was added", async () => {
  const said = heard();
  const { client, view } = opened();
  await shown(view, "Person 1");
  view.press("open-people");
  answers["POST"] = { right: 2, wrong: [] };
  view.type("people-list", "ana@example.org\nben@example.org");
  view.choose("people-party", "7");
  view.press("people-add");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  await client.answer();
  await eventually(() => expect(focused()).toBe(view.field("open-people")));
  expect(said.at(-1)).toBe("Added: 2 people");
});

it("goes to the heading when those who wait are invited, and says how many", async () => {
  const said = heard();
  const { client, view } = opened();
  headed();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 1 });
  view.press("invite-rest");
  await shown(view, "Send the invitations (1)");
  expect(focused()?.textContent).toBe("What is sent");
  view.press("letter-send");
  answers["GET"] = page([person("1", "sent")]);
  await client.answer();
  await eventually(() => expect(focused()?.tagName).toBe("H1"));
  expect([view.find("invite-rest"), said]).toEqual([null, ["1 invitation is on its way"]]);
});

it("keeps the keyboard in the table while people are removed", async () => {
  const said = heard();
  const { client, view } = opened();
  await shown(view, "Person 2");
  view.press("remove-2");
  await eventually(() => expect(focused()).toBe(view.field("remove-sure-2")));
  view.press("keep-2");
  await eventually(() => expect(focused()).toBe(view.field("remove-2")));
  view.press("remove-2");
  view.press("remove-sure-2");
  answers["GET"] = page([person("1", "not_sent"), person("3", "accepted")]);
  await client.answer();
  await eventually(() => expect(focused()).toBe(view.field("person-3").querySelector("th")));
  expect(said).toEqual(["Removed: Person 2"]);
});

it("goes to the button that sends the link again, when it is withdrawn", async () => {
  const { client, view } = opened();
  await shown(view, "Person 2");
  view.press("revoke-2");
  answers["GET"] = page([person("2", "revoked")]);
  await client.answer();
  await eventually(() => expect(view.find("revoke-2")).toBeNull());
  expect(focused()).toBe(view.field("send-2"));
});

it("says where to begin while there is no delegation", () => {
  expect(opened(["organiser"], true).view.find("next-steps")).not.toBeNull();
  expect(opened(["organiser"]).view.find("next-steps")).toBeNull();
  expect(opened(["head"], true).view.find("next-steps")).toBeNull();
});

it("asks for the part of people without a delegation", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = { right: 1, wrong: [] };
  view.press("open-people");
  const part = view.field("people-role");
  const offers = () => [...part.querySelectorAll("option")].map(({ value }) => value);
  expect([part.value, part.required, offers().includes("delegate")]).toEqual(["", true, false]);
  view.choose("people-party", "7");
  view.text();
  expect([part.value, offers().slice(0, 2)]).toEqual(["delegate", ["delegate", "head"]]);
  view.choose("people-party", "");
  view.type("people-list", "ana@example.org");
  view.press("people-add");
  expect(asked.filter((one) => one.startsWith("POST"))).toEqual([]);
  view.choose("people-role", "operator");
  view.press("people-add");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands[0]).toMatchObject({ party: null, roles: ["operator"] });
});

it("says a refusal in the language of now", async () => {
  const { client, view } = opened();
  await shown(view, "Person 1");
  answers["POST"] = letters({ en: 1 });
  view.press("invite-rest");
  await shown(view, "Send the invitations (1)");
  view.press("letter-send");
  await client.answer("invitations.nobody");
  await shown(view, "Nobody here waits for an invitation.");
  setLanguage("id");
  onTestFinished(() => setLanguage("en"));
  await shown(view, "Tidak ada yang menunggu undangan di sini.");
});
