import assert from "node:assert/strict";
import { once } from "node:events";
import tls from "node:tls";
import { createTransport } from "nodemailer";
import { type SmtpAccess, startMailbox } from "./mailbox.ts";
import { serveMailbox } from "./mailbox_page.ts";

const transportTo = ({ host, port, user, password, certificate }: SmtpAccess) =>
  createTransport({
    host,
    port,
    secure: true,
    auth: { user, pass: password },
    tls: { ca: [certificate] },
  });

const MAIL = {
  from: "Chess club <club@example.org>",
  to: "Zoë <member@example.org>",
  subject: "<script>alert(1)</script> Grüße 🎉",
  text: "In text",
  html: "<p>In HTML</p><script>alert(2)</script>",
  attachments: [{
    filename: "event.ics",
    content: "BEGIN:VCALENDAR",
    contentType: "text/calendar",
  }],
};

Deno.test("startMailbox() keeps mails that arrive over TLS, and requires the password", async (t) => {
  const mailbox = await startMailbox();
  const transport = transportTo(mailbox.smtp);
  await transport.sendMail({ ...MAIL, envelope: { from: "b@example.org", to: "c@example.org" } });
  transport.close();
  const page = serveMailbox(mailbox);
  const get = async (path: string, method = "GET") =>
    await page(new Request(`http://127.0.0.1${path}`, { method }));

  await t.step("the mail is unchanged", () => {
    const [message, ...others] = mailbox.messages();
    assert.deepEqual(others, []);
    assert.equal(message?.from, '"Chess club" <club@example.org>');
    assert.equal(message?.to, '"Zoë" <member@example.org>');
    assert.equal(message?.subject, MAIL.subject);
    assert.deepEqual(message?.recipients, ["c@example.org"]);
    assert.equal(message?.text.trim(), MAIL.text);
    assert.equal(message?.html, MAIL.html);
    assert.deepEqual(message?.attachments, [
      { filename: "event.ics", type: "text/calendar", bytes: 15 },
    ]);
    assert.match(new TextDecoder().decode(message?.source), /^From: Chess club/);
  });

  await t.step(
    "a wrong password or an untrusted certificate ends the attempt",
    async () => {
      for (
        const smtp of [{ ...mailbox.smtp, password: "x" }, { ...mailbox.smtp, certificate: "" }]
      ) {
        const other = transportTo(smtp);
        await assert.rejects(other.sendMail(MAIL), /Invalid login|certificate|UnknownIssuer/i);
        other.close();
      }
      assert.equal(mailbox.messages().length, 1);
    },
  );

  await t.step("the page shows a hostile mail as text, and its HTML without a script", async () => {
    const text = await (await get("/mailbox?view=nonsense&width=__proto__")).text();
    assert.ok(text.includes("&lt;script&gt;alert(1)&lt;/script&gt; Grüße 🎉"));
    assert.ok(!text.includes("<script>alert"));
    const mail = await get("/mailbox/1.html");
    const policy = mail.headers.get("content-security-policy") ?? "";
    // Links open and calendar files download, in the frame and in a window of its own.
    const sandbox = "allow-popups allow-popups-to-escape-sandbox allow-downloads";
    assert.ok(text.includes(`src="/mailbox/1.html" sandbox="${sandbox}"`));
    assert.ok(policy.startsWith(`sandbox ${sandbox}; default-src 'none'; `), policy);
    assert.doesNotMatch(policy, /script/);
    assert.equal(await mail.text(), `<base target="_blank">${MAIL.html}`);
  });

  await t.step("text, source and .eml are served, other mails answer 404", async () => {
    assert.match(await (await get("/mailbox?id=1&view=text")).text(), />In text/);
    assert.match(await (await get("/mailbox?id=1&view=source")).text(), /Content-Type: multipart/);
    const eml = await get("/mailbox/1.eml");
    assert.deepEqual(new Uint8Array(await eml.arrayBuffer()), mailbox.messages()[0]?.source);
    assert.equal((await get("/mailbox/2.eml")).status, 404);
  });

  await t.step("tests read it as JSON, and empty it", async () => {
    const [message] = await (await get("/mailbox/messages")).json();
    assert.equal(message.subject, MAIL.subject);
    assert.equal("source" in message, false);
    assert.deepEqual(await (await get("/mailbox/messages", "DELETE")).json(), []);
    assert.deepEqual(mailbox.messages(), []);
    assert.match(await (await get("/mailbox")).text(), /No mail yet/);
  });

  await mailbox.stop();
});

/** Sends half a mail, then drops the connection. */
async function dieInMail({ host, port, user, password, certificate }: SmtpAccess) {
  const socket = tls.connect({ host, port, ca: [certificate] });
  const login = btoa(`\0${user}\0${password}`);
  const say = ["EHLO dying.example", `AUTH PLAIN ${login}`, "MAIL FROM:<b@example.org>"];
  say.push("RCPT TO:<c@example.org>", "DATA", "Subject: half\r\n\r\nof a ma");
  socket.setEncoding("latin1");
  socket.on("data", (reply: string) => {
    // The last line of a reply has no dash after its code.
    if (/^\d{3} .*\r\n$/m.test(reply)) socket.write(`${say.shift()}\r\n`);
    if (say.length === 0) socket.destroySoon();
  });
  await once(socket, "close");
}

Deno.test("startMailbox() keeps nothing of a client that dies in the middle of a mail, and continues", async () => {
  const mailbox = await startMailbox();
  await dieInMail(mailbox.smtp);
  const transport = transportTo(mailbox.smtp);
  await transport.sendMail(MAIL);
  transport.close();
  assert.deepEqual(mailbox.messages().map(({ subject }) => subject), [MAIL.subject]);
  await mailbox.stop();
});
