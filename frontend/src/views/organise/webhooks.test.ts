import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { setLanguage } from "../../locales/language.svelte";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Webhooks from "./Webhooks.svelte";
import { eventually } from "../../testing/eventually";

afterEach(() => vi.unstubAllGlobals());

const HOOK = {
  id: "1",
  url: "https://hooks.example.org/a",
  events: ["vote.closed"],
  is_active: true,
  reason: "",
  status: null,
  waiting: 2,
  failed: 0,
};
const DELIVERY = {
  id: "9",
  type: "webhook.test",
  state: "waiting",
  tries: 1,
  status: 500,
  reason: "The address answered 500.",
  body: "{}",
  due: "2021-11-16T05:21:00Z",
  made_at: "2021-11-16T05:20:00Z",
};

function page(hooks: unknown[], status = 200) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (path: string, { method, body }: { method: string; body: string | null }) => {
    asked.push(`${method} ${path} ${body ?? ""}`.trim());
    const problem = { code: "webhook.private_address", detail: "" };
    if (method === "POST" && path.endsWith("/webhooks"))
      return Promise.resolve(
        new Response(JSON.stringify(status === 200 ? { ...HOOK, secret: "whsec_abc" } : problem), { status }),
      );
    const deliveries = { deliveries: [DELIVERY], next: null };
    const listed = { webhooks: hooks, types: ["session.opened", "vote.closed"] };
    return Promise.resolve(new Response(JSON.stringify(path.includes("deliveries") ? deliveries : listed)));
  });
  const view = show(Webhooks, {}, new ManualClient({ roles: ["organiser"], party: null }));
  return { asked, view };
}

it("shows the secret once, until it is copied", async () => {
  const { asked, view } = page([]);
  await eventually(() => expect(view.find("webhooks-none")).not.toBeNull());
  view.press("open-webhook");
  view.type("webhook-url", HOOK.url);
  view.press("event-session.opened");
  view.press("webhook-save");
  await eventually(() => expect(view.field("webhook-secret").value).toBe("whsec_abc"));
  const sent = { url: HOOK.url, events: ["vote.closed"] };
  expect(asked).toContain(`POST /api/v1/organise/webhooks ${JSON.stringify(sent)}`);
  view.press("webhook-understood");
  expect(view.find("webhook-secret")).toBeNull();
});

it("says why an address is refused, and keeps the form", async () => {
  const { view } = page([], 400);
  await eventually(() => expect(view.find("webhooks-none")).not.toBeNull());
  view.press("open-webhook");
  view.type("webhook-url", "https://10.0.0.1/");
  view.press("webhook-save");
  await eventually(() => expect(view.find("webhooks-trouble")?.textContent).toContain("private network"));
  expect(view.field("webhook-url").value).toBe("https://10.0.0.1/");
});

it("says in the reader's language why an address took no message", async () => {
  setLanguage("id");
  onTestFinished(() => setLanguage("en"));
  const failed = { ...HOOK, reason: "The address answered 500.", status: 500 };
  const { view } = page([failed, { ...failed, id: "2", reason: "Connection refused", status: null }]);
  await eventually(() => expect(view.text()).toContain("Kegagalan terakhir: Alamat itu menjawab 500."));
  expect(view.text()).toContain("Alamat itu tidak dapat dihubungi: Connection refused");
  view.press("deliveries-1");
  await eventually(() => expect(view.find("delivery-9")?.textContent).toContain("Alamat itu menjawab 500."));
});

it("lists deliveries, and sends one again", async () => {
  const { asked, view } = page([HOOK]);
  await eventually(() => expect(view.find("webhook-1")?.textContent).toContain("2 messages wait"));
  view.press("deliveries-1");
  await eventually(() => expect(view.find("delivery-9")?.textContent).toContain("answered 500"));
  view.press("resend-9");
  await eventually(() => expect(asked).toContain("POST /api/v1/organise/webhooks/deliveries/9/resend {}"));
});

it("shows beside a webhook what came of a test", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { asked, view } = page([HOOK]);
  await vi.waitFor(() => expect(view.find("test-1")).not.toBeNull());
  vi.stubGlobal(
    "fetch",
    ((fetched) => (path: string, init: { method: string; body: string | null }) => {
      const first = { ...DELIVERY, tries: 0, status: null, reason: "" };
      return path.endsWith("/test") ? Promise.resolve(Response.json(first)) : fetched(path, init);
    })(fetch),
  );
  view.press("test-1");
  await vi.waitFor(() => expect(view.find("test-outcome-1")?.textContent).toContain("Test: waits"));
  await vi.advanceTimersByTimeAsync(2000);
  await vi.waitFor(() =>
    expect(view.find("test-outcome-1")?.textContent).toContain("Test: The address answered 500."),
  );
  const reads = () => asked.filter((one) => one === "GET /api/v1/organise/webhooks/1/deliveries?before=");
  expect(reads()).toHaveLength(1);
  expect(view.find("deliveries")).toBeNull();
  // It failed, and is tried again in a minute.
  await vi.advanceTimersByTimeAsync(6000);
  expect(reads()).toHaveLength(1);
});

it("switches a webhook off", async () => {
  const { asked, view } = page([HOOK]);
  await eventually(() => expect(view.find("switch-1")).not.toBeNull());
  view.press("switch-1");
  const before = { url: HOOK.url, events: HOOK.events, is_active: true };
  const put = (to: object, seen: object) =>
    `PUT /api/v1/organise/webhooks/1 ${JSON.stringify({ ...to, seen })}`;
  const off = { ...before, is_active: false };
  await eventually(() => expect(asked).toContain(put(off, before)));
  await eventually(() => expect(view.find("undo")).not.toBeNull());
  view.press("undo");
  await eventually(() => expect(asked).toContain(put(before, off)));
});

it("restores a removed webhook, and removes one whose adding is undone", async () => {
  const { asked, view } = page([HOOK]);
  await eventually(() => expect(view.find("remove-1")).not.toBeNull());
  view.press("remove-1");
  await eventually(() => expect(view.find("undo")?.textContent).toContain("removed https://hooks"));
  view.press("undo");
  await eventually(() => expect(asked).toContain("POST /api/v1/organise/webhooks/1/restore"));
  await eventually(() => expect(view.find("redo")).not.toBeNull());

  view.press("open-webhook");
  view.type("webhook-url", HOOK.url);
  view.press("webhook-save");
  await eventually(() => expect(view.field("webhook-secret").value).toBe("whsec_abc"));
  view.press("undo");
  const removals = () => asked.filter((one) => one === "DELETE /api/v1/organise/webhooks/1");
  await eventually(() => expect(removals()).toHaveLength(2));
});

it("copies the secret by a button", async () => {
  const written: string[] = [];
  vi.stubGlobal("navigator", {
    ...navigator,
    clipboard: { writeText: (text: string) => Promise.resolve(written.push(text)) },
  });
  const { view } = page([]);
  await eventually(() => expect(view.find("webhooks-none")).not.toBeNull());
  view.press("open-webhook");
  view.type("webhook-url", HOOK.url);
  view.press("webhook-save");
  await eventually(() => expect(view.find("webhook-copy")).not.toBeNull());
  view.press("webhook-copy");
  await eventually(() => expect(view.find("webhook-copy")?.textContent).toContain("Copied"));
  expect(written).toEqual(["whsec_abc"]);
});

it("names the events of a webhook, unless it is told of all", async () => {
  const { view } = page([HOOK, { ...HOOK, id: "2", events: ["session.opened", "vote.closed"] }]);
  await eventually(() => expect(view.text()).toContain("All events"));
  expect(view.text()).toContain("A vote has its result");
  expect(view.text()).not.toContain("A session was opened");
});
