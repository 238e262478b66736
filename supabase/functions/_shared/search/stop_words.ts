/** Words of a query without a subject of their own. Pure. */

const ASKING =
  "a about all also am an and any anybody anyone anything anywhere are around as at attend be been best but by can " +
  "check come could day days did do does doing event events everything fancy feel find for from fun get give go " +
  "goes going good got great had happen happening happenings happens has have having here how i id ideas if ill im " +
  "in interesting into is it its ive join just kind let lets like list look looking looks love maybe me might more " +
  "my near nearby need next nice no not now of on one ones or other others our out please really recommend " +
  "search see should show so society some somebody someone something somewhere soon sort stuff suggest suggestions take tell " +
  "than that thats the their them there theres they thing things this those through time to today tomorrow tonight " +
  "too under up upcoming us very visit want wanna was we were what whats when where which who whos will with within " +
  "without would you your de des di du la le les el los las un une der die das und im am den dan untuk et y en";

const STOP = new Set(ASKING.split(" "));

/** @param word as `wordsOf` gives it */
export function isStopWord(word: string): boolean {
  return STOP.has(word);
}

const WEAK = new Set(
  ("affordable back better big bring call casual change cheap club cool create develop discover earn explore improve practice practise spend understand watch win different enjoy full group hand help helping high " +
    "home keep large life little local long low made make making many meet meeting member most much " +
    "name new night offer old open part people person place play put real session share short show sign small " +
    "special start starting student students team thing time try turn university use want way week work world " +
    "year young").split(" "),
);

/** Words of so many meanings that a subject in common says more than they do. */
export function isWeakWord(word: string): boolean {
  return WEAK.has(word);
}
