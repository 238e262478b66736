"""Answers the questions of process_peers.ts with numpy: a product, then a partial sort."""
import json, sys, time
import numpy as np

folder, dimensions = sys.argv[1], int(sys.argv[2])
vectors = np.fromfile(f"{folder}/vectors", np.float32).reshape(-1, dimensions)
queries = np.fromfile(f"{folder}/queries", np.float32).reshape(-1, dimensions)


def single(query, k):
    scores = vectors @ query
    best = np.argpartition(-scores, k)[:k]
    return best[np.argsort(-scores[best])]


# All 10,000 at once take a few per cent longer, as do 64.
BLOCK = 1000


def nearest(block, k):
    """The k nearest to each query in order, and their scores."""
    scores = block @ vectors.T
    best = np.argpartition(-scores, k, axis=1)[:, :k]
    found = np.take_along_axis(scores, best, 1)
    order = np.argsort(-found, 1)
    return np.take_along_axis(best, order, 1), np.take_along_axis(found, order, 1)


def batch(k):
    return [nearest(queries[i : i + BLOCK], k) for i in range(0, len(queries), BLOCK)]


print("ready", flush=True)
for line in sys.stdin:
    question = json.loads(line)
    if "batch" in question:
        start = time.process_time()
        batch(question["batch"])
        print(json.dumps((time.process_time() - start) * 1000), flush=True)
        continue
    ms, found = [], []
    for i in range(*question["search"]):
        start = time.perf_counter()
        ids = single(queries[i], 10)
        ms.append((time.perf_counter() - start) * 1000)
        found.append(ids.tolist())
    print(json.dumps({"ms": ms, "found": found}), flush=True)
