import { expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import StartPage from "./StartPage.svelte";

it.each([
  [true, "open the link that make run printed"],
  [false, "No conference is open to guests here"],
])("says what to do on a server that has no conference at all: %s", async (is_empty, sentence) => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ conferences: [], is_empty })));
  const { find } = show(StartPage, {}, new ManualClient({ roles: ["audience"] }));
  await eventually(() => expect(find("no-conferences")?.textContent).toContain(sentence));
});
