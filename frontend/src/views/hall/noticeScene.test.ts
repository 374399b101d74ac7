import { expect, it } from "vitest";
import { createRawSnippet } from "svelte";
import { ManualClient, openSession, TURN } from "../../testing/client";
import { show } from "../../testing/view";
import { OwnSessionModel } from "../session/ownSessionModel.svelte";
import Phone from "../session/StageNotice.svelte";
import { SessionModel } from "../../state/sessionModel.svelte";
import Screen from "./NoticeScene.svelte";

it("shows the same next speaker of a suspended session on the hall screen and on phones", () => {
  const client = new ManualClient();
  const party = (id: string, name: string) => ({ id, name: { en: name } });
  const parties = {
    fiji: party("fiji", "Fiji"),
    chile: party("chile", "Chile"),
    japan: party("japan", "Japan"),
  };
  client.receiveEvent({ party: parties } as never, null, {}, "conference/1");
  const check = createRawSnippet(() => ({ render: () => "<p></p>" }));
  const session = { 2: { id: "2", state: "suspended" as const, title: {}, code: "K7M3PX" } };
  const entry = { 9: { id: "9", party: "chile", kind: "statement" as const, order: [1] } };
  client.receiveEvent({ ...openSession({ id: "1", party: "fiji" }), session, entry });
  const phone = show(
    Phone,
    { scene: { is: "suspended" }, model: new OwnSessionModel(client, "2"), check },
    client,
  );
  const screen = show(Screen, { scene: "suspended", model: new SessionModel(client, "2") }, client);
  const next = () => [phone, screen].map((view) => /Next: (\w+)/.exec(view.text())?.[1]);
  expect(next()).toEqual(["Fiji", "Fiji"]);
  client.receiveEvent({
    ...openSession(null),
    session,
    interrupted_turn: { 3: { ...TURN, id: "3", party: "japan" } },
  });
  expect(next()).toEqual(["Japan", "Japan"]);
  client.receiveEvent({}, null, { interrupted_turn: ["3"] });
  expect(next()).toEqual(["Chile", "Chile"]);
});
