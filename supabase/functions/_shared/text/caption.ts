/** Captions are hostile: everything that reads or shows one takes its text through here. */

import { cleanLine } from "./clean.ts";

/** Longest caption anything looks at, in UTF-16 units. Instagram itself stops at 2200. */
export const CAPTION_LIMIT = 8000;

/** More than `cleanLine` drops: without emoji, what joins and varies them is of no use. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}\uFE00-\uFE0F\u20E3]/gu;
// \p{Emoji} alone would include digits, '#' and '*'.
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu;

/**
 * The caption as the embedding sees it: `#word` reads `word`, emoji are gone, white space is single.
 * At most 8000 characters are read, so that the work has a bound.
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
 * Plain letters for the "fonts" that posts borrow from mathematics, enclosures and phonetics (𝗙𝗿𝗶𝗱𝗮𝘆,
 * Ｆｒｉｄａｙ, 🅵, ꜰʀɪ). Unicode's compatibility form does most of it; the negative ones are symbols to
 * Unicode, and small capitals letters of their own. One character
 * may become eighteen, so the text is cut before and after.
 */
export function foldFonts(text: string): string {
  return text.slice(0, CAPTION_LIMIT).toWellFormed()
    .replace(/[\u{1F130}-\u{1F189}]/gu, enclosedLetter)
    .replace(SMALL_CAPITAL, (letter) => String.fromCharCode(97 + SMALL_CAPITALS.indexOf(letter)))
    .normalize("NFKC")
    .slice(0, CAPTION_LIMIT);
}

/** From a to z; there is none for x. */
const SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ";
const SMALL_CAPITAL = new RegExp(`[${SMALL_CAPITALS.replace("x", "")}]`, "gu");

function enclosedLetter(symbol: string): string {
  // Squared, negative circled and negative squared A-Z stand 32 code points apart.
  const place = (symbol.codePointAt(0)! - 0x1F130) % 32;
  return place < 26 ? String.fromCharCode(65 + place) : symbol;
}

/** The text without tags, scripts and character references of HTML, blocks on lines of their own; a lone '<' stays. */
export function dropMarkup(text: string): string {
  return text
    .replace(/<(script|style)\b[^<>]{0,300}>[^<]{0,2000}<\/\1\s*>/gi, " ")
    .replace(BLOCK_TAG, "\n")
    .replace(/<\/?[a-z!][^<>]{0,300}>/gi, " ")
    .replace(/(?<!<)<+(?=\s*[a-z/!?])/gi, "")
    .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => REFERENCES[name] ?? " ");
}

/** A heading and the paragraph after it are two lines to a reader. */
const BLOCK_TAG =
  /<\/?(?:p|div|h[1-6]|[uod]l|li|d[td]|br|hr|t(?:able|r|d|h)|section|article|header|footer|blockquote|pre)\b[^<>]{0,300}>/gi;

/** '<' and '>' are not given back: what they enclose would be a tag again. */
const REFERENCES: Record<string, string> = { amp: "&", quot: '"', "#39": "'" };

/** The text without emoji. */
export function stripEmoji(text: string): string {
  return text.replace(EMOJI, " ").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

/**
 * One line out of a caption: more than `cleanLine`, as borrowed letters and tags mean nothing but there.
 * Cut at a word to at most `limit` characters. Invisible characters go first: one within a tag would
 * hide it.
 */
export function plainLine(text: string, limit: number): string {
  const plain = dropMarkup(cleanLine(foldFonts(text), CAPTION_LIMIT));
  return cleanLine(widenStops(plain), limit);
}

const WIDE: Record<string, string> = { ",": "，", "!": "！", "?": "？", ";": "；" };

/** The stops of Chinese and Japanese, which folding made narrow: 做灯笼，还有热茶. */
function widenStops(text: string): string {
  return text.replace(
    /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[,!?;]\s?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|$)/gu,
    (stop) => WIDE[stop[0]!]!,
  );
}
