/** What an event costs, as far as its text says. Pure. */

export type Price = "free" | "partly" | "unknown" | "paid";

/** "gluten-free", "free parking" and "feel free" name no price. */
const NO_PRICE =
  /\b(?:gluten|sugar|dairy|nut|meat|alcohol|smoke|stress|judg(?:e)?ment|hassle|care|drug|plastic|hands?|toll|caffeine|fat)[ -]free\b|\bfeel free\b|\bfree (?:parking|time|will|speech|to (?:ask|join us in|bring)|of (?:judg|stress)|style|fall|range|wifi|wi-fi|throw)\b/gi;
const FREE =
  /\bfree\b|\bno (?:cost|charge|fee|cover|entry fee)\b|\bat no cost\b|\bcomplimentary\b|免费|免費|\bgratuite?\b|\bgratis\b|\bkostenlos\b|\bpercuma\b|무료|\bentr[ée]e libre\b/i;
const PARTLY = /\bby donation\b|\bgold coin\b|\bpay what you\b|\bdonation entry\b|\bkoha\b/i;
const AMOUNT =
  /[$£€¥₹]\s?\d|\b\d+(?:[.,]\d\d)?\s?(?:dollars?|euros?|pounds?|bucks|aud|usd|eur|gbp|rm)\b|\btickets? (?:cost|are|from)\b|\btrain fare\b/i;
/** Money that nobody pays to come in. */
const NO_FEE = /[$£€¥]\s?[\d,.]+k? ?(?:prize|people|in prizes|cash|voucher|award|grant|raised)\b/gi;

export function priceOf(text: string): Price {
  const plain = text.replace(NO_PRICE, " ").replace(NO_FEE, " ");
  const [isFree, costs] = [FREE.test(plain), AMOUNT.test(plain)];
  if (PARTLY.test(plain)) return "partly";
  if (isFree) return costs ? "partly" : "free";
  return costs ? "paid" : "unknown";
}
