import assert from "node:assert/strict";
import { composeMail } from "../../supabase/functions/_shared/edge/mail/mime.ts";
import { smtpMailer } from "../../supabase/functions/_shared/edge/mail/smtp.ts";
import {
  BUDGET_MS,
  certificate,
  MAIL,
  mailTo,
  PASSWORD,
  summaryOf,
  wait,
  withServer,
} from "./fixtures.ts";
import { selfSigned } from "./relay.ts";

const budgetMs = BUDGET_MS;

for (const secure of ["tls", "starttls", "none"] as const) {
  for (const pipelining of [true, false]) {
    Deno.test(`Mailer.send() delivers byte for byte (${secure}, pipelining ${pipelining})`, () =>
      withServer({ secure, pipelining }, async (mailer, { log }) => {
        const links = Array.from(
          { length: 300 },
          (_, i) => `<a href="https://c.ex/${i}?a=b&c=%3D">`,
        );
        const mail = mailTo("ada@reader.example", links.join("\n.\n"));
        const outcome = await mailer.send(mail, { budgetMs });
        assert.equal(summaryOf(outcome), "sent replied sent");
        const composed = new TextDecoder().decode(await composeMail(mail));
        assert.equal(withoutBoundary(log.accepted.join()), withoutBoundary(composed).trimEnd());
      }));
  }
}

/** Without the random boundary between the parts. */
const withoutBoundary = (content: string) => content.replace(/_NmP-[0-9a-f]+/g, "");

Deno.test("Mailer.send() sends several mails over one connection", () =>
  withServer({ secure: "tls" }, async (mailer, { log }) => {
    for (let i = 0; i < 101; i++) {
      assert.equal((await mailer.send(mailTo(`a${i}@b.example`), { budgetMs })).state, "sent");
      assert.equal(log.connections, i < 100 ? 1 : 2);
    }
    assert.equal(log.accepted.length, 101);
  }));

Deno.test("Mailer.send() uses a new connection if the kept one is closed", async () => {
  for (const step of ["mail#2", "rcpt#2", "data#2"] as const) {
    for (const fault of ["close", "421 4.4.2 Idle for too long"] as const) {
      await withServer({ scripts: [{ [step]: fault }, {}] }, async (mailer, { log }) => {
        const phases: string[] = [];
        const onPhase = (phase: string) => void phases.push(phase);
        await mailer.send(MAIL, { budgetMs });
        const outcome = await mailer.send(MAIL, { budgetMs, onPhase });
        assert.equal(
          `${step}, ${fault}: ${summaryOf(outcome)}`,
          `${step}, ${fault}: sent replied sent`,
        );
        assert.deepEqual(phases, ["dialling", "dot"]);
        assert.deepEqual([log.connections, log.accepted.length], [2, 2]);
      });
    }
  }
});

Deno.test("Mailer.send() reconnects if the kept connection ended between two mails", () =>
  withServer({}, async (mailer, { log }) => {
    await mailer.send(MAIL, { budgetMs });
    await wait(300);
    assert.equal(summaryOf(await mailer.send(MAIL, { budgetMs })), "sent replied sent");
    assert.deepEqual([log.connections, log.accepted.length], [2, 2]);
  }, { timeoutMs: 200 }));

Deno.test("Mailer.send() never resends a mail that may have been delivered", () =>
  withServer({ scripts: [{ "dot#2": "close" }, {}] }, async (mailer, { log }) => {
    await mailer.send(MAIL, { budgetMs });
    assert.equal(summaryOf(await mailer.send(MAIL, { budgetMs })), "unknown dot reconcile");
    assert.deepEqual([log.connections, log.ended.length], [1, 2]);
    assert.equal(summaryOf(await mailer.send(MAIL, { budgetMs })), "sent replied sent");
  }));

Deno.test("Mailer.send() resets the connection after a refused mail", () =>
  withServer({ scripts: [{ rcpt: "550 5.1.1 No such user" }, {}] }, async (mailer, { log }) => {
    assert.equal(summaryOf(await mailer.send(MAIL, { budgetMs })), "rejected envelope suppress");
    assert.equal(summaryOf(await mailer.send(MAIL, { budgetMs })), "sent replied sent");
    assert.equal(log.accepted.length, 1);
  }));

Deno.test("Mailer.send() sends the terminator only after onPhase() has resolved", () =>
  withServer({}, async (mailer, { log }) => {
    const phases: string[] = [];
    const onPhase = async (phase: string) => {
      phases.push(`${phase}, ${log.connections} connections, ${log.ended.length} terminators`);
      await wait(50);
      assert.equal(log.ended.length, 0);
    };
    assert.equal((await mailer.send(MAIL, { budgetMs, onPhase })).state, "sent");
    assert.deepEqual(phases, [
      "dialling, 0 connections, 0 terminators",
      "dot, 1 connections, 0 terminators",
    ]);
  }));

Deno.test("Mailer.send() sends nothing more if onPhase() fails", async () => {
  for (const failing of ["dialling", "dot"]) {
    await withServer({}, async (mailer, { log }) => {
      const onPhase = (phase: string) => {
        if (phase === failing) throw new Error("The lease is lost");
      };
      const outcome = await mailer.send(MAIL, { budgetMs, onPhase });
      assert.deepEqual(outcome, {
        state: "deferred",
        action: "retry",
        phase: failing === "dot" ? "data" : "dialling",
        reply: null,
        cause: "The lease is lost",
      });
      await wait(50);
      assert.deepEqual([log.connections, log.ended.length], [failing === "dot" ? 1 : 0, 0]);
    });
  }
});

Deno.test("Mailer.send() reports a large mail as not delivered if the server stops reading", () =>
  withServer({ scripts: [{ content: "hang" }] }, async (mailer, { log }) => {
    const large = mailTo("ada@reader.example", "x".repeat(16_000_000));
    const outcome = await mailer.send(large, { budgetMs });
    assert.equal(summaryOf(outcome), "deferred data retry");
    assert.equal(log.ended.length, 0);
  }));

Deno.test("Mailer.send() ends with its budget even if onPhase() does not", () =>
  withServer({}, async (mailer, { log }) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const onPhase = (phase: string) => phase === "dot" ? promise : undefined;
    const outcome = await mailer.send(MAIL, { budgetMs: 200, onPhase });
    assert.equal(summaryOf(outcome), "deferred data retry");
    resolve();
    await wait(50);
    assert.equal(log.ended.length, 0);
  }));

Deno.test("Mailer.send() performs no further action after an attempt has ended", () =>
  withServer({}, async (mailer, { log }) => {
    await mailer.send(MAIL, { budgetMs });
    const { promise, resolve } = Promise.withResolvers<void>();
    const late = await mailer.send(MAIL, { budgetMs: 50, onPhase: () => promise });
    assert.equal(summaryOf(late), "deferred dialling retry");
    assert.equal(summaryOf(await mailer.send(MAIL, { budgetMs })), "sent replied sent");
    resolve();
    await wait(50);
    assert.equal(log.commands.filter((line) => line.startsWith("MAIL")).length, 2);
  }));

Deno.test("Mailer.send() requires a valid certificate of the host", async () => {
  const stranger = await selfSigned("127.0.0.1", new Date("2099-01-01"));
  const otherHost = await selfSigned("127.0.0.2", new Date("2099-01-01"));
  const expired = await selfSigned("127.0.0.1", new Date("2021-01-01"));
  const pairs = [[stranger, certificate], [otherHost, otherHost], [expired, expired]] as const;
  for (const secure of ["tls", "starttls"] as const) {
    for (const [shown, trusted] of pairs) {
      await withServer({ secure, certificate: shown }, async (mailer, { log }) => {
        const outcome = await mailer.send(MAIL, { budgetMs });
        assert.equal(summaryOf(outcome), "deferred dialling retry");
        assert.deepEqual(log.commands.filter((line) => /AUTH|MAIL/.test(line)), []);
      }, { ca: trusted.cert });
    }
  }
});

Deno.test("Mailer.send() sends nothing unencrypted if encryption is required", () =>
  withServer({ secure: "none" }, async (mailer, { log }) => {
    const outcome = await mailer.send(MAIL, { budgetMs });
    assert.equal(summaryOf(outcome), "deferred dialling stop_all");
    assert.deepEqual(log.commands.map((line) => line.split(" ")[0]), ["EHLO", "STARTTLS"]);
  }, { secure: "starttls" }));

Deno.test("Mailer.send() never reveals the password even if the server repeats it", async () => {
  const login = btoa(`\0news\0${PASSWORD}`);
  const script = { auth: `535 5.7.8 ${login} is ${btoa(PASSWORD)} is ${PASSWORD}` as const };
  await withServer({ scripts: [script] }, async (mailer, { log }) => {
    const outcome = JSON.stringify(await mailer.send(MAIL, { budgetMs }));
    assert.ok(log.commands.includes(`AUTH PLAIN ${login}`), "the login took place");
    assert.match(outcome, /535 5\.7\.8 \[password\] is \[password\] is \[password\]/);
    assert.equal(outcome.includes(PASSWORD) || outcome.includes(login), false);
  });
});

Deno.test("Mailer.send() refuses an invalid mail without connecting", () =>
  withServer({}, async (mailer, { log }) => {
    const hostile = { ...MAIL, headers: { "List-Id": "a\r\nBcc: b@c.example" } };
    assert.equal(
      summaryOf(await mailer.send(hostile, { budgetMs })),
      "rejected dialling fail_mail",
    );
    assert.equal(log.connections, 0);
  }));

Deno.test("Mailer.send() refuses an address that would inject a command", () =>
  withServer({}, async (mailer, { log }) => {
    const to = { name: "", address: "a@b.example>\r\nRCPT TO:<c@d.example" };
    const outcome = await mailer.send({ ...MAIL, to }, { budgetMs });
    assert.equal(summaryOf(outcome), "rejected envelope fail_mail");
    assert.deepEqual(log.commands.filter((line) => /c@d/.test(line)), []);
  }));

Deno.test("Mailer.send() defers if no server listens", async () => {
  const { port, close } = await withServer({}, (_, server) => Promise.resolve(server));
  await close();
  const mailer = smtpMailer({
    host: "127.0.0.1",
    port,
    secure: "none",
    user: "",
    password: "",
    timeoutMs: 1_000,
  });
  assert.equal(summaryOf(await mailer.send(MAIL, { budgetMs })), "deferred dialling retry");
  await mailer.close();
});

Deno.test("Mailer accepts one mail at a time and none after close()", () =>
  withServer({}, async (mailer) => {
    const first = mailer.send(MAIL, { budgetMs });
    await assert.rejects(mailer.send(MAIL, { budgetMs }), /Cannot send a mail: .* sending/);
    await assert.rejects(mailer.close(), /Cannot close the mailer/);
    assert.equal((await first).state, "sent");
    await mailer.close();
    await assert.rejects(mailer.send(MAIL, { budgetMs }), /Cannot send a mail: .* closed/);
  }));
