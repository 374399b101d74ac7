/** The state of the caller's connection, as the caller's page knows it. */
import { exposedPeer } from "../../debug";
import { sentLossSince, NOTHING_SENT, sentPackets } from "../../media/sentPackets";
import type { Protocol } from "../../messages/messages.gen";
import type { Client } from "../../state/client.svelte";
import type { Phase } from "../../wire/connection";
import { browserName } from "./browser";

type HelpLine = Protocol["commands"]["help.call"]["line"];

/** `phase` is that of the page's own connection, if the call uses another. */
export async function helpLineState(client: Client, phase: Phase = client.phase): Promise<HelpLine> {
  const publishing = exposedPeer("publish");
  const peer = publishing ?? exposedPeer("listen");
  const { loss, rtt_ms } = connectionFigures(peer ? [...(await peer.getStats()).values()] : []);
  return {
    page: location.pathname.slice(0, 80),
    connection: phase,
    publishing: publishing?.connectionState ?? "off",
    loss,
    rtt_ms,
    browser: browserName(),
  };
}

interface Report {
  type: string;
  packetsSent?: number;
  packetsLost?: number;
  packetsReceived?: number;
  currentRoundTripTime?: number;
  nominated?: boolean;
}

/** The loss that the relay reports for what we send, else our own loss. The round trip of the selected ICE pair. */
export function connectionFigures(reports: readonly Report[]): {
  loss: number | null;
  rtt_ms: number | null;
} {
  const told = reports.some((one) => one.type === "remote-inbound-rtp");
  const trips = reports
    .filter((one) => one.type === "candidate-pair" && one.nominated)
    .map((one) => one.currentRoundTripTime);
  const trip = trips.find((seconds) => seconds !== undefined);
  return {
    loss: told ? within(sentLossSince(NOTHING_SENT, sentPackets(reports))) : receivedFigures(reports),
    rtt_ms: trip === undefined ? null : Math.min(60_000, Math.round(trip * 1000)),
  };
}

function receivedFigures(reports: readonly Report[]): number | null {
  const streams = reports.filter((one) => one.type === "inbound-rtp");
  const lost = streams.reduce((sum, one) => sum + Math.max(0, one.packetsLost ?? 0), 0);
  const came = streams.reduce((sum, one) => sum + (one.packetsReceived ?? 0), 0);
  return came + lost > 0 ? within(lost / (came + lost)) : null;
}

const within = (fraction: number): number => Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 1000;
