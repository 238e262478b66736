/** Bytes of a source, changed as transfers, programs and attackers change them. */
import fc from "../../supabase/functions/_shared/test/property.ts";

type Change = (bytes: Uint8Array) => Uint8Array;

const at = fc.double({ min: 0, max: 1, noNaN: true });
const place = (bytes: Uint8Array, share: number) => Math.floor(share * bytes.length);

const joined = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

/** Signs that mean something to one format or another. */
const SIGNS = [
  "\r\n",
  "\n ",
  ":",
  ";",
  ",",
  "\\",
  '"',
  "<",
  ">",
  "&",
  "</",
  "<![CDATA[",
  "]]>",
  "{",
  "}",
  "[",
  "]",
  "\0",
  "\ufeff",
  "BEGIN:VEVENT\r\n",
  "END:VCALENDAR",
  "RRULE:FREQ=DAILY\r\n",
  "DTSTART:99991231T235959Z\r\n",
  "TZID=",
  "--b1\r\n",
  "<script>",
  "</script>",
  "%",
  "&#x110000;",
  "&#0;",
  "00010101",
  "-",
].map((sign) => new TextEncoder().encode(sign));

const changes: fc.Arbitrary<Change>[] = [
  at.map((share) => (bytes) => bytes.slice(0, place(bytes, share))),
  at.map((share) => (bytes) => bytes.slice(place(bytes, share))),
  fc.tuple(at, fc.integer({ min: 0, max: 255 })).map(([share, value]) => (bytes) =>
    bytes.with(Math.min(place(bytes, share), bytes.length - 1), value)
  ),
  fc.tuple(at, fc.constantFrom(...SIGNS)).map(([share, sign]) => (bytes) =>
    joined(bytes.slice(0, place(bytes, share)), sign, bytes.slice(place(bytes, share)))
  ),
  fc.tuple(at, at).map(([from, share]) => (bytes) => {
    const start = place(bytes, from);
    const part = bytes.slice(start, start + place(bytes, share * 0.2));
    return joined(bytes.slice(0, start), part, bytes.slice(start));
  }),
  fc.tuple(at, at).map(([from, share]) => (bytes) => {
    const start = place(bytes, from);
    return joined(bytes.slice(0, start), bytes.slice(start + place(bytes, share * 0.2)));
  }),
  fc.uint8Array({ maxLength: 40 }).map((noise) => (bytes) => joined(bytes, noise)),
  fc.constant((bytes: Uint8Array) => joined(new Uint8Array([0xff, 0xfe]), bytes)),
];

/** One to six changes, one after the other. */
export const mutation: fc.Arbitrary<Change> = fc.array(fc.oneof(...changes), {
  minLength: 1,
  maxLength: 6,
})
  .map((list) => (bytes) =>
    list.reduce((changed, change) => changed.length > 0 ? change(changed) : changed, bytes)
  );

export const contentTypes = fc.constantFrom(
  "",
  "text/calendar; charset=utf-8",
  "text/html; charset=shift_jis",
  "x; charset=utf-16le",
  "text/xml; charset=iso-8859-1",
  "text/plain; charset=none",
  "; charset=",
  "text/plain; charset=big5",
);
