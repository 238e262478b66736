import { equal, ok } from "node:assert/strict";
import { judgeAddress } from "./address.ts";

Deno.test("judgeAddress() refuses each spelling of what is not public, without a request", () => {
  const cases: Record<string, string> = {
    "https://calendar.example/feed.ics": "ok",
    "http://calendar.example/feed.ics": "not_https",
    "webcal://calendar.example/a.ics": "ok",
    "WEBCAL://calendar.example/a.ics": "ok",
    "https://8.8.8.8/a.ics": "ok",
    "https://[2606:4700::1]/": "ok",
    "https://[64:ff9b::808:808]/": "ok",
    "https://calendar.example:443/": "ok",
    "file:///etc/passwd": "scheme",
    "ftp://calendar.example/a.ics": "scheme",
    "javascript:alert(1)": "scheme",
    "data:text/calendar,x": "scheme",
    "calendar.example": "scheme",
    "": "scheme",
    "https://user:pw@calendar.example/": "credentials",
    "https://user@calendar.example/": "credentials",
    "https://calendar.example:8443/": "port",
    "https://calendar.example:80/": "port",
    "https://calendar.example:22/": "port",
    "https://127.1/": "private_address",
    "https://0x7f.1/": "private_address",
    "https://0177.0.0.1/": "private_address",
    "https://2130706433/": "private_address",
    "https://127.0.0.1./": "private_address",
    "https://１２７.0.0.1/": "private_address",
    "https://%31%32%37.0.0.1/": "private_address",
    "https://0/": "private_address",
    "https://10.1.2.3/": "private_address",
    "https://172.16.0.1/": "private_address",
    "https://192.168.0.1/": "private_address",
    "https://169.254.169.254/latest": "private_address",
    "https://100.64.0.1/": "private_address",
    "https://198.18.0.1/": "private_address",
    "https://198.51.100.7/": "private_address",
    "https://224.0.0.1/": "private_address",
    "https://255.255.255.255/": "private_address",
    "https://[::1]/": "private_address",
    "https://[::]/": "private_address",
    "https://[::ffff:169.254.169.254]/": "private_address",
    "https://[::ffff:7f00:1]/": "private_address",
    "https://[::127.0.0.1]/": "private_address",
    "https://[::ffff:0:127.0.0.1]/": "private_address",
    "https://[64:ff9b::7f00:1]/": "private_address",
    "https://[64:ff9b:1::7f00:1]/": "private_address",
    "https://[2002:7f00:1::]/": "private_address",
    "https://[2001:0:1::1]/": "private_address",
    "https://[2001:db8::1]/": "private_address",
    "https://[fe80::1]/": "private_address",
    "https://[fec0::1]/": "private_address",
    "https://[fd00::1]/": "private_address",
    "https://[ff02::1]/": "private_address",
    "http://10.0.0.1/": "private_address",
    "https://localhost/": "private_name",
    "https://localhost./": "private_name",
    "https://LOCALHOST/": "private_name",
    "https://kong/": "private_name",
    "https://kong:8000/": "private_name",
    "https://db.internal/": "private_name",
    "https://db.internal./": "private_name",
    "https://printer.local/": "private_name",
    "https://app.localhost/": "private_name",
    "https://127.0.0.1.nip.io/": "private_name",
  };
  for (const [address, wanted] of Object.entries(cases)) {
    const judged = judgeAddress(address);
    equal(typeof judged === "string" ? judged : "ok", wanted, address);
  }
  equal((judgeAddress("webcal://a.example/x") as URL).href, "https://a.example/x");
});

Deno.test("judgeAddress() allows http and its port by setting alone, and nothing else with it", () => {
  const rules = { isHttpAllowed: true };
  ok(judgeAddress("http://calendar.example/", rules) instanceof URL);
  equal(judgeAddress("http://calendar.example:8080/", rules), "port");
  equal(judgeAddress("http://127.0.0.1/", rules), "private_address");
});
