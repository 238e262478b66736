/**
 * Cleans captions. Captions are hostile, so any code that reads or shows one uses these functions.
 */

import { cleanLine } from "./clean.ts";

/**
 * Characters of a caption that are read at most, in UTF-16 units. Instagram's own limit is 2200.
 */
export const CAPTION_LIMIT = 8000;

/**
 * Covers more than `cleanLine` drops: without emoji, their joiners and variation selectors are
 * useless.
 */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\uFE00-\uFE0F\u20E3]/gu;
// \p{Emoji} alone would include digits, '#' and '*'.
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu;

/**
 * The caption as the embedding reads it: `#word` becomes `word`, emoji are removed, white space is
 * single. Reads at most 8000 characters to bound the work.
 */
export function cleanCaption(caption: string): string {
  return foldFonts(caption)
    .replace(/#(?=[\p{L}\p{N}_])/gu, " ")
    .replace(EMOJI, " ")
    .replace(INVISIBLE, "")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Replaces styled letters by plain ones: mathematical, enclosed and phonetic letters that posts use
 * as "fonts" (𝗙𝗿𝗶𝗱𝗮𝘆, Ｆｒｉｄａｙ, 🅵, ꜰʀɪ).
 *
 * Unicode's compatibility form covers most of them. It treats negative letters as symbols and small
 * capitals as letters of their own, so both are replaced here. One character may expand to
 * eighteen, so the text is cut before and after.
 */
export function foldFonts(text: string): string {
  return text.slice(0, CAPTION_LIMIT).toWellFormed()
    .replace(/[\u{1F130}-\u{1F189}]/gu, enclosedLetter)
    .replace(SMALL_CAPITAL, (letter) => String.fromCharCode(97 + SMALL_CAPITALS.indexOf(letter)))
    .normalize("NFKC")
    .slice(0, CAPTION_LIMIT);
}

/** Small capitals from a to z; Unicode has none for x. */
const SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ";
const SMALL_CAPITAL = new RegExp(`[${SMALL_CAPITALS.replace("x", "")}]`, "gu");

function enclosedLetter(symbol: string): string {
  // Squared, negative circled and negative squared A-Z are 32 code points apart.
  const place = (symbol.codePointAt(0)! - 0x1F130) % 32;
  return place < 26 ? String.fromCharCode(65 + place) : symbol;
}

/**
 * Removes tags, scripts and character references of HTML. Blocks become separate lines; a lone '<'
 * stays.
 */
export function dropMarkup(text: string): string {
  return text
    .replace(/<(script|style)\b[^<>]{0,300}>[^<]{0,2000}<\/\1\s*>/gi, " ")
    .replace(BLOCK_TAG, "\n")
    .replace(/<\/?[a-z!][^<>]{0,300}>/gi, " ")
    .replace(/(?<!<)<+(?=\s*[a-z/!?])/gi, "")
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => REFERENCES[name] ?? " ");
}

/** Tags that start a new line, so that a heading and its paragraph are two lines. */
const BLOCK_TAG =
  /<\/?(?:p|div|h[1-6]|[uod]l|li|d[td]|br|hr|t(?:able|r|d|h)|section|article|header|footer|blockquote|pre)\b[^<>]{0,300}>/gi;

/**
 * References to decode. '<' and '>' are not among them, because decoding could form a tag again.
 */
const REFERENCES: Record<string, string> = { amp: "&", quot: '"', "#39": "'" };

/** Removes emoji. */
export function stripEmoji(text: string): string {
  return text.replace(EMOJI, " ").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

/**
 * One line of a caption, cut at a word to at most `limit` characters. Unlike `cleanLine`, also
 * replaces styled letters and removes tags.
 *
 * Invisible characters go first, because one within a tag would hide the tag.
 */
export function plainLine(text: string, limit: number): string {
  const plain = dropMarkup(cleanLine(foldFonts(text), CAPTION_LIMIT));
  return cleanLine(widenStops(plain), limit);
}

const WIDE: Record<string, string> = { ",": "，", "!": "！", "?": "？", ";": "；" };

/** Restores the wide punctuation of Chinese and Japanese, which folding made narrow: 做灯笼，还有热茶. */
function widenStops(text: string): string {
  return text.replace(
    /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[,!?;]\s?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|$)/gu,
    (stop) => WIDE[stop[0]!]!,
  );
}
