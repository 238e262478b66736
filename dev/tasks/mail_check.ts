/** `deno task mail:check`: looks up SPF, DKIM and DMARC of the sender's domain, and prints the gaps. */
import { runCommand } from "../cli/command.ts";
import { InputError } from "../cli/errors.ts";
import { required, text } from "../cli/options.ts";
import { checkRecords, type Finding, type Resolver } from "./mail_records.ts";

export const MAIL_CHECK = {
  name: "mail:check",
  about: `Looks up SPF, DKIM and DMARC of a sender's domain; docs/deliverability.md explains them.
Exits 1 if something is missing.`,
  operands: { ADDRESS: required("ADDRESS", "the sender's address or domain, as in MAIL_FROM") },
  options: {
    host: text("HOST", "mail server, as in SMTP_HOST", "smtp.gmail.com"),
    selector: text("NAME", "DKIM selector that the mail service shows"),
  },
};

/** Through the resolver of this machine. A name without records is no fault. */
const system: Resolver = {
  txt: async (name) => (await found(Deno.resolveDns(name, "TXT"))).map((parts) => parts.join("")),
  mx: async (name) => (await found(Deno.resolveDns(name, "MX"))).map(({ exchange }) => exchange),
};

async function found<T>(records: Promise<T[]>): Promise<T[]> {
  try {
    return await records;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw new InputError(`Cannot look up the domain: ${(error as Error).message}`);
  }
}

export const lineOf = ({ what, isGood, say }: Finding) =>
  `${isGood ? "ok     " : "missing"}  ${what.padEnd(6)}  ${say}`;

if (import.meta.main) {
  await runCommand(MAIL_CHECK, async ({ ADDRESS, host, selector }) => {
    const domain = ADDRESS.slice(ADDRESS.lastIndexOf("@") + 1).toLowerCase();
    const selectors = selector === undefined ? [] : [selector];
    const findings = await checkRecords({ domain, host, selectors }, system);
    for (const finding of findings) console.log(lineOf(finding));
    if (findings.some(({ isGood }) => !isGood)) Deno.exitCode = 1;
  });
}
