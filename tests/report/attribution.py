# SPDX-License-Identifier: GPL-3.0-or-later
"""What part of the variance between samples goes with which uncertain value, from first principles
(docs/model.md, model/outcome/attribution.h): squared correlations of normal scores, less what chance
would make them, with a jackknife over blocks of samples. The samples themselves come anew from
seed, sample and path: Philox 4x32-10 (Salmon et al. 2011) keyed by the FNV-1a of the path, in a
Latin hypercube of twenty samples a block."""
import math
import re
from pathlib import Path
from statistics import NormalDist

import numpy as np

BLOCKS = 40
CUBE = 20  # samples of a block of the hypercube
LEAST = 60  # samples, below which there is no split


def philox(counter, key):
    """Ten rounds on four 32-bit words each."""
    x = [np.asarray(c, dtype=np.uint64) for c in counter]
    k = list(key)
    low = np.uint64(0xFFFFFFFF)
    for _ in range(10):
        a, b = x[0] * np.uint64(0xD2511F53), x[2] * np.uint64(0xCD9E8D57)
        x = [(b >> np.uint64(32)) ^ x[1] ^ np.uint64(k[0]), b & low, (a >> np.uint64(32)) ^ x[3] ^ np.uint64(k[1]), a & low]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return x


assert [int(v) for v in philox([0, 0, 0, 0], [0, 0])] == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]  # as published


def fnv(text):
    h = 0xCBF29CE484222325
    for byte in text.encode():
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def words(seed, number, purpose, key):
    x = philox([number, purpose, key & 0xFFFFFFFF, key >> 32], [seed & 0xFFFFFFFF, seed >> 32])
    return x[0] << np.uint64(32) | x[1], x[2] << np.uint64(32) | x[3]


def shuffled(seed, block, key):
    """0 to 19 by Fisher and Yates, their digits from one word and, from the eleventh on, another."""
    first, second = (int(w) for w in words(seed, block, 0x7368756C, key))
    order, left = list(range(CUBE)), first
    for i in range(CUBE):
        left, digit = divmod(second if i == CUBE // 2 else left, CUBE - i)
        order[i], order[i + digit] = order[i + digit], order[i]
    return order


def uniforms(seed, draws, path):
    key = fnv(path)
    blocks = {b: shuffled(seed, b, key) for b in {(int(d) - 1) // CUBE for d in draws}}
    twentieth = np.array([blocks[(int(d) - 1) // CUBE][(int(d) - 1) % CUBE] for d in draws], dtype=float)
    within = (words(seed, draws, 0x70726972, key)[0] >> np.uint64(17)).astype(float)
    return (twentieth + (within + 0.5) * 2.0**-47) / CUBE


def scores(x):
    """Normal scores of the ranks (equal values share the middle one), centred, of length 1."""
    _, at, size = np.unique(x, return_inverse=True, return_counts=True)
    rank = (np.cumsum(size) - (size - 1) / 2)[at]
    z = np.array([NormalDist().inv_cdf(r / (len(x) + 1)) for r in rank])
    z -= z.mean()
    length = math.sqrt((z**2).sum())
    return z / length if length**2 > 1e-12 else None


def beta_half_upper(x, b):
    """P(X > x) of a beta(1/2, b): with x = sin(t)^2 a smooth integral of cos(t)^(2b - 1)."""
    t = np.linspace(math.asin(math.sqrt(x)), math.pi / 2, 20001)
    norm = 2.0 * math.exp(math.lgamma(b + 0.5) - math.lgamma(0.5) - math.lgamma(b))
    y = np.cos(t) ** (2 * b - 1)
    step = (t[-1] - t[0]) / 20000
    return norm * step / 3 * (y[0] + y[-1] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum())  # Simpson


def chance_of(y, layer):
    """The squared correlation that a shuffle within each layer has on average."""
    within = 0.0
    for b in np.unique(layer):
        here = y[layer == b]
        within += ((here - here.mean()) ** 2).sum() * len(here) / (len(here) - 1) if len(here) > 1 else 0.0
    return within / (len(y) * ((y - y.mean()) ** 2).sum())


def corrected(r2, chance):
    return (r2 - chance) / (1 - chance)


def jackknife(x):
    return np.sqrt(((x - x.mean(axis=0)) ** 2).sum(axis=0) * (len(x) - 1) / len(x))


class Split:
    count: list
    share: list
    error: list
    error_of_all: float
    strongest: list


def hands():
    """Families of shared errors, each a factor of its own beside the values that one hand set."""
    text = (Path(__file__).parents[2] / "model/catalogue/hands.def").read_text()
    return re.findall(r"^HAND\((\w+),", text, re.M)


def factors(file):
    """What is sampled, each with the worst of its grades, and their scores by draw."""
    if not hasattr(file, "factors"):
        rows = file.q("SELECT path, max(CASE WHEN grade IN ('A', 'B', 'C', 'D') THEN grade ELSE 'D' END) FROM parameter"
                      " WHERE prior <> '' OR range <> '' GROUP BY path ORDER BY path")
        named = []
        for path, grade in rows:
            named.append((path, grade, path))
            if path.startswith("rules.shared_error.part"):
                of = path.split(".")[3:]
                named += [(f"shared error: {h}", "D", f"shared error/{h}") for h in hands() if not of or h in of]
        draws = np.unique(file.draw)
        file.factors = [n for n, _, _ in named], np.array(["ABCD".index(g) for _, g, _ in named]), np.array(
            [scores(uniforms(int(file.meta["seed"]), draws, key)) for _, _, key in named])
    return file.factors


def split(file, mean):
    """`mean`: the outcome by draw. None where it cannot be split."""
    n = len(mean)
    y = scores(mean) if n >= LEAST else None
    if y is None:
        return None
    paths, grade, x = factors(file)
    r2 = (x @ y) ** 2
    layer = (np.unique(file.draw).astype(int) - 1) // CUBE
    chance = chance_of(y, layer)
    shares = corrected(r2, chance)
    n_blocks = min(n, BLOCKS)
    block = np.arange(n) * n_blocks // n
    without = []
    for b in range(n_blocks):
        keep = block != b
        a, c = x[:, keep], y[keep]
        a, c = a - a.mean(axis=1, keepdims=True), c - c.mean()
        without.append(corrected((a @ c) ** 2 / ((a**2).sum(axis=1) * (c**2).sum()), chance_of(c, layer[keep])))
    without = np.array(without)
    out = Split()
    out.count = [int((grade == g).sum()) for g in range(4)]
    out.share = [float(shares[grade == g].sum()) for g in range(4)]
    out.error = [float(jackknife(without[:, grade == g].sum(axis=1))) for g in range(4)]
    out.error_of_all = float(jackknife(without.sum(axis=1)))
    order = sorted(range(len(paths)), key=lambda i: -shares[i])[:5]
    out.strongest = [(paths[i], float(shares[i]), float(jackknife(without[:, i])),
                      beta_half_upper(float(r2[i]), 0.5 * (1 / chance - 1)) * len(paths)) for i in order]
    return out
