import { expect, it } from "vitest";
import { minutes as en } from "../../locales/en/record.json";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Section from "./Section.svelte";

it.each([
  [false, en["minutes.empty"]],
  [true, en["minutes.none"]],
])("says of an empty section whether more may come (the session is over: %s)", (over, text) => {
  const section = { name: "votes", title: "Votes", columns: [], rows: [] };
  const view = show(
    Section,
    { section, stream: "session/2", over, ontake: () => undefined },
    new ManualClient(),
  );
  expect(view.text().split(/\s+/).slice(1).join(" ")).toBe(text);
});
