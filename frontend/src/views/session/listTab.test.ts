/** The list of speakers beside the stage. */
import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import { changeVote, openVote } from "../../testing/votes";
import ListTab from "./ListTab.svelte";
import { OwnSessionModel } from "./ownSessionModel.svelte";

it("has a vote under way above the next speakers, and one that is over beneath them", async () => {
  const client = new ManualClient();
  openVote(client);
  client.receiveEvent(openSession());
  const view = show(ListTab, { model: new OwnSessionModel(client, "2") }, client);
  const isBeneath = () =>
    view.field("list").compareDocumentPosition(view.field("vote")) & Node.DOCUMENT_POSITION_FOLLOWING;
  await eventually(() => expect(isBeneath()).toBe(0));
  changeVote(client, { closed_at: "2021-11-16T05:31:00Z" });
  await eventually(() => expect(isBeneath()).toBe(Node.DOCUMENT_POSITION_FOLLOWING));
});
