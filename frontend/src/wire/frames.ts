/** The frames of `balai.v1` as unions, and their parsing. */
import type { Protocol } from "../messages/messages.gen";

type Frames = Protocol["frames"];

export type SeatInfo = Frames["SeatInfo"];
export type SeatFrame = Frames["SeatFrame"];
export type Snapshot = Frames["Snapshot"];
export type EventFrame = Frames["EventFrame"];
export type MineFrame = Frames["MineFrame"];
export type SignalsFrame = Frames["SignalsFrame"];
export type Refused = Frames["Refused"];
export type CommandFrame = Frames["CommandFrame"];
export type Pong = Frames["Pong"];

/** Without `aside` the reader counts as present. An older server refuses a frame that has the key. */
type Follow = Omit<Frames["Follow"], "aside"> & { aside?: boolean | undefined };

export type ClientFrame =
  Frames["Hello"] | Follow | Frames["Unfollow"] | CommandFrame | Frames["Ping"] | Frames["Renew"];

export type ServerFrame =
  SeatFrame | Snapshot | EventFrame | MineFrame | SignalsFrame | Frames["Done"] | Refused | Pong;

/** The frames that the store applies. The connection decides whether it does. */
export type StreamFrame = Snapshot | EventFrame | MineFrame | SignalsFrame;

export type Command = Protocol["commands"][keyof Protocol["commands"]];
export type StreamEvent = Protocol["events"][keyof Protocol["events"]];

/** Reads one message of the socket: JSON text, or a gzipped snapshot. */
export async function parse(data: string | ArrayBuffer): Promise<ServerFrame> {
  const text = typeof data === "string" ? data : await gunzip(data);
  return JSON.parse(text) as ServerFrame;
}

function gunzip(data: ArrayBuffer): Promise<string> {
  const packed = new Response(data).body as ReadableStream<Uint8Array<ArrayBuffer>>;
  return new Response(packed.pipeThrough(new DecompressionStream("gzip"))).text();
}
