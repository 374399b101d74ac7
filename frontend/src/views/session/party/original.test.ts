/** Who is offered the original document of a party. */
import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../../testing/client";
import { show } from "../../../testing/view";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import Statement from "./Statement.svelte";
import { party as en } from "../../../locales/en/session.json";

const offered = (role: string, file: string) => {
  const client = new ManualClient({ roles: [role] });
  client.receiveEvent(openSession());
  const statement = { id: "4", party: "fiji", language: "en", text: "Text", rich: false, file };
  const view = show(
    Statement,
    { model: new OwnSessionModel(client, "2"), statement: statement as never },
    client,
  );
  return [view.find("written-original-4")?.textContent, view.text().includes(en["written.unchecked"])];
};

it.each(["moderator", "operator", "organiser"])("offers the original to a %s, as unchecked", (role) => {
  expect(offered(role, "pdf")).toEqual(["Unchecked original (PDF)", true]);
  expect(offered(role, "")).toEqual([undefined, false]);
});

it.each(["delegate", "audience", "interpreter"])("offers none to a seat of the role %s", (role) => {
  expect(offered(role, "pdf")).toEqual([undefined, false]);
});
