/** Who is offered the document as a party sent it. */
import { expect, it } from "vitest";
import { HandheldHall, opened } from "../../../testing/hall";
import { show } from "../../../testing/view";
import { MySitting } from "../mine.svelte";
import Statement from "./Statement.svelte";
import en from "../../../locales/party/en.json";

const offered = (role: string, file: string) => {
  const hall = new HandheldHall({ roles: [role] });
  hall.tell(opened());
  const statement = { id: "4", party: "fiji", language: "en", text: "Text", rich: false, file };
  const view = show(Statement, { sitting: new MySitting(hall, "2"), statement: statement as never }, hall);
  return [view.find("written-original-4")?.textContent, view.text().includes(en["written.unchecked"])];
};

it.each(["moderator", "operator", "organiser"])("offers the original to a %s, as unchecked", (role) => {
  expect(offered(role, "pdf")).toEqual(["Unchecked original (PDF)", true]);
  expect(offered(role, "")).toEqual([undefined, false]);
});

it.each(["delegate", "audience", "interpreter"])("offers none to a seat of the role %s", (role) => {
  expect(offered(role, "pdf")).toEqual([undefined, false]);
});
