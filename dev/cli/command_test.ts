import assert from "node:assert/strict";
import fc from "../../supabase/functions/_shared/test/property.ts";
import { type Command, readArguments, usageOf } from "./command.ts";
import { UsageError } from "./errors.ts";
import { databaseUrl, flag, instant, required, text, timeZone, whole } from "./options.ts";

const COMMAND = {
  name: "brew",
  about: "Makes tea.",
  operands: {
    LEAF: required("LEAF", "kind of tea"),
    CUPS: whole("CUPS", "how many", {
      from: 1,
      to: 9,
      fallback: 1,
    }),
  },
  options: {
    water: required("FILE", "where the water is"),
    minutes: whole("N", "how long", { from: 0, fallback: 4 }),
    milk: text("KIND", "with milk"),
    sugar: flag("with sugar"),
    at: instant("ISO", "when"),
    zone: timeZone("where", "Australia/Melbourne"),
    db: databaseUrl("stock"),
  },
};

const read = (line: string) => readArguments(COMMAND, line.split(" ").filter(Boolean));

Deno.test("readArguments() parses every type of value and fills in defaults", () => {
  assert.deepEqual(read("green --water tap"), {
    LEAF: "green",
    CUPS: 1,
    water: "tap",
    minutes: 4,
    milk: undefined,
    sugar: false,
    at: undefined,
    zone: "Australia/Melbourne",
    db: undefined,
  });
  const line =
    "--water=tap green 9 --minutes 0 --milk oat --sugar --at 2025-08-20T09:00:00+10:00 " +
    "--zone Europe/London --db postgres://me:secret@127.0.0.1/tea";
  assert.deepEqual(read(line), {
    LEAF: "green",
    CUPS: 9,
    water: "tap",
    minutes: 0,
    milk: "oat",
    sugar: true,
    at: new Date("2025-08-19T23:00:00Z"),
    zone: "Europe/London",
    db: "postgres://me:secret@127.0.0.1/tea",
  });
});

Deno.test("readArguments() returns null for --help even if other arguments are wrong", () => {
  for (const line of ["--help", "--help --frobnicate", "a b c --minutes x --help"]) {
    assert.equal(read(line), null, line);
  }
});

Deno.test("readArguments() refuses wrong arguments in one sentence", () => {
  const faults: Record<string, RegExp> = {
    "": /^Cannot run as --water FILE is missing$/,
    "--water tap": /^Cannot run as LEAF is missing$/,
    "green 2 3 --water tap": /^Cannot run as there are more arguments than 2$/,
    "green 10 --water tap": /^Cannot use CUPS as it must be a whole number from 1 to 9: .* is 10$/,
    "--frobnicate": /^Cannot use --frobnicate as there is no such option$/,
    "-x": /^Cannot use -x as there is no such option$/,
    "--toString": /^Cannot use an unknown option$/,
    "--sugar=yes": /^Cannot use --sugar with a value as it takes none$/,
    "--water": /^Cannot use --water as its value is missing: --water FILE$/,
    "--water --sugar": /^Cannot use --water as its value is missing/,
    "--water=": /^Cannot use --water as its value is empty$/,
    "--minutes banana": /whole number from 0: current value is banana$/,
    "--minutes -1": /whole number from 0: current value is -1$/,
    "--minutes 1.5": /current value is 1.5$/,
    "--minutes=": /current value is $/,
    "--at 2025-08-20": /an instant with a time zone, .*: current value is 2025-08-20$/,
    "--at soonZ": /current value is soonZ$/,
    "--zone Mars/Base": /^Cannot use --zone as it must be a name such as .* is Mars\/Base$/,
  };
  for (const [line, message] of Object.entries(faults)) {
    assert.throws(() => read(line), (error) => {
      assert.ok(error instanceof UsageError, line);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.throws(
    () => readArguments({ ...COMMAND, operands: {} }, ["x"]),
    /^UsageError: Cannot run as there are arguments that are no options$/,
  );
});

Deno.test("readArguments() quotes no password and no key", () => {
  const secret = "sb_secret_tea";
  for (
    const line of [
      ...[`--db mysql://me:${secret}@host/tea`, `--db postgres:${secret}`, `--db ${secret}`],
      ...[`green 1 ${secret} --water tap`, `--kye ${secret}`, `--kye=${secret}`, `--${secret}`],
      ...[`-${secret}`, `--sugar=${secret}`],
    ]
  ) {
    assert.throws(() => read(line), (error) => {
      assert.ok(error instanceof UsageError, line);
      assert.doesNotMatch(error.message, new RegExp(secret));
      return true;
    });
  }
  assert.throws(() => read("--db mysql://me@host/tea"), /is one that begins with mysql:$/);
});

Deno.test("readArguments() returns values or throws UsageError for any arguments", () => {
  const word = fc.oneof(
    fc.constantFrom("--water", "--minutes", "--sugar", "--zone", "--", "-", "--=", "--no-sugar"),
    fc.string(),
  );
  fc.assert(fc.property(fc.array(word, { maxLength: 6 }), (args) => {
    try {
      readArguments(COMMAND, args);
    } catch (error) {
      assert.ok(error instanceof UsageError, String(error));
      assert.match(error.message, /^Cannot /);
    }
  }));
});

Deno.test("usageOf() shows every argument with its meaning and its default", () => {
  assert.equal(
    usageOf(COMMAND),
    `Usage: deno task brew LEAF [CUPS] --water FILE [options]

Makes tea.

  LEAF           kind of tea
  CUPS           how many (default 1)
  --water FILE   where the water is
  --minutes N    how long (default 4)
  --milk KIND    with milk
  --sugar        with sugar
  --at ISO       when
  --zone ZONE    where (default Australia/Melbourne)
  --db URL       stock
  --help         prints this`,
  );
  const bare: Command = { name: "rest", about: "Does nothing.", options: {} };
  assert.equal(usageOf(bare), "Usage: deno task rest\n\nDoes nothing.\n\n  --help   prints this");
});
