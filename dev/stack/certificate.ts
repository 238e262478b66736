/**
 * Creates a certificate for this machine, a new one at every start. Clients must be told to trust
 * it.
 */
import { generate } from "selfsigned";

/** A certificate with its key. */
export interface Certificate {
  /** Private key, PEM. */
  key: string;
  /** Certificate, PEM. */
  cert: string;
}

/** Creates a certificate for localhost and 127.0.0.1 only; it is no authority. */
export async function createCertificate(): Promise<Certificate> {
  const altNames = [
    { type: 2 as const, value: "localhost" },
    { type: 7 as const, ip: "127.0.0.1" },
  ];
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    // Valid for any clock, also one that a test has moved.
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
