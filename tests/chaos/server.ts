/** A mail server that keeps every mail by its Message-ID, and now and then drops the last reply. */
import { once } from "node:events";
import net from "node:net";

export interface ChaosServer {
  port: number;
  /** How often each mail arrived, by Message-ID. */
  arrived: ReadonlyMap<string, number>;
  /** Replies that were dropped. */
  dropped(): number;
  close(): void;
}

/**
 * @param dropReplies Share of mails after which the connection ends without a reply. Every other one
 * of them is kept: the sender cannot know which.
 */
export async function startChaosServer(
  dropReplies: number,
  random: () => number,
): Promise<ChaosServer> {
  const arrived = new Map<string, number>();
  const clients = new Set<net.Socket>();
  let dropped = 0;

  function take(content: string, client: net.Socket) {
    const isDropped = random() < dropReplies;
    const isKept = !isDropped || dropped++ % 2 === 0;
    const id = /^message-id:\s+(<\S+>)/im.exec(content)?.[1] ?? "none";
    if (isKept) arrived.set(id, (arrived.get(id) ?? 0) + 1);
    if (isDropped) client.destroy();
    else client.write("250 2.0.0 Kept\r\n");
  }

  const server = net.createServer({ noDelay: true }, (client) => {
    clients.add(client);
    client.on("error", () => client.destroy());
    client.once("close", () => clients.delete(client));
    client.setEncoding("latin1");
    converse(client, (content) => take(content, client));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as net.AddressInfo).port,
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

/** The dialogue of RFC 5321; a mail counts once its terminator is there, and not before. */
function converse(client: net.Socket, take: (content: string) => void) {
  let rest = "";
  let isData = false;
  client.write("220 chaos.test ESMTP\r\n");
  client.on("data", (chunk) => {
    rest += chunk;
    for (;;) {
      const end = rest.indexOf(isData ? "\r\n.\r\n" : "\r\n");
      if (end < 0) return;
      const text = rest.slice(0, end);
      rest = rest.slice(end + (isData ? 5 : 2));
      if (isData) take(text);
      const verb = text.slice(0, 4).toUpperCase();
      if (!isData) client.write(`${ANSWERS[verb] ?? "250 2.0.0 Ok"}\r\n`);
      isData = !isData && verb === "DATA";
    }
  });
}
