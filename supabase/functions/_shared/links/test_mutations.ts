/** Mutations of a token, for the unit test and for the long run of `deno task fuzz:links`. */
import fc from "../test/property.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FOREIGN = ".=+/ %\n\0é";

/** One to three edits of one of the tokens: replace, insert, delete, change a part, splice two. */
export function mutations(tokens: readonly string[]): fc.Arbitrary<string> {
  const token = fc.constantFrom(...tokens);
  const edits = fc.array(edit(token), { minLength: 1, maxLength: 3 });
  return fc.tuple(token, edits).map(([text, changes]) =>
    changes.reduce((mutant, change) => change(mutant), text)
  );
}

type Edit = (text: string) => string;

function edit(token: fc.Arbitrary<string>): fc.Arbitrary<Edit> {
  const at = fc.nat({ max: 1000 });
  const ours = fc.constantFrom(...ALPHABET);
  const char = fc.oneof(ours, fc.constantFrom(...FOREIGN));
  const part = fc.string({ maxLength: 8 });
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(at, ours).map(([i, c]) => splice(i, 1, c)) },
    fc.tuple(at, char).map(([i, c]) => splice(i, 0, c)),
    at.map((i) => splice(i, 1, "")),
    fc.tuple(fc.nat({ max: 3 }), part).map(([i, text]) => replacePart(i, text)),
    fc.tuple(fc.nat({ max: 3 }), token).map(([i, other]): Edit => (text) =>
      replacePart(i, other.split(".")[i] ?? "")(text)
    ),
  );
}

function splice(index: number, remove: number, insert: string): Edit {
  return (text) => {
    const at = index % (text.length + 1);
    return text.slice(0, at) + insert + text.slice(at + remove);
  };
}

function replacePart(index: number, part: string): Edit {
  return (text) => text.split(".").map((old, i) => i === index ? part : old).join(".");
}
