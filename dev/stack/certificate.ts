/** A certificate for this machine, made anew at every start; nobody trusts it but who is told to. */
import { generate } from "selfsigned";

export interface Certificate {
  /** PEM. */
  key: string;
  /** PEM. */
  cert: string;
}

/** Not an authority: it can vouch for localhost and 127.0.0.1 and for nothing else. */
export async function createCertificate(): Promise<Certificate> {
  const altNames = [
    { type: 2 as const, value: "localhost" },
    { type: 7 as const, ip: "127.0.0.1" },
  ];
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    // Clocks that differ, or a clock that a test has moved, make no certificate invalid.
    notBeforeDate: new Date("2000-01-01T00:00:00Z"),
    notAfterDate: new Date("2099-12-31T00:00:00Z"),
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "subjectAltName", altNames },
    ],
  });
  return { key, cert };
}
