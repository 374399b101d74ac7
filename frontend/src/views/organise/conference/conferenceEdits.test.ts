import { expect, it } from "vitest";
import { ManualClient, STREAM } from "../../../testing/client";
import { ConferenceEdits } from "./conferenceEdits.svelte";

it("names the nearest colour that can be read", async () => {
  const client = new ManualClient();
  const changing = new ConferenceEdits(client, STREAM).change("accent", "Colour", "#66ccff", "");
  await client.answer("programme.weak_colour", { colour: "#006b9d" });
  expect(await changing).toMatchObject({ ok: false, text: expect.stringContaining("#006b9d") as string });
});
