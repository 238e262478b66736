import assert from "node:assert/strict";
import { InputError } from "../cli/errors.ts";
import { findChromium, takePicture } from "./chromium.ts";

Deno.test("findChromium() names the remedy without a browser on the PATH", async () => {
  await assert.rejects(
    findChromium(["no-such-browser"]),
    (error) =>
      error instanceof InputError &&
      /^Cannot find a browser: none of no-such-browser is .* --chromium PATH$/.test(error.message),
  );
});

Deno.test("findChromium() returns the first name that runs", async () => {
  assert.equal(await findChromium(["no-such-browser", Deno.execPath()]), Deno.execPath());
});

Deno.test("takePicture() includes the message of a failing browser", async () => {
  const shot = { url: "about:blank", file: "never.png", width: 10, height: 10 };
  await assert.rejects(
    takePicture(Deno.execPath(), shot),
    (error) =>
      error instanceof InputError && /^Cannot take a picture of about:blank/.test(error.message),
  );
});
