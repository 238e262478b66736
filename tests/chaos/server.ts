/**
 * A mail server that records every mail by its Message-ID and drops the last reply for a share of
 * them.
 */
import { once } from "node:events";
import net from "node:net";

/** A running server. */
export interface ChaosServer {
  port: number;
  /** Opens another port; `reached` resolves after this many lines or mails there. */
  watch(lines: number): Promise<{ port: number; reached: Promise<void>; close(): void }>;
  /** Number of arrivals by Message-ID. */
  arrived: ReadonlyMap<string, number>;
  /** Number of dropped replies. */
  dropped(): number;
  close(): void;
}

/**
 * Starts a server.
 *
 * @param dropReplies percentage of mails after which the connection ends without a reply; the
 * server keeps every other one of these, and the sender cannot know which
 */
export async function startChaosServer(
  dropReplies: number,
): Promise<ChaosServer> {
  const arrived = new Map<string, number>();
  const clients = new Set<net.Socket>();
  let taken = 0;
  let dropped = 0;

  function take(content: string, client: net.Socket) {
    // Spread evenly, so that even a few mails include some drops.
    const isDropped = Math.floor(++taken * dropReplies) > dropped;
    const isKept = !isDropped || dropped++ % 2 === 0;
    const id = /^message-id:\s+(<\S+>)/im.exec(content)?.[1] ?? "none";
    if (isKept) arrived.set(id, (arrived.get(id) ?? 0) + 1);
    if (isDropped) client.destroy();
    else client.write("250 2.0.0 Kept\r\n");
  }

  async function listen(onLine: () => void) {
    const server = net.createServer({ noDelay: true }, (client) => {
      clients.add(client);
      client.on("error", () => client.destroy());
      client.once("close", () => clients.delete(client));
      client.setEncoding("latin1");
      converse(client, onLine, (content) => take(content, client));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return { port: (server.address() as net.AddressInfo).port, close: () => void server.close() };
  }

  const server = await listen(() => {});
  return {
    port: server.port,
    watch: async (lines) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      return { ...await listen(() => void (--lines === 0 && resolve())), reached: promise };
    },
    arrived,
    dropped: () => dropped,
    close: () => {
      clients.forEach((client) => client.destroy());
      server.close();
    },
  };
}

const ANSWERS: Record<string, string> = {
  EHLO: "250-chaos.test\r\n250 SIZE 1000000",
  DATA: "354 Go ahead",
  QUIT: "221 2.0.0 Bye",
};

/** The dialogue of RFC 5321; a mail counts only once its terminator has arrived. */
function converse(client: net.Socket, onLine: () => void, take: (content: string) => void) {
  let rest = "";
  let isData = false;
  client.write("220 chaos.test ESMTP\r\n");
  client.on("data", (chunk) => {
    rest += chunk;
    for (;;) {
      const end = rest.indexOf(isData ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      const text = rest.slice(0, end);
      onLine();
      rest = rest.slice(end + (isData ? 5 : 2));
      if (isData) take(text);
      const verb = text.slice(0, 4).toUpperCase();
      if (!isData) client.write(`${ANSWERS[verb] ?? "250 2.0.0 Ok"}\r\n`);
      isData = !isData && verb === "DATA";
    }
  });
}
