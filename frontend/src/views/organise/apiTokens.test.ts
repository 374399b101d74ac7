import { afterEach, expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import ApiTokens from "./ApiTokens.svelte";
import { eventually } from "../../testing/eventually";

const TOKEN = {
  id: "t",
  name: "Website",
  scopes: ["programme:read"],
  made_by: "Amina",
  made_at: "2021-11-16T05:00:00Z",
  expires_at: "2022-02-14T05:00:00Z",
  used_at: null,
};

afterEach(() => vi.unstubAllGlobals());

it("shows a new token once, revokes it, and undoes that", async () => {
  const answers: Record<string, unknown> = {
    GET: { tokens: [] },
    POST: { ...TOKEN, token: "balai_secret" },
    DELETE: { tokens: [] },
  };
  const asked: string[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn((path: string, { method, body }: RequestInit) => {
      asked.push(`${method} ${path} ${typeof body === "string" ? body : ""}`.trim());
      return Promise.resolve(
        Response.json(path.endsWith("/restore") ? { tokens: [TOKEN] } : answers[method ?? "GET"]),
      );
    }),
  );
  const client = new ManualClient({ roles: ["organiser"], party: null });
  client.receiveEvent(openSession());
  const view = show(ApiTokens, {}, client);
  await eventually(() => expect(view.find("no-tokens")).not.toBeNull());

  const name = view.field("token-name");
  name.value = "Website";
  name.dispatchEvent(new Event("input", { bubbles: true }));
  name.form?.requestSubmit();
  await eventually(() => expect(view.find("fresh-token")).not.toBeNull());
  expect(view.field("token-text").value).toBe("balai_secret");
  expect(view.find("token")?.textContent).toContain("Website");

  view.press("token-done");
  await eventually(() => expect(view.find("token-text")).toBeNull());
  view.press("token-revoke");
  await eventually(() => expect(view.find("no-tokens")).not.toBeNull());
  expect(view.find("tokens-said")?.textContent).toContain("for ten minutes");
  view.press("undo");
  await eventually(() => expect(view.find("token")?.textContent).toContain("Website"));
  view.press("undo");
  await eventually(() => expect(view.find("no-tokens")).not.toBeNull());
  expect(asked).toEqual([
    "GET /api/v1/organise/api-tokens",
    'POST /api/v1/organise/api-tokens {"name":"Website","scopes":["programme:read"],"days":90}',
    "DELETE /api/v1/organise/api-tokens/t",
    "POST /api/v1/organise/api-tokens/t/restore",
    // The undoing of its making.
    "DELETE /api/v1/organise/api-tokens/t",
  ]);
});
