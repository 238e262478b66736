import type net from "node:net";
import type { Attached } from "./relay.ts";

/** A server's possible behaviour instead of its usual reply. */
export type Fault =
  | `${number} ${string}`
  | "close"
  | "reset"
  /** Sends nothing more. */
  | "hang"
  /** An endless reply, one byte at a time, which an idle timeout does not detect. */
  | "drip"
  /** The beginning of a positive reply, then the end of the connection. */
  | "stump"
  | "garbage";

export interface Writable {
  write(text: string): Promise<void>;
}

/** The server's side of a connection, line by line. */
export interface Wire extends Writable {
  /** The next line; null at the end. */
  read(): Promise<string | null>;
  close(): void;
}

/** The client's own socket, below the relay. */
export function bare(client: net.Socket): Writable {
  return { write: (text) => Promise.resolve(void client.write(text)) };
}

export function wireOf({ connection, detach }: Attached): Wire {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const chunk = new Uint8Array(64 * 1024);
  const lines: string[] = [];
  let rest = "";
  async function read(): Promise<string | null> {
    while (lines.length === 0) {
      const size = await connection.read(chunk).catch(() => null);
      if (size === null) return null;
      lines.push(
        ...(rest + decoder.decode(chunk.subarray(0, size), { stream: true })).split("\r\n"),
      );
      rest = lines.pop() ?? "";
    }
    return lines.shift() ?? null;
  }
  async function write(text: string) {
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
  }
  return { read, write, close: detach };
}

/** Plays a fault; a silent one lasts until the client leaves. */
export async function play(
  fault: Fault,
  { client, strike }: { client: net.Socket; strike(): void },
  wire: Writable,
) {
  switch (fault) {
    case "close":
      client.destroy();
      break;
    case "reset":
      // Deno 2.1 cannot reset a connection; its client sees a close.
      if (Deno.version.deno.startsWith("2.1.")) client.destroy();
      else client.resetAndDestroy();
      break;
    case "hang":
      strike();
      return await gone(client);
    case "drip":
      strike();
      return await drip(client, wire);
    case "stump":
      await wire.write("25");
      client.end();
      strike();
      return await gone(client);
    case "garbage":
      await wire.write("\u0000\u0001 who is there?\r\n");
      break;
    default:
      await wire.write(`${fault}\r\n`);
  }
  strike();
}

function gone(client: net.Socket): Promise<void> {
  if (client.closed) return Promise.resolve();
  return new Promise((resolve) => client.once("close", () => resolve()));
}

async function drip(client: net.Socket, wire: Writable) {
  let over = false;
  gone(client).then(() => over = true);
  for (let at = 0; !over; at = (at + 1) % 7) {
    await wire.write("250-a\r\n".charAt(at)).catch(() => over = true);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
