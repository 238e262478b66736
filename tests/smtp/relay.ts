import net from "node:net";
import { generate } from "selfsigned";

export interface Certificate {
  key: string;
  cert: string;
}

/** Creates a self-signed certificate. */
export async function selfSigned(ip: string, notAfter: Date): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: "fault.test" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date("2020-01-01T00:00:00Z"),
    notAfterDate: notAfter,
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "subjectAltName", altNames: [{ type: 7, ip }] },
    ],
  });
  return { key: made.private, cert: made.cert };
}

/**
 * Relays raw bytes between a client and a server of Deno, with TLS if there is a certificate. The
 * client's socket stays accessible, so that even a TLS connection can be reset or fed garbage.
 * STARTTLS attaches the same client once more.
 */
export async function attach(client: net.Socket, certificate?: Certificate): Promise<Attached> {
  const address = { hostname: "127.0.0.1", port: 0 };
  const listener = certificate
    ? Deno.listenTls({ ...address, ...certificate })
    : Deno.listen(address);
  const inner = net.connect((listener.addr as Deno.NetAddr).port, "127.0.0.1");
  inner.on("error", () => client.destroy());
  [client, inner].forEach((socket) => socket.setNoDelay(true));
  const connection = await listener.accept();
  listener.close();
  client.pipe(inner);
  inner.pipe(client);
  const detach = () => {
    client.off("close", detach);
    client.unpipe(inner);
    inner.unpipe(client);
    inner.destroy();
    connection.close();
  };
  client.once("close", detach);
  if (client.destroyed) detach();
  return { connection, detach };
}

export interface Attached {
  connection: Deno.Conn;
  /** Ends the relay; also called when the client leaves. */
  detach(): void;
}
