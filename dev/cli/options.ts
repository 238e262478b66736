/** Kinds of values for arguments, each with its check. */
import { UsageError } from "./errors.ts";

/** An argument of a command. */
export interface Option<T> {
  /** Placeholder for the value in the usage, such as "DIR"; a flag has none. */
  value?: string;
  about: string;
  isRequired?: boolean;
  /** Default value. */
  fallback: T;
  /**
   * Parses a value.
   *
   * @param name name for messages, such as "--data"
   * @throws {UsageError} if the value is invalid
   */
  read(given: string, name: string): T;
}

/** An option without a value; default false. */
export function flag(about: string): Option<boolean> {
  return { about, fallback: false, read: () => true };
}

/** A text that is not empty. */
export function text(value: string, about: string): Option<string | undefined>;
export function text(value: string, about: string, fallback: string): Option<string>;
export function text(value: string, about: string, fallback?: string): Option<string | undefined> {
  return { value, about, fallback, read: filled };
}

/** A required text. */
export function required(value: string, about: string): Option<string> {
  return { value, about, isRequired: true, fallback: "", read: filled };
}

/** An integer from `from` to `to`. */
export function whole(
  value: string,
  about: string,
  { from, to = Infinity, fallback }: { from: number; to?: number; fallback: number },
): Option<number> {
  const range = to === Infinity ? `from ${from}` : `from ${from} to ${to}`;
  const read = (given: string, name: string) => {
    const number = Number(given);
    if (/^-?\d+$/.test(given) && number >= from && number <= to) return number;
    throw refusal(name, `a whole number ${range}`, given);
  };
  return { value, about, fallback, read };
}

/** An instant with a time zone; without one it would depend on the machine. */
export function instant(value: string, about: string): Option<Date | undefined> {
  const read = (given: string, name: string) => {
    const date = new Date(given);
    if (/(Z|[+-]\d\d:?\d\d)$/.test(given) && !Number.isNaN(date.getTime())) return date;
    throw refusal(name, "an instant with a time zone, e.g. 2025-08-20T09:00:00+10:00", given);
  };
  return { value, about, fallback: undefined, read };
}

/** An IANA time zone. */
export function timeZone(about: string, fallback: string): Option<string> {
  const read = (given: string, name: string) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: given }).resolvedOptions().timeZone;
    } catch {
      throw refusal(name, "a name such as Australia/Melbourne", given);
    }
  };
  return { value: "ZONE", about, fallback, read };
}

/** URL of a PostgreSQL server. Messages never quote it, because it may contain a password. */
export function databaseUrl(about: string): Option<string | undefined> {
  const read = (given: string, name: string) => {
    const url = URL.parse(given);
    if (url && /^postgres(ql)?:$/.test(url.protocol) && url.host) return given;
    const current = url ? `one that begins with ${url.protocol}` : "no URL";
    throw refusal(name, "a URL such as postgres://USER:PASSWORD@HOST/NAME", current);
  };
  return { value: "URL", about, fallback: undefined, read };
}

function filled(given: string, name: string): string {
  if (given !== "") return given;
  throw new UsageError(`Cannot use ${name} as its value is empty`);
}

function refusal(name: string, form: string, current: string): UsageError {
  return new UsageError(`Cannot use ${name} as it must be ${form}: current value is ${current}`);
}
