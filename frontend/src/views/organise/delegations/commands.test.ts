import { expect, it } from "vitest";
import type { Entities } from "../../../state/store.svelte";
import { addParty, changeParty, changePerson, changesOfAdded } from "./commands";

const FIJI = { id: "7", name: { en: "Fiji", id: "Fiji" }, spoken: {} } as unknown as Entities["party"];
const change = (column: string, from: unknown, to: unknown) => ({ id: "7", column, from, to }) as never;

it("changes several fields of a delegation in one command", () => {
  const changes = [
    change("rank", null, 3),
    change("theme", "", "5"),
    change("accredited", "yes", "no"),
    change("groups", [], ["SIDS"]),
  ];
  expect(changeParty(FIJI, changes)).toEqual({
    type: "parties.change",
    party: "7",
    values: { rank: 3, theme: "5", accredited: false, groups: ["SIDS"] },
    seen: { rank: null, theme: null, accredited: true, groups: [] },
  });
});

it("compares only the language that was edited", () => {
  const now = { ...FIJI, name: { en: "Fiji", id: "Fiji", fr: "Fidji" } };
  expect(changeParty(now, [change("name.en", "Fiji", "Republic of Fiji")])).toMatchObject({
    values: { name: { en: "Republic of Fiji", id: "Fiji", fr: "Fidji" } },
    seen: { name: { en: "Fiji", id: "Fiji", fr: "Fidji" } },
  });
});

it("says what was seen where another one was faster", () => {
  const now = { ...FIJI, name: { en: "Fiji Islands", id: "Fiji" } };
  expect(changeParty(now, [change("name.en", "Fiji", "Viti")])).toMatchObject({
    seen: { name: { en: "Fiji", id: "Fiji" } },
  });
});

it("leaves a language out whose cell was emptied", () => {
  expect(
    changeParty(FIJI, [change("name.id", "Fiji", ""), change("spoken.en", "", "the Fijis")]),
  ).toMatchObject({
    values: { name: { en: "Fiji" }, spoken: { en: "the Fijis" } },
    seen: { name: { en: "Fiji", id: "Fiji" }, spoken: {} },
  });
});

it("moves a person out of a delegation", () => {
  expect(changePerson({ id: "9" } as Entities["participant"], [change("party", "7", "")])).toEqual({
    type: "people.change",
    participant: "9",
    values: { party: null },
    seen: { party: "7" },
  });
});

it("adds a delegation with what the command takes, and changes the rest", () => {
  const cells = {
    "name.en": "Chile",
    "name.id": "",
    category: "state",
    rank: 2,
    region: "",
    accredited: "yes",
  };
  expect(addParty(cells)).toEqual({ type: "parties.add", name: { en: "Chile" }, category: "state" });
  const now: Record<string, string | null> = { rank: null, region: "", accredited: "yes" };
  expect(changesOfAdded("8", cells, (column) => now[column] ?? null)).toEqual([
    { id: "8", column: "rank", from: null, to: 2 },
  ]);
});
