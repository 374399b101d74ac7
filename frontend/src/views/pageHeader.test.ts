import { expect, it } from "vitest";
import { ManualClient } from "../testing/client";
import { eventually } from "../testing/eventually";
import { show } from "../testing/view";
import PageHeader from "./PageHeader.svelte";

function strip(account: boolean) {
  history.replaceState(null, "", "/c/icdd/session/4");
  dispatchEvent(new PopStateEvent("popstate"));
  return show(PageHeader, {}, Object.assign(new ManualClient(), { account }));
}

it("leads an account to its pages, and back to the conference", async () => {
  const { find } = strip(true);
  await eventually(() => expect(find("to-account")).not.toBeNull());
  expect(find("to-account")?.getAttribute("href")).toBe("/account/data/?next=%2Fc%2Ficdd%2Fprogramme");
});

it("offers a guest no account", async () => {
  const { find } = strip(false);
  await import("./AccountLink.svelte");
  expect(find("to-account")).toBeNull();
});
