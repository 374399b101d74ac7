import { expect, it, onTestFinished, vi } from "vitest";
import { nextMillisecond, manualDevices, isRunning } from "../testing/devices";
import { ManualClient } from "../testing/client";
import { Publishing } from "./publishing.svelte";
import { eventually } from "../testing/eventually";

const device = async (devices: ReturnType<typeof manualDevices>) => {
  void navigator.mediaDevices.getUserMedia({ audio: true });
  return (await devices.open()) as unknown as MediaStream;
};

it("stops when another tab of the same person sends, and sends again only when asked to", async () => {
  const devices = manualDevices();
  const client = new ManualClient({ person: "two-tabs" });
  const [one, two] = [new Publishing(client, "2"), new Publishing(client, "2")];
  const [first, second] = [await device(devices), await device(devices)];
  await one.start(first);
  await nextMillisecond();
  await two.start(second);
  await eventually(() => expect(one.displaced).toBe(true));
  expect([one.media, one.line.state, two.media, two.displaced]).toEqual([null, "off", second, false]);
  expect([isRunning(first as never), isRunning(second as never)]).toEqual([false, true]);
  await nextMillisecond();
  await one.start(await device(devices));
  await eventually(() => expect(two.displaced).toBe(true));
  expect(one.displaced).toBe(false);
  one.close();
  two.close();
});

it("is made on plain HTTP too, where a page can only listen", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  onTestFinished(() => void vi.unstubAllGlobals());
  const publishing = new Publishing(new ManualClient(), "2");
  expect(publishing.sendsSound).toBe(false);
  publishing.close();
});

it("does not stop for other people or other sessions", async () => {
  const devices = manualDevices();
  const client = new ManualClient({ person: "ana" });
  const mine = new Publishing(client, "2");
  await mine.start(await device(devices));
  const others = [new Publishing(new ManualClient({ person: "ben" }), "2"), new Publishing(client, "3")];
  for (const other of others) await other.start(await device(devices));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(mine.displaced).toBe(false);
  for (const one of [mine, ...others]) one.close();
});
