/** How many of `count` float32 values are at least `limit`; `count` is a multiple of four. */
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

/** Writes the largest of each eight values (lane by lane of eight registers); where that ends. */
@inline
function largestOfEight(values: usize, end: usize, out: usize): usize {
  for (; values + 112 < end; values += 128, out += 16) {
    const a = f32x4.max(v128.load(values), v128.load(values, 16));
    const b = f32x4.max(v128.load(values, 32), v128.load(values, 48));
    const c = f32x4.max(v128.load(values, 64), v128.load(values, 80));
    const d = f32x4.max(v128.load(values, 96), v128.load(values, 112));
    v128.store(out, f32x4.max(f32x4.max(a, b), f32x4.max(c, d)));
  }
  for (; values < end; values += 16, out += 16) v128.store(out, v128.load(values));
  return out;
}

/**
 * A limit that at least `want` values reach, and as far as possible no more than `most` (equal values
 * apart): bisection, as counting takes four values an instruction and never branches.
 *
 * Few of many are looked for among the largest of each eight: `want` of those are `want` values.
 *
 * @param count of values, at least `want`; those up to the next multiple of four must be -Infinity
 * @param room for a byte a value
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
    best = f32x4.max(best, x);
    // What fills up the last four does not count as a value.
    const isValue = f32x4.gt(x, f32x4.splat(-Infinity));
    worst = f32x4.min(worst, v128.bitselect(x, worst, isValue));
  }
  worst = f32x4.min(worst, v128.shuffle<i32>(worst, worst, 2, 3, 2, 3));
  best = f32x4.max(best, v128.shuffle<i32>(best, best, 2, 3, 2, 3));
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

/** Lists the positions with from <= value < below, in order; the number of them. */
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

/** float32 as an integer of the same order. */
@inline
function ordered(value: f32): i32 {
  const bits = reinterpret<i32>(value);
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

/**
 * The order of float32 values, largest first: order[i] is the place of the i-th largest among them.
 * Bottom-up merging of (value, place) in one 64-bit integer; `room` takes 16 bytes a value.
 */
export function sort(values: usize, count: i32, order: usize, room: usize): void {
  let from = room, to = room + (<usize> count << 3);
  for (let i = 0; i < count; i++) {
    const key = (<i64> ordered(load<f32>(values + (<usize> i << 2))) << 32) | <i64> (~i & 0x7fffffff);
    // Insertion within runs of eight.
    const run = from + (<usize> (i & ~7) << 3);
    let p = from + (<usize> i << 3);
    for (; p > run && load<i64>(p - 8) < key; p -= 8) store<i64>(p, load<i64>(p - 8));
    store<i64>(p, key);
  }
  for (let width = 8; width < count; width <<= 1) {
    for (let start = 0; start < count; start += width << 1) {
      let a = from + (<usize> start << 3);
      const middle = from + (<usize> min(start + width, count) << 3);
      const end = from + (<usize> min(start + (width << 1), count) << 3);
      let b = middle, out = to + (<usize> start << 3);
      while (a < middle && b < end) {
        const x = load<i64>(a), y = load<i64>(b);
        const first = x > y;
        store<i64>(out, first ? x : y);
        a += <usize> i32(first) << 3;
        b += <usize> i32(!first) << 3;
        out += 8;
      }
      memory.copy(out, a, middle - a);
      memory.copy(out + (middle - a), b, end - b);
    }
    const swap = from;
    from = to;
    to = swap;
  }
  for (let i = 0; i < count; i++) {
    store<i32>(order + (<usize> i << 2), ~(<i32> load<i64>(from + (<usize> i << 3))) & 0x7fffffff);
  }
}
