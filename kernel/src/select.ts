/** Number of float32 values that are at least `limit`; their count is a multiple of four. */
@inline
function countFrom(values: usize, end: usize, limit: f32): i32 {
  const least = f32x4.splat(limit);
  let n = i32x4.splat(0), m = i32x4.splat(0);
  let p = values;
  for (; p + 16 < end; p += 32) {
    n = i32x4.sub(n, f32x4.ge(v128.load(p), least));
    m = i32x4.sub(m, f32x4.ge(v128.load(p, 16), least));
  }
  if (p < end) n = i32x4.sub(n, f32x4.ge(v128.load(p), least));
  n = i32x4.add(n, m);
  n = i32x4.add(n, v128.shuffle<i32>(n, n, 2, 3, 2, 3));
  return i32x4.extract_lane(n, 0) + i32x4.extract_lane(n, 1);
}

/**
 * Writes the maximum of each eight values (lane by lane of eight registers); returns the end of the
 * output.
 */
@inline
function largestOfEight(values: usize, end: usize, out: usize): usize {
  for (; values + 112 < end; values += 128, out += 16) {
    const a = f32x4.pmax(v128.load(values), v128.load(values, 16));
    const b = f32x4.pmax(v128.load(values, 32), v128.load(values, 48));
    const c = f32x4.pmax(v128.load(values, 64), v128.load(values, 80));
    const d = f32x4.pmax(v128.load(values, 96), v128.load(values, 112));
    v128.store(out, f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d)));
  }
  for (; values < end; values += 16, out += 16) v128.store(out, v128.load(values));
  return out;
}

/**
 * A limit that at least `want` values reach and, if possible, at most `most` (apart from equal
 * values). Uses bisection, because counting processes four values per instruction without branches.
 *
 * For a small `want`, searches only the maxima of each eight values: if `want` of the maxima reach
 * the limit, at least `want` values do.
 *
 * @param count of values, at least `want`; values up to the next multiple of four must be -Infinity
 * @param room for a byte per value
 */
export function limitFor(values: usize, count: i32, want: i32, most: i32, room: usize): f32 {
  let end = values + (<usize> ((count + 3) & ~3) << 2);
  if (want <= count >> 6) {
    end = largestOfEight(values, end, room);
    values = room;
  }
  let best = v128.load(values);
  let worst = f32x4.splat(Infinity);
  for (let p = values; p < end; p += 16) {
    const x = v128.load(p);
    best = f32x4.pmax(best, x);
    // Padding of the last four does not count as a value.
    const isValue = f32x4.gt(x, f32x4.splat(-Infinity));
    worst = f32x4.pmin(worst, v128.bitselect(x, worst, isValue));
  }
  worst = f32x4.pmin(worst, v128.shuffle<i32>(worst, worst, 2, 3, 2, 3));
  best = f32x4.pmax(best, v128.shuffle<i32>(best, best, 2, 3, 2, 3));
  let low = min(f32x4.extract_lane(worst, 0), f32x4.extract_lane(worst, 1));
  let high = max(f32x4.extract_lane(best, 0), f32x4.extract_lane(best, 1));
  for (let round = 0; round < 32; round++) {
    const middle: f32 = low + (high - low) * <f32> 0.5;
    if (!(middle > low)) break;
    const reached = countFrom(values, end, middle);
    if (reached < want) {
      high = middle;
    } else {
      low = middle;
      if (reached <= most) break;
    }
  }
  return low;
}

/** Lists the positions with from <= value < below, in order; returns their number. */
export function collect(values: usize, count: i32, from: f32, below: f32, list: usize): i32 {
  const least = f32x4.splat(from), limit = f32x4.splat(below);
  const start = list;
  for (let i = 0; i < count; i += 16, values += 64) {
    const x0 = v128.load(values), x1 = v128.load(values, 16);
    const x2 = v128.load(values, 32), x3 = v128.load(values, 48);
    const m0 = v128.and(f32x4.ge(x0, least), f32x4.lt(x0, limit));
    const m1 = v128.and(f32x4.ge(x1, least), f32x4.lt(x1, limit));
    const m2 = v128.and(f32x4.ge(x2, least), f32x4.lt(x2, limit));
    const m3 = v128.and(f32x4.ge(x3, least), f32x4.lt(x3, limit));
    let mask = i8x16.bitmask(
      i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(m0, m1), i16x8.narrow_i32x4_s(m2, m3)),
    );
    for (; mask; mask &= mask - 1) {
      const position = i + ctz(mask);
      if (position >= count) break;
      store<i32>(list, position);
      list += 4;
    }
  }
  return <i32> ((list - start) >> 2);
}

/** Insertion sort is fastest below this number. */
const FEW = 40;

/**
 * Sorts the float32 values that are at least `least`, largest first, ties by position: order[i]
 * becomes the position of the i-th largest. Returns their number. Uses a radix sort by bytes on
 * (value, position) in one 64-bit integer; `room` needs 16 bytes per value plus 4 KB.
 */
export function sort(values: usize, total: i32, least: f32, order: usize, room: usize): i32 {
  const counts = room;
  let from = room + 4096, to = from + (<usize> total << 3);
  let count = 0;
  for (let i = 0; i < total; i++) {
    const value = load<f32>(values + (<usize> i << 2));
    const bits = reinterpret<i32>(value);
    // A larger float has a smaller unsigned key.
    const key = ~(bits ^ ((bits >> 31) | <i32> 0x80000000));
    store<u64>(from + (<usize> count << 3), (<u64> <u32> key << 32) | <u64> i);
    count += i32(value >= least);
  }
  if (count < FEW) {
    insert(from, count);
  } else {
    memory.fill(counts, 0, 4096);
    for (let p = from, end = from + (<usize> count << 3); p < end; p += 8) {
      for (let byte: usize = 0; byte < 4; byte++) {
        const place = counts + (byte << 10) + (<usize> load<u8>(p + byte, 4) << 2);
        store<i32>(place, load<i32>(place) + 1);
      }
    }
    for (let byte: usize = 0; byte < 4; byte++) {
      if (!distribute(from, count, to, byte, counts + (byte << 10))) continue;
      const swap = from;
      from = to;
      to = swap;
    }
  }
  for (let i = 0; i < count; i++) {
    store<i32>(order + (<usize> i << 2), load<i32>(from + (<usize> i << 3)));
  }
  return count;
}

@inline
function insert(keys: usize, count: i32): void {
  for (let i = 1; i < count; i++) {
    let p = keys + (<usize> i << 3);
    const key = load<u64>(p);
    for (; p > keys && load<u64>(p - 8) > key; p -= 8) store<u64>(p, load<u64>(p - 8));
    store<u64>(p, key);
  }
}

/**
 * Moves the keys to the positions given by the counts of one of their bytes; returns false if all
 * have the same byte.
 */
@inline
function distribute(from: usize, count: i32, to: usize, byte: usize, counts: usize): bool {
  if (load<i32>(counts + (<usize> load<u8>(from + byte, 4) << 2)) === count) return false;
  for (let p = counts, next = to; p < counts + 1024; p += 4) {
    const begin = next;
    next += <usize> load<i32>(p) << 3;
    store<usize>(p, begin);
  }
  for (let end = from + (<usize> count << 3); from < end; from += 8) {
    const place = counts + (<usize> load<u8>(from + byte, 4) << 2);
    const out = load<usize>(place);
    store<u64>(out, load<u64>(from));
    store<usize>(place, out + 8);
  }
  return true;
}
