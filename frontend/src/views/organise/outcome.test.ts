import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Outcome from "./Outcome.svelte";

function page(state: "drafting" | "deciding" | "adopted") {
  const client = new ManualClient({ roles: ["organiser"], party: null });
  client.receiveEvent(
    {
      conference: { 1: { id: "1", name: { en: "ICDD" }, timezone: "Asia/Makassar" } },
      outcome: {
        4: {
          id: "4",
          title: { en: "Message" },
          symbol: "",
          reading: 1,
          access: "delegations",
          state,
        } as never,
      },
    },
    null,
    {},
    "conference/1",
  );
  return show(Outcome, {}, client);
}

it("says before who may see a document is changed that delegations decide on it", () => {
  const view = page("deciding");
  const field = view.field("access-4") as unknown as HTMLSelectElement;
  expect(field.disabled).toBe(true);
  expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toMatch(
    /^The delegations are deciding/,
  );
  expect(view.find("remove-4")).toBeNull();
});

it("lets readers be chosen before and after", () => {
  for (const state of ["drafting", "adopted"] as const)
    expect((page(state).field("access-4") as unknown as HTMLSelectElement).disabled).toBe(false);
});
