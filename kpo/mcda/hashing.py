"""Random numbers that depend on what they are drawn for, not on the order of the calls.

The word of draw d for the figure or criterion i of country c, under the seed s, is

    word = mix(key XOR mix(d + seed word)),  key = FNV-1a of the UTF-8 bytes of "c:i",

all in unsigned 32-bit arithmetic, so that numpy (uint32) and JavaScript (`Math.imul`) give the
same words. A criterion's weight belongs to no country: its c is empty. Draws are numbered from 1.
Adding, leaving out or reordering countries and criteria changes no other word, nor does the size
of batches.

References
----------
FNV-1a: G. Fowler, L. C. Noll & K.-P. Vo, 1991, 32 bits. `mix` is lowbias32 by C. Wellons, 2018
(github.com/skeeto/hash-prospector, public domain): no output bit follows an input bit by more than
two in ten thousand, a little less than with the finaliser of MurmurHash3.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kpo.mcda.aggregation import Floats, Ints

Words = NDArray[np.uint32]

FNV_OFFSET = 0x811C9DC5
FNV_PRIME = 0x01000193
MULTIPLIERS = (0x7FEB352D, 0x846CA68B)
MASK = 0xFFFFFFFF
UNIFORM = 2.0**-24
STEP_BITS = 12
STEPS = 1 << STEP_BITS
"""Number of steps in a table of quantiles; the upper 12 bits of a word choose one."""


def key(country: str, name: str) -> int:
    """Return the key of a country's figure, or of a criterion's weight (empty `country`).

    Examples
    --------
    >>> f"{key('', 'a'):08x}"
    '4d05bae4'
    """
    state = FNV_OFFSET
    for byte in f"{country}:{name}".encode():
        state = ((state ^ byte) * FNV_PRIME) & MASK
    return state


def seed_word(seed: int) -> Words:
    """Return the word of a seed of any length, which is added to the draw number; 0 for seed 0."""
    word = np.zeros(1, dtype=np.uint32)
    while seed:
        word ^= np.uint32(seed & MASK)
        mix(word)
        seed >>= 32
    return word


def words(country: str, name: str, first: int, count: int, seed: int = 0) -> Words:
    """Return the words of `count` draws from number `first` on; draws are numbered from 1.

    Examples
    --------
    >>> words("IND", "pay_professional", 1, 5)[3:] == words("IND", "pay_professional", 4, 2)
    array([ True,  True])
    """
    out = _draw_words(first, count, seed) ^ np.uint32(key(country, name))
    mix(out)
    return out


def uniforms(hashes: Words) -> Floats:
    """Return the upper 24 bits of words as numbers from 0 to below 1, without rounding.

    Examples
    --------
    >>> uniforms(np.array([0, 0x80000000, 0xFFFFFFFF], dtype=np.uint32)).tolist()
    [0.0, 0.5, 0.9999999403953552]
    """
    return (hashes >> np.uint32(8)).astype(np.float64) * UNIFORM


def steps(hashes: Words) -> Ints:
    """Return the step of a table of quantiles that each word chooses.

    Examples
    --------
    >>> steps(np.array([0, 0x80000000, 0xFFFFFFFF], dtype=np.uint32)).tolist()
    [0, 2048, 4095]
    """
    return (hashes >> np.uint32(32 - STEP_BITS)).astype(np.int64)


@lru_cache(maxsize=4)
def _draw_words(first: int, count: int, seed: int) -> Words:
    numbers = np.arange(first, first + count, dtype=np.uint32)
    numbers += seed_word(seed)
    mix(numbers)
    numbers.flags.writeable = False
    return numbers


def mix(hashes: Words) -> None:
    """Mix words in place.

    Examples
    --------
    >>> word = np.array([1, 0], dtype=np.uint32)
    >>> mix(word)
    >>> [f"{number:08x}" for number in word.tolist()]
    ['688990c0', '00000000']
    """
    one, other = (np.uint32(number) for number in MULTIPLIERS)
    hashes ^= hashes >> np.uint32(16)
    hashes *= one
    hashes ^= hashes >> np.uint32(15)
    hashes *= other
    hashes ^= hashes >> np.uint32(16)
