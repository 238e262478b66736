/** Who published a post, as exports say it: `account`, or `username`, or `owner.username`. Pure. */
import { z } from "zod";
import { cleanLine } from "../text/clean.ts";

/** `handle` is unique within the source of the post; `name` is what its owner calls it. */
export interface Account {
  handle: string;
  name: string | null;
}

const NAME_LIMIT = 100;

/** Without its "@", in small letters, as sites tell handles apart. An address of mail is one too. */
const handle = (field: string) =>
  z.string({ error: `${field} is not a string` })
    .transform((text) => text.trim().replace(/^@/, "").toLowerCase())
    .pipe(
      z.string().regex(/^[^\s\p{C}]{1,100}$/u, {
        error: `${field} is not 1 to 100 characters without spaces`,
      }),
    );

const name = z.string({ error: "account.name is not a string" })
  .transform((text) => cleanLine(text, NAME_LIMIT) || null);

/** The fields of an export that name the account. */
export const accountFields = {
  account: z.object({ handle: handle("account.handle"), name: name.nullish() }, {
    error: "account is not an object with a handle",
  }).nullish(),
  username: handle("username").nullish(),
  owner: z.object({ username: handle("owner.username").nullish() }, {
    error: "owner is not an object",
  }).nullish(),
};

type Fields = z.infer<z.ZodObject<typeof accountFields>>;

/** Null where the export names none. */
export function accountOf({ account, username, owner }: Fields): Account | null {
  if (account) return { handle: account.handle, name: account.name ?? null };
  const handle = username ?? owner?.username;
  return handle ? { handle, name: null } : null;
}
