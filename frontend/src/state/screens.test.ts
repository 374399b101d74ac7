import { expect, it } from "vitest";
import { ManualClient } from "../testing/client";
import { show } from "../testing/view";
import { screensOf } from "./screens";
import ScreenLinks from "../components/ScreenLinks.svelte";

it("opens each screen to the roles that work at it", () => {
  expect(screensOf(["moderator"])).toEqual(["console", "captions", "hall"]);
  expect(screensOf(["operator"])).toEqual(["desk", "captions", "hall"]);
  expect(screensOf(["operator", "moderator"])).toEqual(["console", "desk", "captions", "hall"]);
  expect(screensOf(["captioner"])).toEqual(["captions"]);
  expect(screensOf(["hall_screen"])).toEqual(["hall"]);
  expect(screensOf(["delegate", "audience", "organiser", "interpreter", "panellist"])).toEqual([]);
});

it("links the screens of a session to who works in that session alone", () => {
  const client = new ManualClient({
    roles: ["audience"],
    session_roles: [{ session: "5", role: "moderator" }],
  });
  const links = (session: string) =>
    show(ScreenLinks, { session }, client).find(`screens-${session}`)?.querySelectorAll("a").length ?? 0;
  expect([links("5"), links("6")]).toEqual([3, 0]);
  expect([
    client.hasRole("moderator", "5"),
    client.hasRole("moderator", "6"),
    client.hasRole("moderator"),
  ]).toEqual([true, false, false]);
  expect([client.hasRole("moderator", "*"), client.hasRole("panellist", "*")]).toEqual([true, false]);
});

it("links the screens of the given session, and none for other roles", () => {
  const shown = (roles: string[]) => {
    const client = new ManualClient({ roles } as never);
    client.seat = { ...(client.seat as NonNullable<typeof client.seat>), roles } as never;
    return show(ScreenLinks, { session: "5" }, client);
  };
  const links = shown(["moderator"]).find("screens-5")?.querySelectorAll("a") ?? [];
  expect([...links].map((link) => link.getAttribute("href"))).toEqual([
    "/session/5/console",
    "/session/5/captions",
    "/session/5/hall",
  ]);
  expect(shown(["delegate"]).find("screens-5")).toBeNull();
});
