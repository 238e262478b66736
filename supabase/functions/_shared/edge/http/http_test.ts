import assert from "node:assert/strict";
import { z } from "zod";
import { readConfig } from "../config/config.ts";
import { DbError } from "../db/client.ts";
import { answering, door, type DoorOptions, HttpError, json, readBody } from "./http.ts";

const KEYS = {
  default: "sb_secret_of_the_service",
  cron: "sb_secret_of_cron",
  other: "sb_secret_o",
};

const ENV: Record<string, string> = {
  SUPABASE_URL: "http://127.0.0.1:9",
  SUPABASE_SECRET_KEYS: JSON.stringify(KEYS),
};

const Body = z.strictObject({ n: z.int().default(1), list: z.array(z.object({ id: z.guid() })) });

/** A door that responds with the arguments of its handler. */
const echo = (auth: DoorOptions<unknown>["auth"] = "service", env = ENV) =>
  door(readConfig((name) => env[name]), { auth, body: Body }, (input, caller) => {
    return Promise.resolve({ input, caller });
  });

/** A door for the service with a failing handler. */
const failing = (error: unknown) =>
  door(readConfig((name) => ENV[name]), { auth: "service", body: z.unknown() }, () => {
    return Promise.reject(error);
  });

const post = (body?: BodyInit, headers: Record<string, string> = { apikey: KEYS.default }) =>
  new Request("http://127.0.0.1/f", { method: "POST", headers, body });

/** Status and error of a response that must have the common error format. */
async function refusalOf(response: Response) {
  const { error, ...rest } = await response.json();
  assert.deepEqual(rest, {});
  assert.deepEqual(Object.keys(error).filter((key) => !/^(code|message|hint)$/.test(key)), []);
  assert.ok(typeof error.code === "string" && typeof error.message === "string");
  assert.doesNotMatch(JSON.stringify(error), /\bat .+:\d+:\d+|node_modules|file:\/\//);
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  return { status: response.status, ...error };
}

/** Runs `work` with logging suppressed; returns its result and the logged values. */
async function quietly<T>(work: () => Promise<T>): Promise<[T, unknown[]]> {
  const print = console.error;
  const printed: unknown[] = [];
  console.error = (...values: unknown[]) => void printed.push(...values);
  try {
    return [await work(), printed];
  } finally {
    console.error = print;
  }
}

Deno.test("door() passes the parsed body to the handler", async () => {
  const response = await echo()(post('{"list":[]}'));
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  assert.deepEqual(await response.json(), {
    input: { n: 1, list: [] },
    caller: { userId: null },
  });
});

Deno.test("door() answers 405 with the allowed method for every other method", async () => {
  for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE"]) {
    const response = await echo()(new Request("http://127.0.0.1/f", { method }));
    assert.equal(response.headers.get("allow"), "POST");
    assert.equal((await refusalOf(response)).code, "method_not_allowed");
    assert.equal(response.status, 405, method);
  }
});

Deno.test("door() answers a preflight without credentials", async () => {
  const response = await echo()(new Request("http://127.0.0.1/f", { method: "OPTIONS" }));
  assert.equal(response.status, 204);
  assert.match(response.headers.get("access-control-allow-headers") ?? "", /authorization/i);
  assert.match(response.headers.get("access-control-allow-methods") ?? "", /POST/);
});

Deno.test("door() accepts the service's key and the key named by CRON_KEY_NAME", async () => {
  const status = async (apikey: string, env = ENV) =>
    (await echo("service", env)(post('{"list":[]}', { apikey }))).status;
  assert.equal(await status(KEYS.default), 200);
  assert.equal(await status(KEYS.cron), 401);
  assert.equal(await status(KEYS.cron, { ...ENV, CRON_KEY_NAME: "cron" }), 200);
  assert.equal(await status(KEYS.default, { ...ENV, CRON_KEY_NAME: "cron" }), 200);
  assert.equal(await status(KEYS.other, { ...ENV, CRON_KEY_NAME: "cron" }), 401);
});

Deno.test("door() answers 401 for missing and wrong credentials before it reads the body", async () => {
  const credentials: Record<string, string>[] = [
    {},
    { apikey: "" },
    { apikey: "sb_secret_wrong" },
    { apikey: KEYS.default.slice(0, -1) },
    { apikey: "sb_publishable_x" },
    { authorization: `Bearer ${KEYS.default}` },
    { authorization: "Basic eDp5" },
    { authorization: "Bearer " },
    { authorization: "Bearer a.b.c" },
  ];
  for (const auth of ["service", "member"] as const) {
    for (const headers of credentials) {
      const refusal = await refusalOf(await echo(auth)(post("not JSON", headers)));
      assert.equal(refusal.status, 401, `${auth} ${JSON.stringify(headers)}`);
      for (const key of Object.values(KEYS)) assert.ok(!JSON.stringify(refusal).includes(key));
    }
  }
});

Deno.test("door() answers missing_credentials for a publishable key without a member's token", async () => {
  const code = async (auth: "member" | "service", headers: Record<string, string>) =>
    (await refusalOf(await echo(auth)(post("{}", headers)))).code;
  const publishable = { apikey: "sb_publishable_x" };
  const alone = [publishable, { ...publishable, authorization: "Bearer sb_publishable_x" }];
  for (const headers of [{}, ...alone]) {
    assert.equal(await code("member", headers), "missing_credentials", JSON.stringify(headers));
  }
  assert.equal(await code("member", { apikey: "sb_secret_wrong" }), "invalid_api_key");
  assert.equal(
    await code("member", { ...publishable, authorization: "Bearer a.b.c" }),
    "invalid_jwt",
  );
  assert.equal(await code("service", publishable), "invalid_api_key");
});

Deno.test("door() does not suggest signing in if a key is wrong", async () => {
  const { hint } = await refusalOf(
    await echo("member")(post("{}", { apikey: "sb_secret_wrong" })),
  );
  assert.match(hint, /from a server a secret key/);
});

Deno.test("door() answers 500 with the setting's name if keys are not configured", async () => {
  const refusal = await refusalOf(
    await echo("service", { SUPABASE_URL: "http://127.0.0.1:9" })(post("{}")),
  );
  assert.equal(refusal.status, 500);
  assert.equal(refusal.code, "setting");
  assert.match(refusal.message, /SUPABASE_SECRET_KEY/);
});

Deno.test("door() answers 400 for a body that is not JSON", async () => {
  const bodies = ["{", "undefined", "{'a':1}", "\u0000", "<p>", new Uint8Array([0xff, 0xfe, 0x22])];
  for (const body of bodies) {
    const refusal = await refusalOf(await echo()(post(body)));
    assert.deepEqual([refusal.status, refusal.code], [400, "not_json"], `${body}`);
  }
});

Deno.test("door() reads an absent body as {}", async () => {
  const open = door(readConfig((name) => ENV[name]), {
    auth: "service",
    body: z.strictObject({ n: z.int().default(7) }),
  }, (input) => Promise.resolve(input));
  for (const body of [undefined, "", " \n"]) {
    assert.deepEqual(await (await open(post(body))).json(), { n: 7 });
  }
});

Deno.test("door() names the path of every invalid value", async () => {
  const fault = async (body: unknown) => {
    const refusal = await refusalOf(await echo()(post(JSON.stringify(body))));
    assert.deepEqual([refusal.status, refusal.code], [422, "invalid_body"]);
    assert.ok(refusal.message.length < 1200);
    return refusal.message;
  };
  const message = await fault({ n: "1", list: [{ id: "x" }, {}] });
  assert.match(message, /\bn: .+; list\.0\.id: .+; list\.1\.id: /);
  for (const body of [null, [], 5, "text"]) assert.match(await fault(body), /\(body\): /);
  assert.match(await fault({ list: [], user: 1 }), /\(body\): Unrecognized key: "user"/);
  await fault({ list: [], ["k".repeat(100_000)]: 1 });
  await fault({ list: Array(1000).fill({}) });
});

/** A body in 64 KB pieces without a length header; `taken` counts the pieces read. */
function endless(pieces: number) {
  let taken = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (taken === pieces) return controller.close();
      taken++;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  return { stream, taken: () => taken };
}

Deno.test("readBody() rejects a body over 1 MB, whatever its headers say", async () => {
  const isTooLarge = (error: unknown) => error instanceof HttpError && error.status === 413;
  const { stream, taken } = endless(10_000);
  await assert.rejects(readBody(post(stream)), isTooLarge);
  assert.ok(taken() < 20, `${taken()} pieces were read`);
  const lying = post(" ".repeat(1_000_001), { "content-length": "5" });
  await assert.rejects(readBody(lying), isTooLarge);
  await assert.rejects(readBody(post("é".repeat(500_001))), isTooLarge);
});

Deno.test("readBody() accepts exactly 1 MB, and a small body with a large content-length", async () => {
  assert.equal((await readBody(post("é".repeat(500_000)))).length, 500_000);
  assert.equal(await readBody(post("{}", { "content-length": "99999999" })), "{}");
  assert.equal(await readBody(post()), "");
});

Deno.test("door() answers 413 for a body over 1 MB", async () => {
  const refusal = await refusalOf(await echo()(post(" ".repeat(1_000_001))));
  assert.deepEqual([refusal.status, refusal.code], [413, "body_too_large"]);
});

Deno.test("door() sends an HttpError of the stage with its headers", async () => {
  const error = new HttpError(503, "busy", "Cannot now", "Later", { "Retry-After": "7" });
  const response = await failing(error)(post());
  assert.equal(response.headers.get("retry-after"), "7");
  assert.deepEqual(await refusalOf(response), {
    status: 503,
    code: "busy",
    message: "Cannot now",
    hint: "Later",
  });
});

Deno.test("door() answers 503 with Retry-After if the database fails, without its message", async () => {
  const error = new DbError("claim_mails", "XX000", "relation secret_table is broken");
  const [response, printed] = await quietly(() => failing(error)(post()));
  assert.equal(response.headers.get("retry-after"), "10");
  const refusal = await refusalOf(response);
  assert.deepEqual([refusal.status, refusal.code], [503, "database"]);
  assert.doesNotMatch(JSON.stringify(refusal), /secret_table|XX000|claim/);
  assert.deepEqual(printed, [error]);
});

Deno.test("door() answers 500 without detail for an unexpected error, and logs it", async () => {
  for (const error of [new TypeError("x is not a function of sb_secret"), "text", undefined]) {
    const [response, printed] = await quietly(() => failing(error)(post()));
    const refusal = await refusalOf(response);
    assert.deepEqual([refusal.status, refusal.code], [500, "internal"]);
    assert.doesNotMatch(JSON.stringify(refusal), /not a function|sb_secret|text/);
    assert.deepEqual(printed, [error]);
  }
});

Deno.test("answering() serves only the given methods", async () => {
  const serve = answering(["GET", "HEAD"], () => Promise.resolve(json(200, { ok: true })));
  const status = async (method: string) =>
    (await serve(new Request("http://127.0.0.1/f", { method }))).status;
  assert.deepEqual(await Promise.all(["GET", "HEAD", "POST"].map(status)), [200, 200, 405]);
});
