/** The expected counts of private.refresh_community, computed by plain code from the rows. */
import type { Database, Row } from "../dev/stack/database.ts";
import type {
  CommunityRows,
  PastEventRow,
  UpcomingEventRow,
} from "../supabase/functions/_shared/ranking/types.ts";

interface Counts {
  /** Votes, first votes and first votes ever by event id; without events that have none. */
  /** By id: votes, first votes, first ever; events without a vote are left out. */
  events: Record<string, number[]>;
  organisers: Record<string, number>;
  /** Members in common by the two names. */
  pairs: Record<string, number>;
}

interface EventRow extends Row {
  id: string;
  canonical_id: string | null;
  start: number | null;
  organisers: string[];
}

interface VoteRow extends Row {
  user_id: string;
  event_id: string;
  action: string;
  joined: number;
}

/** Votes of confirmed members, latest first. */
const VOTES = `
  select f.user_id, f.event_id, f.action, extract(epoch from u.created_at)::float as joined
  from public.feedback_logs f join public.users u on u.id = f.user_id
  where u.confirmed_from <= $1::timestamptz order by f.voted_at desc, f.id desc`;
const EVENTS = `select id, canonical_id, organisers, extract(epoch from starts_at)::float as start
  from public.events`;

/** Computes the counts from the rows. */
export async function expectedCounts(database: Database, now: Date): Promise<Counts> {
  const events = new Map(
    (await database.query<EventRow>(EVENTS)).map((event) => [event.id, event]),
  );
  const byMember = new Map<string, Map<EventRow, string>>();
  for (const vote of await database.query<VoteRow>(VOTES, [now.toISOString()])) {
    const post = events.get(vote.event_id)!;
    const event = events.get(post.canonical_id ?? post.id)!;
    if (post.start === null || event.start === null || event.start <= vote.joined) continue;
    const votes = byMember.get(vote.user_id) ?? new Map<EventRow, string>();
    byMember.set(vote.user_id, votes);
    if (!votes.has(event)) votes.set(event, vote.action);
  }
  const counts: Counts = { events: {}, organisers: {}, pairs: {} };
  for (const votes of byMember.values()) {
    addMember(
      counts,
      [...votes].flatMap(([event, action]) => /^(like|going)$/.test(action) ? [event] : []),
    );
  }
  return sorted(counts);
}

function addMember(counts: Counts, chosen: EventRow[]): void {
  const earliest = Math.min(...chosen.map(({ start }) => start!));
  for (const event of chosen) {
    const hosts = [...new Set(event.organisers)];
    const isFirst = hosts.length > 0 &&
      !chosen.some((other) =>
        other.start! < event.start! && other.organisers.some((name) => hosts.includes(name))
      );
    const row = counts.events[event.id] ??= [0, 0, 0];
    row[0]! += 1;
    row[1]! += isFirst ? 1 : 0;
    row[2]! += event.start === earliest ? 1 : 0;
  }
  const hosts = [...new Set(chosen.flatMap(({ organisers }) => organisers))].sort();
  for (const [i, a] of hosts.entries()) {
    counts.organisers[a] = (counts.organisers[a] ?? 0) + 1;
    for (const b of hosts.slice(i)) {
      counts.pairs[`${a} ${b}`] = (counts.pairs[`${a} ${b}`] ?? 0) + 1;
    }
  }
}

/** Reads the counts from the tables. */
export async function countsIn(database: Database): Promise<Counts> {
  const events = await database.query<Row & { name: string; counts: number[] }>(
    `select c.event_id as name, array[c.votes, c.first_votes, c.first_ever] as counts
     from public.community_events c
     where (c.votes, c.first_votes, c.first_ever) <> (0, 0, 0)`,
  );
  const organisers = await database.query<Row & { name: string; members: number }>(
    "select name, members from public.community_organisers where members <> 0",
  );
  const pairs = await database.query<Row & { pair: string; members: number }>(
    `select least(a.name, b.name) || ' ' || greatest(a.name, b.name) as pair, p.members
     from public.community_pairs p
     join public.community_organisers a on a.number = p.a join public.community_organisers b on b.number = p.b`,
  );
  return sorted({
    events: Object.fromEntries(events.map(({ name, counts }) => [name, counts])),
    organisers: Object.fromEntries(organisers.map(({ name, members }) => [name, members])),
    pairs: Object.fromEntries(pairs.map(({ pair, members }) => [pair, members])),
  });
}

function sorted(counts: Counts): Counts {
  const byName = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).sort());
  return {
    events: byName(counts.events),
    organisers: byName(counts.organisers),
    pairs: byName(counts.pairs),
  };
}

/** Counts until nothing is left to count. */
export async function refreshCommunity(database: Database, now: Date): Promise<void> {
  for (let steps = 0; steps < 200; steps++) {
    const [row] = await database.query<{ more: boolean }>(
      "select private.refresh_community($1) as more",
      [now.toISOString()],
    );
    if (!row!.more) return;
  }
  throw new Error("Cannot count everything in 200 steps");
}

/** The counts as rows for buildCommunity(). */
export async function communityRows(database: Database, now: Date): Promise<CommunityRows> {
  const past = await database.query<PastEventRow & Row>(
    `select e.id, e.title, to_json(e.starts_at) #>> '{}' as starts_at, e.category, e.organisers,
       c.votes, c.first_votes, c.first_ever
     from public.community_events c join public.events e on e.id = c.event_id
     where e.is_published and e.starts_at < $1`,
    [now.toISOString()],
  );
  const upcoming = await database.query<UpcomingEventRow & Row>(
    `select event_id as id, votes, shown as members_shown from public.community_events
     where is_published and until > $1`,
    [now.toISOString()],
  );
  const { pairs } = await countsIn(database);
  const [everybody] = await database.query<{ n: number }>(
    "select count(*)::int as n from public.community_members where organisers <> '{}'",
  );
  return {
    past,
    upcoming,
    pairs: Object.entries(pairs).map(([pair, members]) => {
      const [organiser_a, organiser_b] = pair.split(" ") as [string, string];
      return { organiser_a, organiser_b, members };
    }),
    members: everybody!.n,
    voters: everybody!.n,
  };
}
