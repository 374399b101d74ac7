import { expect, it } from "vitest";
import { sentLossSince, NOTHING_SENT, sentPackets } from "./sentPackets";

it("counts the packets that the line lost, whatever fraction was reported", () => {
  const reports = [
    { type: "outbound-rtp", packetsSent: 60 },
    { type: "outbound-rtp", packetsSent: 40 },
    { type: "remote-inbound-rtp", packetsLost: 5, fractionLost: 0.5 },
    { type: "remote-inbound-rtp", packetsLost: -1 },
    { type: "inbound-rtp", packetsLost: 9 },
  ];
  expect(sentPackets(reports)).toEqual({ packets: 100, lost: 5 });
});

it("returns the loss since the last look", () => {
  expect(sentLossSince(NOTHING_SENT, { packets: 100, lost: 5 })).toBe(0.05);
  expect(sentLossSince({ packets: 100, lost: 5 }, { packets: 200, lost: 25 })).toBe(0.2);
  // A new line counts from the beginning.
  expect(sentLossSince({ packets: 100, lost: 5 }, { packets: 50, lost: 0 })).toBe(0);
});
