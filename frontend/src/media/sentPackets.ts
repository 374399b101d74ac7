/** What a peer connection sent, and how much of it was lost. */

export interface SentPackets {
  packets: number;
  lost: number;
}

interface Report {
  type: string;
  packetsSent?: number;
  packetsLost?: number;
}

/** Uses the counts of lost packets. The reported fraction includes the listeners' losses, which the encoder needs. */
export function sentPackets(reports: Iterable<Report>): SentPackets {
  const total = { packets: 0, lost: 0 };
  for (const { type, packetsSent = 0, packetsLost = 0 } of reports) {
    if (type === "outbound-rtp") total.packets += packetsSent;
    if (type === "remote-inbound-rtp") total.lost += Math.max(0, packetsLost);
  }
  return total;
}

/** The fraction lost since an earlier look; 0 while nothing was sent. */
export function sentLossSince(before: SentPackets, now: SentPackets): number {
  const packets = now.packets - before.packets;
  return packets > 0 ? Math.min(1, Math.max(0, (now.lost - before.lost) / packets)) : 0;
}

export const NOTHING_SENT: SentPackets = { packets: 0, lost: 0 };
