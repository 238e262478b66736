import net from "node:net";
import { attach, type Certificate } from "./relay.ts";
import { bare, type Fault, play, type Wire, wireOf, type Writable } from "./wire.ts";

/**
 * Points of the dialogue where a script can intervene, named by the preceding step; `#2` is a
 * connection's second mail.
 */
export type Step =
  | "connect"
  | "greeting"
  | "ehlo"
  | "starttls"
  | "auth"
  | `${"mail" | "rcpt" | "data" | "content" | "dot"}${"" | "#2"}`;

export type Script = Partial<Record<Step, Fault>>;

export interface Options {
  secure: "tls" | "starttls" | "none";
  certificate: Certificate;
  /** One script per connection; the last one applies to all further connections. */
  scripts: Script[];
  pipelining?: boolean;
}

/** The server's record, to compare with the client's view. */
export interface Log {
  connections: number;
  commands: string[];
  /** Contents with their terminator, and the accepted ones among them. */
  ended: string[];
  accepted: string[];
}

export interface FaultServer {
  readonly port: number;
  readonly log: Log;
  /** Resolves once a fault was played. */
  readonly struck: Promise<void>;
  close(): Promise<void>;
}

/** Starts an SMTP server on loopback that fails as scripted, at any step of the dialogue. */
export async function faultServer(options: Options): Promise<FaultServer> {
  const log: Log = { connections: 0, commands: [], ended: [], accepted: [] };
  const { promise: struck, resolve: strike } = Promise.withResolvers<void>();
  const clients = new Set<net.Socket>();
  const server = net.createServer((client) => {
    clients.add(client);
    client.on("error", () => client.destroy());
    const script = options.scripts[Math.min(log.connections++, options.scripts.length - 1)] ?? {};
    converse({ ...options, client, script, log, strike, mails: 0 })
      .catch(() => {})
      .finally(() => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const close = async () => {
    clients.forEach((client) => client.destroy());
    server.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  return { port: (server.address() as net.AddressInfo).port, log, struck, close };
}

interface Dialogue extends Options {
  client: net.Socket;
  script: Script;
  log: Log;
  strike(): void;
  /** Mails that ended on this connection. */
  mails: number;
}

async function converse(dialogue: Dialogue) {
  const { client, script, secure, certificate } = dialogue;
  if (script.connect) return await play(script.connect, dialogue, bare(client));
  let wire = wireOf(await attach(client, secure === "tls" ? certificate : undefined));
  await answer(dialogue, wire, "greeting", "220 fault.test ESMTP");
  for (let line = await wire.read(); line !== null; line = await wire.read()) {
    dialogue.log.commands.push(line);
    const verb = line.split(" ", 1).join("").toUpperCase();
    if (verb === "QUIT") return await wire.write("221 2.0.0 Bye\r\n");
    if (verb === "DATA") await takeContent(dialogue, wire);
    else if (verb === "EHLO") await answer(dialogue, wire, "ehlo", extensionsOf(dialogue));
    else if (verb !== "STARTTLS" || secure !== "starttls") {
      await answer(dialogue, wire, ...USUAL[verb] ?? UNKNOWN);
    } else if (await answer(dialogue, bare(client), "starttls", "220 2.0.0 Go ahead")) {
      wire.close();
      wire = wireOf(await attach(client, certificate));
    }
  }
}

const USUAL: Readonly<Record<string, [Step, string]>> = {
  HELO: ["ehlo", "250 fault.test"],
  AUTH: ["auth", "235 2.7.0 Welcome"],
  MAIL: ["mail", "250 2.1.0 Ok"],
  RCPT: ["rcpt", "250 2.1.5 Ok"],
};
const UNKNOWN: [string, string] = ["unknown", "502 5.5.1 Not known"];

function extensionsOf({ secure, pipelining }: Dialogue): string {
  const names = ["fault.test", "SIZE 100000000", "AUTH PLAIN"];
  if (pipelining) names.push("PIPELINING");
  if (secure === "starttls") names.push("STARTTLS");
  return names.map((name, i) => `250${i < names.length - 1 ? "-" : " "}${name}`).join("\r\n");
}

/** Plays the script's fault for a step, or sends the usual reply; returns whether it sent that. */
async function answer(
  dialogue: Dialogue,
  wire: Writable,
  step: string,
  usual: string | null,
) {
  const { mails, script } = dialogue;
  const fault = script[(mails === 0 ? step : `${step}#${mails + 1}`) as Step];
  if (fault) await play(fault, dialogue, wire);
  else if (usual !== null) await wire.write(`${usual}\r\n`);
  return fault === undefined;
}

async function takeContent(dialogue: Dialogue, wire: Wire) {
  if (!await answer(dialogue, wire, "data", "354 Go ahead")) return;
  const lines: string[] = [];
  for (let line = await wire.read(); line !== "."; line = await wire.read()) {
    if (line === null) return;
    lines.push(line);
    if (lines.length === 3) await answer(dialogue, wire, "content", null);
  }
  const content = lines.map((line) => line.replace(/^\./, "")).join("\r\n");
  // A client ends a pipelined DATA without recipients with an empty content; that is no mail.
  if (content !== "") dialogue.log.ended.push(content);
  if (await answer(dialogue, wire, "dot", "250 2.0.0 Queued")) dialogue.log.accepted.push(content);
  dialogue.mails++;
}
