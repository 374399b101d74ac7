import { expect, it } from "vitest";
import { ManualClient } from "../testing/client";
import { show } from "../testing/view";
import { announcer } from "./announcer.svelte";
import LiveAnnouncer from "./LiveAnnouncer.svelte";

it("puts each urgent text into a new node, because an unchanged one is not read out", () => {
  const view = show(LiveAnnouncer, {}, new ManualClient());
  const say = (text: string) => {
    announcer.sayNow(text);
    return view.find("announcement-now")?.firstElementChild;
  };
  const first = say("Recorded: Yes. Given by you.");
  const second = say("Recorded: Yes. Given by you.");
  expect(second?.textContent).toBe("Recorded: Yes. Given by you.");
  expect(second).not.toBe(first);
});
