import assert from "node:assert/strict";
import { drawPicture, pictureUrl, servePictures, withPictures } from "./pictures.ts";

const URL_OF_STACK = "http://127.0.0.1:54321";

Deno.test("servePictures() draws equal pictures for equal names and different ones otherwise", async () => {
  const get = async (name: string) =>
    await (await servePictures(new Request(pictureUrl(URL_OF_STACK, name)))).text();
  assert.equal(await get("chess-night"), await get("chess-night"));
  assert.notEqual(await get("chess-night"), await get("chess-noon"));
  assert.match(await get("chess-night"), /^<svg .*>CN<\/text><\/svg>$/);
});

Deno.test("servePictures() serves SVG without external resources, for plain names only", async () => {
  const { headers } = await servePictures(new Request(pictureUrl(URL_OF_STACK, "chess")));
  assert.equal(headers.get("content-type"), "image/svg+xml");
  assert.equal(headers.get("content-security-policy"), "default-src 'none'");
  for (const name of ["", "%3Cscript%3E", "a/b", "x".repeat(101)]) {
    const response = await servePictures(new Request(pictureUrl(URL_OF_STACK, name)));
    assert.equal(response.status, 404, name);
  }
});

Deno.test("withPictures() embeds the stack's pictures and keeps all others", () => {
  const mail = `<img src="${
    pictureUrl(URL_OF_STACK, "chess")
  }"><img src="https://a.example/b.svg">`;
  const drawn = encodeURIComponent(drawPicture("chess"));
  assert.equal(
    withPictures(mail, URL_OF_STACK),
    `<img src="data:image/svg+xml,${drawn}"><img src="https://a.example/b.svg">`,
  );
});
