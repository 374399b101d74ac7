import { expect, it } from "vitest";
import { announcer } from "../../../components/announcer.svelte";
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
  expect(view.find("options-closed")?.textContent).toBe(refusalText({ code: "floor.list_closed" }));
});

function form(list_state: "open" | "closed" = "open") {
  const client = new ManualClient();
  client.receiveEvent({ ...openSession(), floor: { 2: { ...openSession().floor?.["2"], list_state } } });
  const props = {
    model: new OwnSessionModel(client, "2"),
    upload: new VideoUpload(client),
    ondone: () => undefined,
  };
  return { client, view: show(RequestForm, props, client) };
}

it("moves nothing that the person did not choose", async () => {
  const { client, view } = form();
  view.choose("options-kind", "motion");
  expect(view.field("options-motion").value).toBe("");
  expect(view.field("options-motion").checkValidity()).toBe(false);
  view.choose("options-motion", "closure_of_list");
  view.press("request-with-options");
  expect(client.sentCommands).toMatchObject([{ kind: "motion", motion: "closure_of_list" }]);
  await client.answer();
});

it("asks which kind is meant once the list is closed, and confirms it", async () => {
  const { client, view } = form("closed");
  expect(view.field("options-kind").checkValidity()).toBe(false);
  view.choose("options-kind", "right_of_reply");
  view.press("request-with-options");
  await client.answer();
  expect(announcer.assertive).toBe("Requested: right of reply");
});
