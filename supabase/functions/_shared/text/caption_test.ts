import assert from "node:assert/strict";
import { cleanCaption, dropMarkup, foldFonts, plainLine, stripEmoji } from "./caption.ts";

Deno.test("cleanCaption() keeps hashtag words, drops emoji, collapses white space", () => {
  assert.equal(
    cleanCaption("🎉  Trivia\r\n\r\nnight 👩🏽‍💻🇲🇾 1️⃣ #pub_quiz #unimelb#fun"),
    "Trivia night 1 pub_quiz unimelb fun",
  );
});

Deno.test("cleanCaption() keeps a number sign before a non-word", () => {
  assert.equal(cleanCaption("We are # 1"), "We are # 1");
});

Deno.test("cleanCaption() reads 8000 characters at most", () => {
  assert.equal(cleanCaption("a".repeat(100_000)).length, 8000);
  assert.ok(cleanCaption("\uFDFA".repeat(100_000)).length <= 8000);
});

Deno.test("cleanCaption() of emoji alone is empty", () => {
  assert.equal(cleanCaption("🎉🎉👨‍👩‍👧‍👦❤️☎️"), "");
});

Deno.test("foldFonts() reads styled letters as plain letters", () => {
  assert.equal(foldFonts("𝗙𝗿𝗶𝗱𝗮𝘆 𝟮𝟮 𝒜𝓊𝑔 Ｆｒｅｅ 🅵🆁🅴🅴"), "Friday 22 Aug Free FREE");
  assert.equal(foldFonts("Fʀɪ 6ᴘᴍ ᴇxᴀᴍ"), "Fri 6pm exam");
});

Deno.test("foldFonts() accepts half a surrogate pair", () => {
  assert.equal(foldFonts("a\uD83C"), "a\uFFFD");
});

Deno.test("stripEmoji() keeps digits and signs that Unicode lists as emoji", () => {
  assert.equal(stripEmoji("📅 22/8 #1 * 3️⃣"), "22/8 #1 * 3");
});

Deno.test("plainLine() keeps punctuation wide within Chinese and narrow next to it", () => {
  assert.equal(plainLine("做灯笼，还有热茶！", 100), "做灯笼，还有热茶！");
  assert.equal(plainLine("墨, Ink! 12:30, ＡＢ！", 100), "墨, Ink! 12:30, AB!");
});

Deno.test("plainLine() removes nested tags completely", () => {
  for (const hostile of ["<<b>script>x", "<scr<b>ipt>x</script>", "< img src=x", "<!--x-->"]) {
    assert.doesNotMatch(plainLine(hostile, 100), /<\s*[a-z/!]/i);
  }
  assert.equal(plainLine("1 < 2 and 3 > 2", 100), "1 < 2 and 3 > 2");
});

Deno.test("dropMarkup() puts headings and paragraphs on lines of their own", () => {
  const text = dropMarkup("<h1>Quiz Night</h1><p>Come <b>al</b>ong<br/>Friday</p>");
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  assert.deepEqual(lines, ["Quiz Night", "Come  al ong", "Friday"]);
  assert.equal(plainLine("<h1>Quiz</h1><p>Night</p>", 100), "Quiz Night");
});

Deno.test("plainLine() keeps joined emoji whole", () => {
  assert.equal(plainLine("👩‍💻 talk\u200E\u2066", 100), "👩‍💻 talk");
});

Deno.test("plainLine() removes a tag that contains an invisible character", () => {
  assert.equal(plainLine("a <\u200Bscript>b", 100), "a b");
});
