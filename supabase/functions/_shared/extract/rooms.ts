/** Rooms by their number, and places in small letters, in lines that tell a time. */
import type { Line } from "./lines.ts";
import { hasTime, isPlace, namesEvent } from "./places.ts";

/** "in C3.11/12", "in room HOL-2188", "in L4", "in LT9": a code that only rooms have, beside a time. */
const ROOM_CODE =
  /\b(?:in|at|@) (?:room |rm )?((?:[A-Z]{1,4}-?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?)|(?:(?:LT|MPH|SR|HS|Lab|Hut|Studio|Kitchen|Rink|Ballroom|Court|Gym|Hall|Room) ?\d{1,4}[A-Za-z]?))(?![\w/.]\w)/;
/** "in Golding 2177": a building and the number of a room. */
const BUILDING_ROOM =
  /\b(?:in|at|@) ((?:[A-Z][\w'&.-]{1,20} ){1,3}[A-Z]?-?\d{2,4}[A-Za-z]?)(?![\w/:.]\w| ?[ap]m)/;

/** Where a sentence that tells a time has a room by its number. */
export function roomInSentence(lines: Line[]): string | null {
  for (const { text } of lines) {
    if (text.length > 600 || !hasTime(text)) continue;
    const found = ROOM_CODE.exec(text)?.[1] ?? BUILDING_ROOM.exec(text)?.[1];
    if (found && (found.length === 2 || isPlace(found)) && !YEAR.test(found) && !hasTime(found)) {
      return found;
    }
  }
  return null;
}

const SMALL_SPOT =
  /\b(?:in|at|outside|behind|by|on|inside) the ((?:[a-z][a-z']{1,14} ){0,2}(?:lounge|lobby|lodge|cellar|basement|common room|kitchen|gym|bar|pub|atrium|foyer|courtyard|library|canteen|cafeteria|café|cafe|chapel|church|lawn|green|gates?|entrance|fountain|steps|pond|pier|harbour|boathouse|quad|hall|hub|workshop|garage|rooftop|roof|garden|playground|pitch|rink|pool|town hall|porch|barn|auditorium|theatre|theater|car park|parking lot|main ground|clubhouse|clubroom|kiosk|bandstand|market square|square|plaza))(?= ?(?:[,.!?;()]|$|\b(?:at|on|from|to|for|with|this|next|right|until|till|tomorrow|tonight|today|by|and)\b))/;
const AT_THE = /\bat the ([A-Z][\w']{2,20})(?=[,.!]|$)/;

/** "in the lounge", "at the Rex": said of a place where nothing else is, in a line that tells a time. */
export function smallPlace(lines: Line[]): string | null {
  for (const { text } of lines) {
    if (text.length > 300 || !(hasTime(text) || /\b(?:right now|tonight|today)\b/i.test(text))) {
      continue;
    }
    const found = SMALL_SPOT.exec(text)?.[1] ?? AT_THE.exec(text)?.[1];
    if (
      found && isPlace(found) && !namesEvent(found) &&
      !/^(?:University|School|Club|Society|End|Union)$/.test(found)
    ) return found;
  }
  return null;
}

/** "in March 2004". */
const YEAR = /\b(?:19|20)\d\d$/;
