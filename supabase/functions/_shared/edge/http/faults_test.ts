import { deepEqual } from "node:assert/strict";
import { z } from "zod";
import { faultOf } from "./faults.ts";

const Body = z.strictObject({
  limit: z.int().min(1).max(50).optional(),
  day: z.iso.date().optional(),
  kind: z.enum(["a", "b"]).optional(),
  ids: z.array(z.guid()).max(1).optional(),
  name: z.string().min(2).refine((name) => name !== "no", "a name of its own"),
});

const faultsIn = (body: unknown) =>
  Body.safeParse(body, { error: faultOf }).error?.issues
    .map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

Deno.test("faultOf() states the rule and the current value", () => {
  const name = "Ada";
  const cases: [body: Record<string, unknown>, fault: string][] = [
    [{ name, limit: 0 }, "limit: must be at least 1, is 0"],
    [{ name, limit: 51 }, "limit: must be at most 50, is 51"],
    [{ name, limit: 2.5 }, "limit: must be of type integer, is 2.5"],
    [{ name, limit: "9" }, 'limit: must be of type number, is "9"'],
    [{ name, limit: null }, "limit: must be of type number, is null"],
    [{ name, day: "today" }, 'day: must be in the format date, is "today"'],
    [{ name, kind: "c" }, 'kind: must be one of a, b, is "c"'],
    [{ name, ids: ["x"] }, 'ids.0: must be in the format guid, is "x"'],
    [{ name: "A" }, 'name: must have a length of at least 2, is "A"'],
    [{}, "name: is missing"],
  ];
  for (const [body, fault] of cases) deepEqual(faultsIn(body), [fault]);
  deepEqual(faultsIn({ name }), []);
});

Deno.test("faultOf() returns undefined for messages of the schema and for other issues", () => {
  deepEqual(faultsIn({ name: "no" }), ["name: a name of its own"]);
  deepEqual(faultsIn({ name: "Ada", user: 1 }), [': Unrecognized key: "user"']);
});

Deno.test("faultOf() truncates a long value", () => {
  const [fault] = faultsIn({ name: Array(1000).fill(7) });
  deepEqual(fault, `name: must be of type string, is [${"7,".repeat(29)}…`);
});
