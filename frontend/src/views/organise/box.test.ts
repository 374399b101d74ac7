import { afterEach, expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import Box from "./Box.svelte";

afterEach(() => vi.unstubAllGlobals());

const MAIL = {
  id: "2",
  kind: "mail",
  at: "2021-11-16T05:20:00Z",
  to: "ana@example.org",
  subject: "You are invited",
  text: "Accept at this address:\n/account/invitation/K7M3/\nhttps://elsewhere.example/account/invitation/K7M3/",
};
const MESSAGE = { ...MAIL, id: "1", kind: "webhook", to: "https://hooks.example", subject: "webhook.test" };

function box(kept: unknown[]) {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ kept }))));
  return show(Box, {}, new ManualClient({ roles: ["organiser"], party: null }));
}

it("says that nothing is kept yet", async () => {
  const view = box([]);
  await eventually(() => expect(view.find("box-none")).not.toBeNull());
});

it("shows to whom what would have been sent, and links to this server alone", async () => {
  const view = box([MAIL, { ...MESSAGE, text: "{}" }]);
  await eventually(() => expect(view.find("box")).not.toBeNull());
  const [mail, message] = [...(view.find("box")?.querySelectorAll("li") ?? [])];
  expect(mail?.textContent).toContain("You are invited");
  expect(mail?.textContent).toContain("To ana@example.org");
  expect(message?.textContent).toContain("To https://hooks.example");
  const links = [...(mail?.querySelectorAll("a") ?? [])].map((link) => link.getAttribute("href"));
  expect(links).toEqual(["/account/invitation/K7M3/"]);
});
