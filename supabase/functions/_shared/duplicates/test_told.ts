/** Posts to be merged, for tests. */
import { type Decision, findCanonicals, type Told } from "./duplicates.ts";

export const ZONE = "Australia/Melbourne";
const apart = () => new Float32Array(2);
/** Changes for a post that names the same day and no hour. */
export const DAY = { is_all_day: true, starts_at: "2026-03-04T13:00:00Z" };

let posted = 0;

/** A post that is newer than all posts created before it. */
export function told(id: string, event: Partial<Told> = {}): Told {
  return {
    id,
    post_id: `post of ${id}`,
    source: "instagram",
    account: null,
    title: `Title of ${id}`,
    starts_at: "2026-03-05T07:00:00Z", // 18:00 in Melbourne
    is_all_day: false,
    location: null,
    organisers: [],
    posted_at: new Date(Date.UTC(2026, 1, 1, 0, posted++)).toISOString(),
    first_seen: "2026-03-01T00:00:00Z",
    caption: "x",
    is_hidden: false,
    ...event,
  };
}

/** The account with this handle. */
export const by = (handle: string) => ({ account: { handle, name: null } });

/** Groups of two or more ids; the canonical one comes first. */
export function groups(
  events: Told[],
  vectorOf: (id: string) => Float32Array = apart,
  decisions: Decision[] = [],
): string[][] {
  const embed = ({ id }: Told) => vectorOf(id);
  const members = Map.groupBy(
    findCanonicals(events, ZONE, { embed, decisions }),
    ([id, canonical]) => canonical ?? id,
  );
  return [...members].filter(([, rows]) => rows.length > 1)
    .map((
      [canonical, rows],
    ) => [canonical, ...rows.map(([id]) => id).filter((id) => id !== canonical)]);
}

/** A unit vector at an angle. */
export const at = (degrees: number) =>
  Float32Array.of(Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180));

/** Vectors of posts with equal texts. */
export const CLOSE = () => at(0);
