/** An SMTP server over TLS that accepts and discards every mail; prints its port. */
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { generate } from "selfsigned";
import { SMTPServer } from "smtp-server";

const { private: key, cert } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
  keyType: "ec",
  algorithm: "sha256",
  extensions: [
    { name: "basicConstraints", cA: false },
    { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
  ],
});
const server = new SMTPServer({
  secure: true,
  key,
  cert,
  onAuth: (_auth: unknown, _session: unknown, done: (e: null, r: { user: string }) => void) =>
    done(null, { user: "news" }),
  onData: (stream: Readable, _session: unknown, done: () => void) => {
    stream.on("end", done);
    stream.resume();
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.server.address() as AddressInfo;
  console.log(JSON.stringify({ port, ca: cert }));
});
