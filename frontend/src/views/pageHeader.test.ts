import { expect, it } from "vitest";
import { ManualClient } from "../testing/client";
import { eventually } from "../testing/eventually";
import { show } from "../testing/view";
import PageHeader from "./PageHeader.svelte";

async function menu(account: boolean) {
  history.replaceState(null, "", "/c/icdd/session/4");
  dispatchEvent(new PopStateEvent("popstate"));
  const view = show(
    PageHeader,
    { session: null, titled: false },
    Object.assign(new ManualClient(), { account }),
  );
  // jsdom has no popovers.
  const opens = Object.assign(new Event("beforetoggle"), { newState: "open" });
  document.querySelector("[popover]")?.dispatchEvent(opens);
  await eventually(() => expect(view.find("sign-out")).not.toBeNull());
  return view;
}

it("leads an account to its pages, and back to the conference", async () => {
  const { find } = await menu(true);
  expect(find("to-account")?.getAttribute("href")).toBe("/account/data/?next=%2Fc%2Ficdd%2Fprogramme");
});

it("offers a guest no account", async () => {
  const { find } = await menu(false);
  expect(find("to-account")).toBeNull();
});
