import assert from "node:assert/strict";
import { SignJWT } from "jose";
import { DEVELOPMENT_KEYS } from "../dev/stack/keys.ts";
import { functionNames } from "../dev/cli/functions.ts";
import { ALL_STAGES, assertRefused, inWorld, type Json } from "./world.ts";

/** `mail-events` looks at the service and its signature first; `mail_events_test.ts` has its bodies. */
const TAKES_JSON = functionNames().filter((name) => name !== "mail-events");
const SERVICE_STAGES = ["classify-events", "embed-events", "send-newsletters"];

interface TokenOptions {
  kid?: string | undefined;
  secret?: string;
  /** Expiry, Unix seconds. */
  expires?: number;
  claims?: Record<string, unknown>;
}

/** A member's token like the stack's, apart from `options`. */
function tokenOf(sub: string, options: TokenOptions = {}): Promise<string> {
  const { secret = DEVELOPMENT_KEYS.jwtSecret, expires, claims } = options;
  const kid = "kid" in options ? options.kid : "embedded-stack";
  return new SignJWT({ role: "authenticated", aud: "authenticated", sub, ...claims })
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid })
    .setExpirationTime(expires ?? Math.floor(Date.now() / 1000) + 600)
    .sign(new TextEncoder().encode(secret));
}

Deno.test("every function refuses bad input with the common error format", async (t) => {
  await inWorld({}, async ({ stack, call, member, log }) => {
    const ada = await member("Ada");
    const bob = await member("Bob");

    await t.step("a wrong method: 405, with the allowed ones", async () => {
      for (const name of ALL_STAGES) {
        for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
          const answer = await call(name, { method });
          assertRefused(answer, 405, "method_not_allowed", `${method} ${name}`);
          assert.equal(answer.headers.get("allow"), "POST");
        }
        assert.equal((await call(name, { method: "HEAD" })).status, 405);
      }
      for (const method of ["PUT", "PATCH", "DELETE"]) {
        const answer = await call("feedback", { method });
        assertRefused(answer, 405, "method_not_allowed", `${method} feedback`);
      }
      const calendar = await call("feedback/calendar?event=x");
      assertRefused(calendar, 405, "method_not_allowed", "POST calendar");
    });

    await t.step("a preflight needs no credentials", async () => {
      for (const name of functionNames()) {
        const { status, headers } = await call(name, { method: "OPTIONS", key: null });
        assert.equal(status, 204);
        assert.match(headers.get("access-control-allow-headers") ?? "", /authorization.+apikey/i);
      }
    });

    await t.step("no credentials, wrong ones, or the publishable key alone: 401", async () => {
      const { publishableKey } = stack;
      for (const name of ALL_STAGES) {
        for (const key of [null, "", "sb_secret_x", publishableKey, stack.secretKey + "x"]) {
          const answer = await call(name, { key, body: {} });
          assert.equal(answer.status, 401, `${name} with ${key}`);
          assertRefused(answer, 401, answer.body.error.code, name);
          assert.ok(!JSON.stringify(answer.body).includes(stack.secretKey));
        }
        const inWrongPlace = await call(name, { token: stack.secretKey, body: {} });
        assert.equal(inWrongPlace.status, 401, name);
      }
    });

    await t.step(
      "a member's token is accepted by recommend and by no service function",
      async () => {
        assert.equal((await call("recommend", { token: ada.token, body: {} })).status, 200);
        for (const name of SERVICE_STAGES) {
          for (const key of [null, stack.publishableKey]) {
            const answer = await call(name, { token: ada.token, key, body: {} });
            assert.equal(answer.status, 401, name);
          }
        }
      },
    );

    await t.step("foreign and expired tokens: 401", async () => {
      const past = Math.floor(Date.now() / 1000) - 1;
      const [header, payload, signature] = (await tokenOf(ada.id)).split(".") as [
        string,
        string,
        string,
      ];
      const none = btoa('{"alg":"none","kid":"embedded-stack"}').replace(/=+$/, "");
      const refused = {
        "another secret": await tokenOf(ada.id, {
          secret: "another secret of the same length or so",
        }),
        "expired": await tokenOf(ada.id, { expires: past }),
        "without key id": await tokenOf(ada.id, { kid: undefined }),
        "another key id": await tokenOf(ada.id, { kid: "other" }),
        "without member": await tokenOf("", { claims: { sub: undefined, role: "service_role" } }),
        "no signature": `${header}.${payload}.`,
        "algorithm none": `${none}.${payload}.`,
        "another member": [
          header,
          btoa(atob(payload).replace(ada.id, bob.id)).replace(/=+$/, ""),
          signature,
        ].join("."),
        "nothing like it": "x",
      };
      for (const [what, token] of Object.entries(refused)) {
        const answer = await call("recommend", { token, body: {} });
        assert.equal(answer.status, 401, what);
        assertRefused(answer, 401, answer.body.error.code, what);
      }
      assert.equal(
        (await call("recommend", { token: await tokenOf(ada.id), body: {} })).status,
        200,
      );
    });

    await t.step("not JSON: 400", async () => {
      for (const name of TAKES_JSON) {
        for (const raw of ["{", "<p>hi</p>", "{'limit': 1}", new Uint8Array([0x7b, 0xff, 0x7d])]) {
          assertRefused(await call(name, { raw }), 400, "not_json", `${name} ${raw}`);
        }
      }
    });

    await t.step("over 1 MB: 413, with or without a content-length", async () => {
      const piece = new Uint8Array(65_536).fill(32);
      for (const name of TAKES_JSON) {
        assertRefused(
          await call(name, { raw: " ".repeat(1_000_001) }),
          413,
          "body_too_large",
          name,
        );
        let left = 32;
        const raw = new ReadableStream({
          pull: (to) => left-- > 0 ? to.enqueue(piece) : to.close(),
        });
        assertRefused(await call(name, { raw }), 413, "body_too_large", `${name}, in pieces`);
      }
    });

    await t.step("an invalid body: 422 with the paths", async () => {
      const unfit: [name: string, body: unknown, path: string][] = [
        ["classify-events", { limit: 5 }, "(body): Unrecognized key"],
        ["embed-events", [], "(body): "],
        ["send-newsletters", { dry_run: "yes" }, "dry_run: "],
        ["send-newsletters", null, "(body): "],
        ["recommend", { limit: 0 }, "limit: "],
        ["recommend", { limit: 51 }, "limit: "],
        ["recommend", { limit: 2.5 }, "limit: "],
        ["recommend", { limit: "10" }, "limit: "],
        ["recommend", { from: "tomorrow" }, "from: must be an instant with offset"],
        ["recommend", { to: "2025-08-20" }, "to: must be an instant with offset"],
        [
          "recommend",
          { from: "2025-08-20T00:00:00Z", to: "2025-08-20T10:00:00+10:00" },
          "to: must be after from",
        ],
        ["recommend", { categories: ["parties"] }, "categories.0: "],
        ["recommend", { categories: [] }, "categories: "],
        ["recommend", { exclude: ["1"] }, "exclude.0: "],
        ["recommend", { exclude: Array(501).fill(ada.id) }, "exclude: "],
        ["recommend", { user_id: "ada" }, "user_id: "],
        ["recommend", {}, "user_id: "],
        ["recommend", "text", "(body): "],
        ["feedback", {}, "token: "],
        ["feedback", { token: "" }, "token: "],
        ["feedback", { token: 5 }, "token: "],
        ["feedback", { token: "x".repeat(501) }, "token: "],
        ["feedback", { token: "x", event: "y" }, "(body): Unrecognized key"],
      ];
      for (const [name, body, path] of unfit) {
        const answer = await call(name, { body });
        assertRefused(answer, 422, "invalid_body", `${name} ${JSON.stringify(body).slice(0, 80)}`);
        assert.ok(answer.body.error.message.includes(path), answer.body.error.message);
      }
      const several = await call("recommend", { body: { limit: 0, from: 1, exclude: [1] } });
      assert.match(several.body.error.message, /limit: .+; from: .+; exclude\.0: /);
      const { body: { error } } = await call("recommend", { body: { from: "2025-08-20" } });
      assert.doesNotMatch(error.message, /to: must be after from/, "of what is no instant");
    });

    await t.step("an unknown id: 404", async () => {
      const user_id = crypto.randomUUID();
      assertRefused(
        await call("recommend", { body: { user_id } }),
        404,
        "unknown_member",
        "service",
      );
      const token = await tokenOf(user_id);
      assertRefused(await call("recommend", { token, body: {} }), 404, "unknown_member", "member");
      for (const event of [crypto.randomUUID(), "", "x", "' or 1=1"]) {
        const path = `feedback/calendar?event=${encodeURIComponent(event)}`;
        assertRefused(await call(path, { method: "GET", key: null }), 404, "unknown_id", path);
      }
    });

    await t.step("another member's id: 403, also with the publishable key", async () => {
      const { token } = ada;
      for (const key of [null, stack.publishableKey]) {
        const answer = await call("recommend", { token, key, body: { user_id: bob.id } });
        assertRefused(answer, 403, "forbidden", "foreign user_id");
      }
      const own = await call("recommend", { token, body: { user_id: ada.id.toUpperCase() } });
      assert.equal(own.body.user_id, ada.id);
    });

    await t.step("no function logged an unexpected error", () => {
      assert.deepEqual(log, []);
    });
  });
});

Deno.test("a missing or malformed setting answers one sentence without secrets", async () => {
  const settings = {
    AI_PROVIDER: "openai",
    SITE_URL: "wherever",
    LINK_SECRET: "too short, this one",
  };
  await inWorld(settings, async ({ call, log }) => {
    const missing = await call("classify-events", { body: {} });
    assertRefused(missing, 500, "setting", "OPENAI_API_KEY");
    assert.match(
      missing.body.error.message,
      /^Cannot read setting OPENAI_API_KEY as it is missing$/,
    );
    assert.match(missing.body.error.hint, /^Set OPENAI_API_KEY in supabase\/functions\/\.env\. /);
    for (const path of ["send-newsletters", "feedback"]) {
      const answer = await call(path, { body: path === "feedback" ? { token: "x" } : {} });
      assertRefused(answer, 500, "setting", path);
      assert.ok(!JSON.stringify(answer.body).includes("too short"), path);
    }
    const recommend = await call("recommend", { body: { user_id: crypto.randomUUID() } });
    assert.equal(recommend.status, 404, "it needs neither a key of the provider nor a site");
    assert.ok(!log.some((line) => line.includes("too short")), log.join("\n"));
  });
});

Deno.test("send-newsletters refuses a time budget too short for one mail", async () => {
  await inWorld({ TIME_BUDGET_SEC: "20", SMTP_TIMEOUT_SEC: "30" }, async ({ call }) => {
    const answer = await call("send-newsletters", { body: {} });
    assertRefused(answer, 500, "setting", "send-newsletters");
    assert.match(answer.body.error.message, /TIME_BUDGET_SEC.+SMTP_TIMEOUT_SEC/);
  });
});

Deno.test("a database without response: 503 with Retry-After, without its address", async () => {
  const nobody = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = nobody.addr;
  nobody.close();
  await inWorld({ SUPABASE_URL: `http://127.0.0.1:${port}` }, async ({ call }) => {
    const bodies: Record<string, Json> = {
      recommend: { user_id: crypto.randomUUID() },
      search: { q: "yoga" },
    };
    for (const name of [...ALL_STAGES, "search"]) {
      const body = bodies[name] ?? {};
      const answer = await call(name, { body });
      assertRefused(answer, 503, "database", name);
      assert.match(answer.headers.get("retry-after") ?? "", /^\d+$/);
      // Not the port alone, because an id may contain five digits.
      assert.doesNotMatch(JSON.stringify(answer.body), new RegExp(`127\\.0\\.0\\.1|:${port}`));
    }
  });
});
