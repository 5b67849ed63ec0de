import json
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from kpo.data.catalog import Catalog
from kpo.mcda import hashing, quantiles
from tests.mcda import oracle


@cache
def golden():
    return json.loads(oracle.GOLDEN.read_text(encoding="utf-8"))


def test_golden_vectors_are_those_of_plain_python():
    assert json.loads(json.dumps(oracle.golden())) == golden()


def test_the_key_is_fnv_1a():
    """FNV-1a of the single letter a, and of foobar, as its authors publish them."""
    assert oracle.fnv("a") == 0xE40C292C and oracle.fnv("foobar") == 0xBF9CF968
    assert [hashing.key(*pair) for *pair, _ in golden()["keys"]] == [
        found for *_, found in golden()["keys"]
    ]


def test_the_mix_is_a_permutation_that_its_inverse_undoes():
    """The inverse of lowbias32 as its author publishes it."""

    def undone(x):
        x ^= x >> 16
        x = x * 0x43021123 & 0xFFFFFFFF
        x ^= x >> 15 ^ x >> 30
        x = x * 0x1D69E2A5 & 0xFFFFFFFF
        return x ^ x >> 16

    numbers = [0, 1, 2, 0x80000000, 0xDEADBEEF, 0xFFFFFFFF]
    words = np.array(numbers, dtype=np.uint32)
    hashing.mix(words)
    assert list(map(undone, words.tolist())) == numbers


def test_words_are_the_golden_ones_one_by_one_and_in_batches():
    for country, name, seed, draw, found in golden()["words"]:
        assert hashing.words(country, name, draw, 1, seed).tolist() == [found]
        assert hashing.words(country, name, draw - 1, 3, seed)[1] == found


def test_a_long_seed_counts_whole():
    words = [hashing.words("", "a", 1, 1, seed)[0] for seed in (1, 2**32 + 1, 2**70 + 1)]
    assert len(set(words)) == 3


def test_uniforms_are_the_upper_bits_without_rounding():
    found = hashing.words("IND", "pay", 1, 100)
    assert hashing.uniforms(found).tolist() == [(word >> 8) / 2**24 for word in found.tolist()]
    assert hashing.uniforms(found).astype(np.float32).tolist() == hashing.uniforms(found).tolist()


def test_streams_of_different_countries_and_figures_are_not_correlated():
    names = [(c, i) for c in ("", "IND", "CHN", "PHL") for i in ("pay", "english", "talent")]
    streams = np.stack([hashing.uniforms(hashing.words(*name, 1, 10_000)) for name in names])
    for one, other in combinations(streams, 2):
        assert abs(np.corrcoef(one, other)[0, 1]) < 4 / 100
    assert np.abs(streams.mean(axis=1) - 0.5).max() < 4 / 12**0.5 / 100
    assert np.abs(streams.var(axis=1) * 12 - 1).max() < 0.05


def test_every_bit_is_set_half_the_time_and_follows_no_bit_of_the_draw():
    found = hashing.words("IND", "pay_professional", 1, 8_192)
    bits = (found[:, None] >> np.arange(32, dtype=np.uint32)) & 1
    assert np.abs(bits.mean(axis=0) - 0.5).max() < 4 * 0.5 / 8_192**0.5
    lag = (bits[1:] == bits[:-1]).mean(axis=0)
    assert np.abs(lag - 0.5).max() < 4 * 0.5 / 8_192**0.5


def test_no_two_figures_of_the_catalogue_share_a_stream(atlas: Catalog):
    keys = [hashing.key(c, i) for c in atlas.countries for i in atlas.indicators]
    keys += [hashing.key("", criterion) for criterion in atlas.criteria]
    assert len(set(keys)) == len(keys)


def test_the_stored_quantiles_are_what_is_computed():
    assert quantiles.FILE.read_bytes() == quantiles.computed()


def test_quantiles_have_the_moments_of_their_laws():
    assert quantiles.NORMAL.sum() == 0
    assert quantiles.NORMAL.std() == pytest.approx(1, abs=2e-4)
    assert quantiles.EXPONENTIAL.mean() == pytest.approx(1, abs=1e-4)
    assert (np.diff(quantiles.NORMAL) > 0).all() and (np.diff(quantiles.EXPONENTIAL) > 0).all()


def test_tables_are_the_golden_ones_to_the_last_bit():
    found = golden()
    for step, value in found["normal"].items():
        assert quantiles.NORMAL[int(step)] == value
    for step, value in found["exponential"].items():
        assert quantiles.EXPONENTIAL[int(step)] == value
    for deviation, step, value in found["factors"]:
        assert quantiles.factors(deviation)[step] == value
    for low, mode, high, step, value in found["triangular"]:
        assert quantiles.triangular(low, mode, high)[step] == value


def test_lognormal_factors_are_exponentials():
    for deviation in (0.0, 0.15, 0.35, 1.5):
        assert quantiles.factors(deviation) == pytest.approx(
            np.exp(deviation * quantiles.NORMAL), rel=1e-12
        )


def test_triangular_quantiles_have_their_mean():
    """(0.1 + 0.2 + 0.6) / 3 = 0.3."""
    assert quantiles.triangular(0.1, 0.2, 0.6).mean() == pytest.approx(0.3, abs=1e-6)
