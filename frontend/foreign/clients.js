/** The clients of others, on a page of theirs: tests/journeys/test_foreign_clients.py drives them. */
import { WebRTCPlayer } from "@eyevinn/webrtc-player";
import { WHIPClient } from "@eyevinn/whip-web-client";

Object.assign(window, { WebRTCPlayer, WHIPClient });
