import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../../testing/client";
import { show } from "../../../testing/view";
import StatementTexts from "../../console/StatementTexts.svelte";
import { SessionModel } from "../../../state/sessionModel.svelte";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import { statementTitle } from "./statementFacts";
import WrittenList from "./WrittenList.svelte";

const TEXT = {
  party: "fiji",
  language: "en",
  text: "",
  rich: false,
  words: 0,
  on_behalf_of: "",
  kind: "statement",
  spoken: false,
  held: false,
  file: "",
} as const;

function handedIn(): ManualClient {
  const client = new ManualClient();
  const zone = { 1: { id: "1", timezone: "UTC" } };
  client.receiveEvent({ conference: zone } as never, null, {}, "conference/1");
  client.receiveEvent({
    ...openSession(),
    written_statement: {
      4: {
        ...TEXT,
        id: "4",
        words: 310,
        text: "On water.\nIt is scarce.",
        submitted_at: "2021-11-16T05:30:00Z",
      },
      5: {
        ...TEXT,
        id: "5",
        language: "fr",
        rich: true,
        words: 42,
        text: "<h3>Sur l’eau</h3><p>Elle est rare.</p>",
        submitted_at: "2021-11-16T06:10:00Z",
      },
      6: { ...TEXT, id: "6", spoken: true, held: true, submitted_at: "2021-11-16T06:20:00Z" },
    },
  });
  return client;
}

it("shows what distinguishes the statements of one party, to everyone", () => {
  const client = handedIn();
  const view = show(WrittenList, { model: new OwnSessionModel(client, "2") }, client);
  const said = (id: string) => view.find(`written-${id}`)?.querySelector("summary")?.textContent;
  expect(said("4")).toMatch(/On water\..*English · 310 words · handed in Tue 05:30/s);
  expect(said("5")).toMatch(/Sur l’eau.*French · 42 words · handed in Tue 06:10/s);
  // Of a text that is held back nobody learns more than that it exists.
  expect(said("6")).toMatch(/English · handed in Tue 06:20 · published when its turn comes/);
});

it("shows what distinguishes them at the console", () => {
  const client = handedIn();
  const view = show(StatementTexts, { model: new SessionModel(client, "2") }, client);
  expect(view.find("text-5")?.textContent).toMatch(/Sur l’eau.*French · 42 words · handed in Tue 06:10/s);
});

it("uses the first line as a title, and cuts it between words", () => {
  expect(statementTitle({ text: "", rich: false })).toBe("");
  const long = "Madam Chair, distinguished delegates, friends of the islands everywhere, I speak";
  expect(statementTitle({ text: long, rich: false })).toBe(
    "Madam Chair, distinguished delegates, friends of the…",
  );
  expect(statementTitle({ text: "水".repeat(80), rich: false })).toBe(`${"水".repeat(60)}…`);
});
