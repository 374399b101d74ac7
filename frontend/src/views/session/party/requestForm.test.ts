import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../../testing/client";
import { show } from "../../../testing/view";
import { VideoUpload } from "../../videoStatement/upload.svelte";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import RequestForm from "./RequestForm.svelte";
import { refusalText } from "./texts";

it("says that the list is closed before a statement is requested", () => {
  const client = new ManualClient();
  const floor = { 2: { ...openSession().floor?.["2"], list_state: "closed" as const } };
  client.receiveEvent({ ...openSession(), floor });
  const model = new OwnSessionModel(client, "2");
  const props = { model, upload: new VideoUpload(client), ondone: () => undefined };
  const view = show(RequestForm, props, client);
  expect(view.find("options-closed")).toBeNull();
  view.choose("options-kind", "statement");
  expect(view.find("options-closed")?.textContent).toBe(refusalText("floor.list_closed", ""));
});
