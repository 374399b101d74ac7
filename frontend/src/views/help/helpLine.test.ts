import { expect, it } from "vitest";
import { connectionFigures } from "./helpLine";

it("is empty for a page without a connection", () => {
  expect(connectionFigures([])).toEqual({ loss: null, rtt_ms: null });
});

it("has the loss that the relay reports for sent packets", () => {
  const pair = { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.3804 };
  const reports = [
    { type: "outbound-rtp", packetsSent: 80 },
    { type: "remote-inbound-rtp", packetsLost: 20 },
    { type: "remote-inbound-rtp" },
    pair,
  ];
  expect(connectionFigures(reports)).toEqual({ loss: 0.25, rtt_ms: 380 });
});

it("has a listener's own loss", () => {
  const reports = [
    { type: "inbound-rtp", packetsLost: 10, packetsReceived: 40 },
    { type: "inbound-rtp", packetsLost: -3, packetsReceived: 50 },
    { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 },
  ];
  expect(connectionFigures(reports)).toEqual({ loss: 0.1, rtt_ms: null });
});
