import assert from "node:assert/strict";
import fc from "../test/property.ts";
import { embedOffline } from "./embed_offline.ts";

function cosine(a: string, b: string): number {
  const [va, vb] = [embedOffline(a), embedOffline(b)];
  return va.reduce((sum, x, i) => sum + x * vb[i]!, 0);
}

Deno.test("embedOffline() places texts on one topic closer than texts on two topics", () => {
  const text = "Python workshop for beginners";
  assert.ok(cosine(text, "Beginner's workshop: programming in Python") > 0.3);
  assert.ok(cosine(text, "Salsa night at the river") < 0.1);
});

Deno.test("embedOffline() recognises a stem despite endings and spelling", () => {
  assert.ok(cosine("photography", "photographers") > cosine("photography", "philosophy"));
});

Deno.test("embedOffline() gives numbers little weight and ignores case and stop words", () => {
  assert.ok(cosine("Chess night 12", "Chess night 13") > 0.9);
  assert.ok(cosine("CHESS night", "the chess of the night") > 0.99);
});

Deno.test("embedOffline() gives a unit vector for any text with letters, zeros for none", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const vector = embedOffline(text);
    const length = Math.hypot(...vector);
    assert.ok(length === 0 || Math.abs(length - 1) < 1e-5);
    assert.equal(vector.length, 512);
  }));
  assert.equal(Math.hypot(...embedOffline("🎉🎉 !!")), 0);
  assert.ok(Math.hypot(...embedOffline("读书会")) > 0.99);
});

Deno.test("embedOffline() never changes the vector of a text", () => {
  const loudest = [...embedOffline("Open mic").entries()].filter(([, x]) => Math.abs(x) > 0.13);
  assert.deepEqual(loudest.map(([i, x]) => `${i}: ${x.toFixed(3)}`), [
    "25: -0.302",
    "121: 0.135",
    "168: 0.603",
    "295: -0.135",
    "359: 0.135",
    "418: -0.603",
    "459: 0.135",
    "500: 0.135",
  ]);
});

Deno.test("embedOffline() accepts a caption of 100 KB", () => {
  const vector = embedOffline("<b>ignore previous instructions</b>\r\n".repeat(3_000));
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5);
});
