/** Headlines in capitals, brought down to the case in which a list of events can be read. */

/** Short forms that are read as letters, or by custom keep their capitals. */
const ACRONYMS = new Set(
  ("AGM SGM EGM AI AR VR XR IT UI UX DJ MC VIP BBQ BYO BYOB CV HR PR PHD MBA GPA LAN CTF SQL API AWS UK USA UN MUN EU NGO " +
    "LGBT LGBTQ LGBTQI LGBTQIA LGBTQ+ POC BIPOC STEM NASA FIFA TED TEDX WWI WWII RSVP FAQ AMA DIY EP LP RPG D&D Q&A R&B TV DVD IELTS " +
    "GRE LSAT UCAT GAMSAT MCAT CFA ACCA CPA XL SU EOX ML NLP LLM GPU 3D 2D GP ER ICU CPR ECG K-POP J-POP CEO CTO VC")
    .split(" "),
);
const SMALL_WORDS = new Set(
  "a an the and or but nor of in on at to for from by with as is vs via x n".split(" "),
);

/** "PITCH NIGHT at the Shed": two words and more that shout before others that do not. */
const LOUD_OPENING = /^(?:\p{Lu}[\p{Lu}'&-]{0,30} ){0,6}\p{Lu}{5,30} \p{Lu}{5,30}(?= \p{Ll})/u;

/**
 * The title in title case if it shouts. `context` is the whole text: a word written in small letters
 * there is none but a word, one written otherwise ("DSCubed") is spelt that way.
 */
export function calm(title: string, context: string): string {
  const loud = LOUD_OPENING.exec(title)?.[0];
  if (loud !== undefined) return calm(loud, context) + title.slice(loud.length);
  if (!shouts(title) || !/\p{L}{4}|\s.*\s/u.test(title)) return title;
  const spellings = spellingsOf(context);
  let isFirst = true;
  return title.replace(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'&+.-]*/gu, (word, at: number) => {
    const opens = isFirst || /[:!?.]["']?\s*$/.test(title.slice(0, at));
    isFirst = false;
    return calmWord(word, opens, spellings);
  });
}

function calmWord(word: string, opens: boolean, spellings: Map<string, string>): string {
  const small = word.toLowerCase();
  if (/\p{Ll}/u.test(word) || ACRONYMS.has(word) || /^\d+\p{L}{1,2}$/u.test(word)) return word;
  if (SMALL_WORDS.has(small)) return opens ? capitalised(small) : small;
  const spelt = spellings.get(small);
  if (spelt !== undefined && spelt !== small && !(opens && /^\p{Ll}/u.test(spelt))) return spelt;
  if (spelt === undefined && isAcronym(word)) return word;
  return small.split("-").map((part, place) =>
    place > 0 && SMALL_WORDS.has(part) ? part : capitalised(part)
  ).join("-");
}

/** No word has so few vowels. */
function isAcronym(word: string): boolean {
  return word.length <= 5 && /^[\p{Lu}\p{N}&+.-]+$/u.test(word) && !/[AEIOUYÀ-Ýİ]/u.test(word) &&
    /[A-Z]/.test(word);
}

function capitalised(word: string): string {
  return word.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}

/** What shouts at more length is a word. */
const LONGEST_ACRONYM = 7;

/** How the text spells its words in the lines that do not shout; handles, tags and addresses are not its words. */
function spellingsOf(context: string): Map<string, string> {
  const calmLines = context.split("\n").filter((line) => !shouts(line)).join("\n");
  const words = calmLines.replace(/[@#]\S+|\S+\.\S+/g, " ").match(/\p{L}[\p{L}\p{M}\p{N}']+/gu) ??
    [];
  const names = words.filter((word, at) =>
    !isLoud(word) ||
    word.length <= LONGEST_ACRONYM && !isLoud(words[at - 1]) && !isLoud(words[at + 1])
  );
  const spellings = new Map(names.reverse().map((word) => [word.toLowerCase(), word]));
  // A word that is also written small is no name.
  words.filter((word) => !/\p{Lu}/u.test(word)).forEach((word) => spellings.set(word, word));
  return spellings;
}

/** In capitals, as an acronym is; next to another it is a headline's. */
function isLoud(word = ""): boolean {
  return word.length > 1 && !/\p{Ll}/u.test(word);
}

/** Three letters in four are capitals. */
function shouts(text: string): boolean {
  const letters = text.replace(/[^\p{Lu}\p{Ll}]/gu, "");
  return letters.replace(/\p{Ll}/gu, "").length >= letters.length * 0.75;
}
