import { beforeEach, expect, it, vi } from "vitest";
import type { Entities } from "../../messages/messages.gen";
import { ManualClient } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import SessionEntrance from "./SessionEntrance.svelte";

const REGISTER = "/account/register/icdd/";
type Access = Entities["session"]["access"];

beforeEach(() => {
  history.replaceState(null, "", "/");
});

function answering(found: object): void {
  vi.stubGlobal("fetch", (_: string, { method = "GET" }: RequestInit = {}) =>
    Promise.resolve(
      method === "GET" ? new Response(JSON.stringify(found)) : new Response("{}", { status: 401 }),
    ),
  );
}

function entrance(access: Access, registration: string) {
  answering({ session: "4", conference: "icdd", title: { en: "Plenary" }, access, registration });
  const client = new ManualClient({ roles: ["audience"], party: null, participant: null });
  return show(SessionEntrance, { session: "4", ontaken: () => undefined }, client);
}

it.each<[Access, string, boolean]>([
  ["public", REGISTER, true],
  ["code", REGISTER, true],
  ["registered", REGISTER, true],
  ["delegations", REGISTER, false],
  ["staff", REGISTER, false],
  ["public", "", false],
])("at a session for %s with registration at “%s” offers to register: %s", async (access, page, offered) => {
  const { find, text } = entrance(access, page);
  await eventually(() => expect(text()).toContain("Plenary"));
  expect(find("register")?.getAttribute("href") ?? null).toBe(offered ? `${REGISTER}?next=%2F` : null);
});
