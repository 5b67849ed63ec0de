"""Publishers' files and saved mappings: used as they stand or refused, in little memory."""

import gzip
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from kpo.core.errors import DataError, KpoError
from kpo.data.catalog import Catalog
from kpo.data.user import merged
from kpo.data.user.mapping_file import from_text, to_text
from kpo.data.user.publishers import MAX_SERIES, Publication, publication, series
from kpo.data.user.series_mapping import SeriesMapping, bounds, identifier, mapped, suggested
from kpo.data.user.unpacking import MAX_BYTES
from tests.data.user.test_publishers import CASES as FILES
from tests.data.user.test_publishers import NEW, mapping
from tests.hostile.cases import CASES, bent, bent_bytes, bent_tree, seeded, told, unseen
from tests.hostile.test_folder import cells_bent
from tests.hostile.test_own import ENCODINGS, MOST_MEMORY, NAMES, sound

TEXTS = [(Path("tests/data/user/publishers") / case.name).read_bytes().decode() for case in FILES]
RULE = mapping(FILES[6], new=NEW | {"goalpost_low": -5.0})


def file_bent(chance: Random, number: int) -> bytes:
    text = chance.choice(TEXTS)
    if number % 3 == 0:
        content = bent_bytes(chance, text.encode(chance.choice(ENCODINGS), "replace"))
    elif number % 3 == 1 or "\t" in text or "\n\n" in text.replace("\r", ""):
        content = bent(chance, text, TEXTS).encode(chance.choice(ENCODINGS), "replace")
    else:
        content = cells_bent(chance, text).encode("utf-8", "replace")
    if chance.randrange(10) == 0:
        content = content.replace(b",", chance.choice((b";", b"\t")))
    if chance.randrange(20) == 0:
        return bent_bytes(chance, gzip.compress(content, 1))
    return content


def opened(chance: Random, content: bytes) -> Publication | None:
    try:
        return publication(chance.choice(NAMES), content)
    except DataError as error:
        told(error)
        return None


def used(catalog: Catalog, chance: Random, made: Publication) -> bool:
    """Take one of the series, as ours or as one of its own; nothing but refusals may come."""
    try:
        found = series(made)
        assert 0 < len(found) <= MAX_SERIES
        chosen = chance.choice(found)
        source = suggested(made, chosen)
        assert not unseen(source) and not unseen(chosen.label)
        low, high, _ = bounds(made, chosen.key, 1, catalog)
        assert low < high
        name = chance.choice(("inflation", "pay_professional", "english"))
        new = dict(NEW) if chance.randrange(3) == 0 else {}
        if new:
            name = identifier(chosen.label, catalog.indicators)
            new |= {"indicator": name, "goalpost_low": low, "goalpost_high": high}
        first = chance.choice((0, 2000, 2020))
        rule = SeriesMapping(made.layout.publisher, chosen.key, name, 1, source, first, new)
        reading = mapped(made, rule, catalog)
        for note in reading.notes:
            assert not unseen(note)
        if reading.problems:
            told(DataError(reading.problems))
            return False
        sound(catalog, merged(catalog.own, reading.own, catalog))
    except DataError as error:
        told(error)
        return False
    return True


def test_changed_files_of_publishers_are_used_or_refused(sample: Catalog) -> None:
    chance = seeded("publishers")
    count = {"none": 0, "refused": 0, "used": 0}
    for number in range(CASES):
        made = opened(chance, file_bent(chance, number))
        if made is None:
            count["none"] += 1
        else:
            count["used" if used(sample, chance, made) else "refused"] += 1
    assert sum(count.values()) == CASES
    assert min(count.values()) > CASES / 100


def test_changed_mappings_are_used_or_refused(sample: Catalog) -> None:
    chance = seeded("mappings")
    text, made = to_text(RULE), opened(chance, TEXTS[6].encode())
    assert made
    count = {"used": 0, "refused": 0}
    for number in range(CASES):
        case = bent(chance, text) if number % 2 else json.dumps(bent_tree(chance, json.loads(text)))
        try:
            rule = from_text(case.encode("utf-8", "backslashreplace"))
            assert from_text(to_text(rule).encode()) == rule
            reading = mapped(made, rule, sample)
            if reading.problems:
                raise DataError(reading.problems)
            sound(sample, merged(sample.own, reading.own, sample))
            count["used"] += 1
        except KpoError as error:
            told(error)
            count["refused"] += 1
    assert sum(count.values()) == CASES
    assert min(count.values()) > CASES / 100


def zipped(content: bytes, name: str = "API.csv") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


OWID = b"Entity,Code,Year,"
FLOODS: dict[str, Callable[[], bytes]] = {
    "zip bomb": lambda: zipped(OWID + b"Days\n" + b"India,IND,2024,1\n" * 12_000_000),
    "gzip bomb": lambda: gzip.compress(OWID + b"Days\n" + b"India,IND,2024,1\n" * 12_000_000, 1),
    "nested zip": lambda: zipped(zipped(OWID)),
    "columns": lambda: OWID + b",".join(b"c%d" % at for at in range(900_000)),
    "cells": lambda: OWID + b"Days\n" + b"," * (MAX_BYTES - 100),
    "commas": lambda: OWID + b"Days\n" + (b"," * 3_000 + b"\n") * 3_000,
    "long row": lambda: OWID + b"Days\n" + b'"\na",' * 1_600_000,
    "one field": lambda: OWID + b'Days\nIndia,IND,2024,"' + b"x" * (MAX_BYTES - 100),
    "no line ends": lambda: b"x" * MAX_BYTES,
    "series": lambda: (
        b"Country Name,Country Code,Series Name,Series Code,2024\n"
        + b"".join(b"India,IND,n%d,s%d,1\n" % (at, at) for at in range(MAX_SERIES + 1))
    ),
    "years": lambda: (
        b"freq,geo\\TIME_PERIOD\t" + b"\t".join([b"2024"] * 990) + b"\nA,IE" + b"\t1" * 990
    ),
}


@pytest.mark.parametrize("kind", FLOODS)
def test_file_that_floods_is_refused_or_read_in_little_memory(sample: Catalog, kind: str) -> None:
    chance, content = seeded(kind), FLOODS[kind]()
    tracemalloc.start()
    try:
        made = opened(chance, content)
        if made is not None:
            used(sample, chance, made)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY
