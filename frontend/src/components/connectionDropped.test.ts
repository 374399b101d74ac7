/** What desk and booth say when the server is gone. */
import { flushSync } from "svelte";
import { expect, it } from "vitest";
import { common as en } from "../locales/en/common.json";
import { ManualClient } from "../testing/client";
import { show } from "../testing/view";
import ConnectionDropped from "./ConnectionDropped.svelte";

it("says in a sentence that the connection was lost, until it is back", () => {
  const client = new ManualClient();
  const shown = show(ConnectionDropped, {}, client);
  expect(shown.find("dropped")).toBeNull();
  client.phase = "resuming";
  flushSync();
  expect(shown.find("dropped")?.textContent?.trim()).toBe(en["connection.dropped"]);
  client.phase = "live";
  flushSync();
  expect(shown.find("dropped")).toBeNull();
});
