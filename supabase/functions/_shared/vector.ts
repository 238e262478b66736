/**
 * Exact cosine search in memory. Vectors are normalised when added, so a score is a dot product.
 * Ties go to the vector added first. Not here: persistence, approximate search, metadata.
 */

/** A vector found: cosine with the query, in [-1, 1] up to rounding. */
export interface Hit {
  id: string;
  score: number;
}

export class VectorIndex {
  #rows = new Float32Array(0);
  #ids: string[] = [];
  #position = new Map<string, number>();

  /** @param dimensions of every vector and query */
  constructor(readonly dimensions: number) {
    if (!Number.isInteger(dimensions) || dimensions < 1) {
      throw new RangeError(
        `Cannot make an index as dimensions must be a positive integer: current value is ${dimensions}`,
      );
    }
  }

  get size(): number {
    return this.#ids.length;
  }

  has(id: string): boolean {
    return this.#position.has(id);
  }

  /** The vector as stored, of length 1 (a zero vector stays zero). */
  get(id: string): Float32Array | undefined {
    const position = this.#position.get(id);
    return position === undefined ? undefined : this.#row(position);
  }

  /** Adds or replaces. @throws {RangeError} for a wrong dimension or a value that is not finite */
  add(id: string, vector: ArrayLike<number>): void {
    const unit = this.#unit(vector);
    const position = this.#position.get(id) ?? this.#append(id);
    this.#rows.set(unit, position * this.dimensions);
  }

  addBatch(entries: Iterable<readonly [string, ArrayLike<number>]>): void {
    for (const [id, vector] of entries) this.add(id, vector);
  }

  /** Whether it was there. Keeps the order of the others, which decides ties. */
  remove(id: string): boolean {
    const position = this.#position.get(id);
    if (position === undefined) return false;
    this.#rows.copyWithin(
      position * this.dimensions,
      (position + 1) * this.dimensions,
      this.size * this.dimensions,
    );
    this.#ids.splice(position, 1);
    this.#position.delete(id);
    for (let i = position; i < this.#ids.length; i++) this.#position.set(this.#ids[i]!, i);
    return true;
  }

  clear(): void {
    this.#ids = [];
    this.#position.clear();
  }

  /** The k nearest, best first, without those excluded. */
  search(query: ArrayLike<number>, k: number, exclude?: ReadonlySet<string>): Hit[] {
    return this.searchWithFilter(query, k, (id) => !exclude?.has(id));
  }

  /** The k nearest among the ids given, or for which the predicate holds. */
  searchWithFilter(
    query: ArrayLike<number>,
    k: number,
    filter: ReadonlySet<string> | ((id: string) => boolean),
  ): Hit[] {
    const unit = this.#unit(query);
    const allows = typeof filter === "function" ? filter : (id: string) => filter.has(id);
    const hits: (Hit & { position: number })[] = [];
    this.#ids.forEach((id, position) => {
      if (allows(id)) hits.push({ id, score: dot(this.#row(position), unit), position });
    });
    hits.sort((a, b) => b.score - a.score || a.position - b.position);
    return hits.slice(0, k).map(({ id, score }) => ({ id, score }));
  }

  searchBatch(queries: Iterable<ArrayLike<number>>, k: number): Hit[][] {
    return Array.from(queries, (query) => this.search(query, k));
  }

  #row(position: number): Float32Array {
    return this.#rows.subarray(position * this.dimensions, (position + 1) * this.dimensions);
  }

  #append(id: string): number {
    const position = this.#ids.push(id) - 1;
    this.#position.set(id, position);
    if (this.size * this.dimensions > this.#rows.length) {
      const grown = new Float32Array(Math.max(16, position * 2) * this.dimensions);
      grown.set(this.#rows);
      this.#rows = grown;
    }
    return position;
  }

  #unit(vector: ArrayLike<number>): Float32Array {
    if (vector.length !== this.dimensions) {
      throw new RangeError(
        `Cannot use a vector as it must have ${this.dimensions} dimensions: current value has ${vector.length}`,
      );
    }
    let square = 0;
    for (let i = 0; i < vector.length; i++) {
      if (!Number.isFinite(vector[i])) {
        throw new RangeError(
          `Cannot use a vector as its values must be finite: current value at ${i} is ${vector[i]}`,
        );
      }
      square += vector[i]! * vector[i]!;
    }
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    return Float32Array.from(vector, (value) => value * scale);
  }
}

/** In float64: what is added up in float32 depends on the order. */
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
