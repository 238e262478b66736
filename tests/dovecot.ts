/**
 * A real IMAP server for one test: Debian's dovecot-imapd, in a folder of its own on a free port.
 */
import { once } from "node:events";
import net from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { ImapSettings } from "../supabase/functions/_shared/edge/mail/mailbox_imap.ts";

const PROGRAM = "/usr/sbin/dovecot";

/** The reason why dovecot cannot run here; null if it can. */
export async function dovecotMissing(): Promise<string | null> {
  const isThere = await Deno.stat(PROGRAM).then(() => true, () => false);
  if (!isThere) return "dovecot is not installed: apt-get install dovecot-imapd";
  // It starts as root and drops its rights itself.
  return Deno.uid() === 0 ? null : "dovecot must be started by root";
}

/** A running server. */
export interface Dovecot extends AsyncDisposable {
  settings: ImapSettings;
}

/** Starts the server. Any user can log in with the password, and all share one mailbox. */
export async function startDovecot(): Promise<Dovecot> {
  await using parts = new AsyncDisposableStack();
  const folder = await Deno.makeTempDir();
  parts.defer(() => Deno.remove(folder, { recursive: true }));
  // It reads mail as nobody and logs users in as yet another user.
  await Deno.chmod(folder, 0o755);
  await Deno.mkdir(`${folder}/home`);
  await Deno.chmod(`${folder}/home`, 0o777);
  const settings: ImapSettings = {
    host: "127.0.0.1",
    port: await freePort(),
    secure: "none",
    timeoutMs: 10_000,
    user: "club",
    password: crypto.randomUUID(),
  };
  await Deno.writeTextFile(`${folder}/dovecot.conf`, configuration(folder, settings));
  const server = new Deno.Command(PROGRAM, {
    args: ["-F", "-c", `${folder}/dovecot.conf`],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  parts.defer(async () => {
    server.kill("SIGTERM");
    await server.status;
  });
  await listening(settings.port);
  const running = parts.move();
  return { settings, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

function configuration(folder: string, { port, password }: ImapSettings): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/home/mail
first_valid_uid = 1
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/home
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
}
`;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

/**
 * Waits until the port accepts connections.
 *
 * @throws {Error} after ten seconds
 */
async function listening(port: number) {
  for (let tries = 0; tries < 200; tries++) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch {
      await delay(50);
    }
  }
  throw new Error("Cannot use dovecot: it does not listen after ten seconds");
}
