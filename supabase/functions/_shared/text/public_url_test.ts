import { equal } from "node:assert/strict";
import fc from "../test/property.ts";
import { pictureUrl, publicUrl } from "./public_url.ts";

Deno.test("publicUrl() returns the normal form of a public address with https", () => {
  equal(publicUrl("https://www.instagram.com/p/C6aW/"), "https://www.instagram.com/p/C6aW/");
  equal(publicUrl("http://x.org/a?b=1"), "https://x.org/a?b=1");
  equal(publicUrl('https://x.org/"><script>'), "https://x.org/%22%3E%3Cscript%3E");
  equal(publicUrl("https://x.org:8443/a"), "https://x.org:8443/a");
  equal(publicUrl("https://bücher.example/"), "https://xn--bcher-kva.example/");
  equal(publicUrl("https://3.org/"), "https://3.org/");
  equal(publicUrl("https://locally.org/local"), "https://locally.org/local");
});

Deno.test("publicUrl() returns null for other schemes, credentials and long addresses", () => {
  const refused = [
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://x.org/",
    "blob:https://x.org/1",
    "//x.org/",
    "/p/1",
    "https://bank.example@evil.example/",
    "https://:pw@evil.example/",
    "http://x.org:8080/",
    "https://x.org/" + "a".repeat(500),
    "https://x..org/",
    "https://",
    "",
    null,
    undefined,
  ];
  for (const text of refused) equal(publicUrl(text), null, String(text));
});

Deno.test("publicUrl() returns null for private hosts in any spelling", () => {
  const hosts = [
    ..."127.0.0.1 10.1.2.3 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 8.8.8.8".split(
      " ",
    ),
    ..."127.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.0.0.1. 0 0xA9FEA9FE".split(
      " ",
    ),
    ..."[::1] [::] [fe80::1] [fd00::1] [::ffff:127.0.0.1] [::ffff:a9fe:a9fe] [64:ff9b::7f00:1]"
      .split(" "),
    ..."１２７．０．０．１ ①②⑦.0.0.1 127。0。0。1 %31%32%37.0.0.1".split(" "),
    ..."localhost LOCALHOST localhost. a.localhost intranet nas router x.local x.local. x.lan"
      .split(" "),
    ..."metadata metadata.google.internal instance-data.ec2.internal x.home.arpa x.corp x.onion"
      .split(" "),
    ..."127.0.0.1.nip.io 10-0-0-1.sslip.io localtest.me a.lvh.me loc\u00adalhost ｌｏｃａｌｈｏｓｔ"
      .split(" "),
  ];
  for (const host of hosts) {
    for (const scheme of ["http", "https"]) {
      equal(publicUrl(`${scheme}://${host}/latest/meta-data`), null, host);
      equal(publicUrl(`${scheme}:\\\\${host}\\`), null, host);
    }
  }
});

Deno.test("publicUrl() never returns a number as host, for any number", () => {
  const part = fc.oneof(
    fc.nat(0xffffffff).map(String),
    fc.nat(255).map((n) => `0x${n.toString(16)}`),
    fc.nat(255).map((n) => `0${n.toString(8)}`),
  );
  const parts = fc.array(part, { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(parts, fc.boolean(), (parts, dot) => {
    equal(publicUrl(`https://${parts.join(".")}${dot ? "." : ""}/`), null);
  }));
  fc.assert(fc.property(fc.ipV6(), (ip) => equal(publicUrl(`https://[${ip}]/`), null)));
  fc.assert(fc.property(fc.ipV4Extended(), (ip) => equal(publicUrl(`http://${ip}/`), null)));
});

Deno.test("pictureUrl() returns null for videos, sounds and documents", () => {
  const signed = "https://cdn.example/a.jpg?sig=" + "b".repeat(700);
  equal(pictureUrl(signed), signed);
  equal(pictureUrl("https://cdn.example/1234"), "https://cdn.example/1234");
  equal(
    pictureUrl("https://cdn.example/mp4/a.webp?name=a.mp4"),
    "https://cdn.example/mp4/a.webp?name=a.mp4",
  );
  for (const name of ["a.mp4", "a.MOV?x=1", "a.webm#t", "a%2emp4", "a.m3u8", "a.mp3", "a.pdf"]) {
    equal(pictureUrl(`https://cdn.example/${name}`), null, name);
  }
  equal(pictureUrl("http://169.254.169.254/a.png"), null);
});
