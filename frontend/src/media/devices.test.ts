import { afterEach, expect, test, vi } from "vitest";
import { openDevices } from "./devices";

afterEach(() => vi.unstubAllGlobals());

/** A browser that opens the kinds in `allowed`, and rejects the others with an error of this name. */
function browser(name: string, ...allowed: string[]): void {
  const getUserMedia = (wanted: MediaStreamConstraints): Promise<string[]> => {
    const kinds = Object.keys(wanted);
    if (kinds.every((kind) => allowed.includes(kind))) return Promise.resolve(kinds);
    return Promise.reject(new DOMException("Refused.", name));
  };
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
}

test.each(["NotFoundError", "NotReadableError", "NotAllowedError"])(
  "opens the microphone alone if the camera fails (%s)",
  async (name) => {
    browser(name, "audio");
    await expect(openDevices()).resolves.toEqual(["audio"]);
  },
);

test("rejects if neither is allowed", async () => {
  browser("NotAllowedError");
  await expect(openDevices()).rejects.toMatchObject({ name: "NotAllowedError" });
});

test.each([
  [{ microphone: "former", camera: "former" }, ["audio", "video"]],
  [{ microphone: "former", camera: null }, ["audio"]],
])("opens the browser's devices if the chosen ones are unknown: %j", async (choice, opened) => {
  const getUserMedia = (wanted: MediaStreamConstraints): Promise<string[]> =>
    JSON.stringify(wanted).includes("exact")
      ? Promise.reject(Object.assign(new Error("Unknown."), { name: "OverconstrainedError" }))
      : Promise.resolve(Object.keys(wanted));
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
  await expect(openDevices(choice)).resolves.toEqual(opened);
});
