import { expect, it } from "vitest";
import { createRawSnippet } from "svelte";
import { HandheldHall, opened, TURN } from "../../testing/hall";
import { show } from "../../testing/view";
import { MySitting } from "../session/mine.svelte";
import Phone from "../session/Notice.svelte";
import { Sitting } from "../staff/sitting.svelte";
import Screen from "./Notice.svelte";

it("says the same next speaker of a suspended session on the hall screen and on phones", () => {
  const hall = new HandheldHall();
  const party = (id: string, name: string) => ({ id, name: { en: name } });
  const parties = {
    fiji: party("fiji", "Fiji"),
    chile: party("chile", "Chile"),
    japan: party("japan", "Japan"),
  };
  hall.tell({ party: parties } as never, null, {}, "conference/1");
  const check = createRawSnippet(() => ({ render: () => "<p></p>" }));
  const session = { 2: { id: "2", state: "suspended" as const, title: {}, code: "K7M3PX" } };
  const entry = { 9: { id: "9", party: "chile", kind: "statement" as const, order: [1] } };
  hall.tell({ ...opened({ id: "1", party: "fiji" }), session, entry });
  const phone = show(Phone, { scene: { is: "suspended" }, sitting: new MySitting(hall, "2"), check }, hall);
  const screen = show(Screen, { scene: "suspended", sitting: new Sitting(hall, "2") }, hall);
  const next = () => [phone, screen].map((view) => /Next: (\w+)/.exec(view.text())?.[1]);
  expect(next()).toEqual(["Fiji", "Fiji"]);
  hall.tell({ ...opened(null), session, interrupted_turn: { 3: { ...TURN, id: "3", party: "japan" } } });
  expect(next()).toEqual(["Japan", "Japan"]);
  hall.tell({}, null, { interrupted_turn: ["3"] });
  expect(next()).toEqual(["Chile", "Chile"]);
});
