"""The nouns of the field out of the rows of checked tables: every cell is text there."""

from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter
from typing import Literal, cast

from kpo.core.model import (
    Country,
    Criterion,
    FigureError,
    Indicator,
    Observation,
    Origin,
    Sanction,
    SanctionClass,
    Table,
    Tier,
)
from kpo.data.schema import OBSERVATIONS


def observation_of(
    country: str,
    indicator: str,
    year: str,
    value: str,
    error: str,
    n: str,
    status: str,
    note: str,
    doubt: str,
    source: str,
) -> Observation:
    """Return the observation of a row of figures."""
    return Observation(
        country,
        indicator,
        int(year),
        float(value),
        status,  # type: ignore[arg-type]
        (source,),
        float(error) if error else None,
        int(n) if n else None,
        note,
        doubt,
    )


ObservationCell = tuple[str, str, str, str, str, str, str, str]
"""Year, value, error, n, status, note, doubt and source of a figure, as text."""


def observation_cells(
    tables: Mapping[str, Table],
) -> dict[tuple[str, str], list[ObservationCell]]:
    """Group raw cells by country and indicator; they become numbers when asked for."""
    by_pair: dict[tuple[str, str], list[ObservationCell]] = defaultdict(list)
    names = ("country", "indicator", "year", "value", "error", "n", "status", "note", "doubt")
    for table in tables.values():
        if not table.path.startswith(OBSERVATIONS):
            continue
        source = table.path.removeprefix(OBSERVATIONS).removesuffix(".csv")
        cells = itemgetter(*map(table.columns.index, names))
        for country, indicator, *rest in map(cells, table.rows):
            by_pair[country, indicator].append(cast(ObservationCell, (*rest, source)))
    return by_pair


def figure_error_of(row: Mapping[str, str]) -> FigureError:
    """Return how far the figures of a rule may be off."""
    spread = float(row["spread"]) if row["spread"] else None
    return FigureError(row["rule"], spread, row["shape"], row["reason"])


def renamed(row: Mapping[str, str], key: str) -> dict[str, str]:
    """Return a row with its key as ``id``."""
    return {"id": row[key]} | {name: cell for name, cell in row.items() if name != key}


def country_of(row: Mapping[str, str]) -> Country:
    """Return the country of a row."""
    return Country(
        id=row["country"],
        iso2=row["iso2"],
        name=row["name"],
        region=row["region"],
        currency=row["currency"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        business_timezone=row["business_timezone"],
        home=row["home"] == "yes",
        client=row["client"] == "yes",
        transfer_regime=row["transfer_regime"],
    )


def criterion_of(row: Mapping[str, str]) -> Criterion:
    """Return the criterion of a row."""
    return Criterion(
        id=row["criterion"],
        position=int(row["position"]),
        name=row["name"],
        short_name=row["short_name"],
        question=row["question"],
        description=row["description"],
        worst=row["worst"],
        best=row["best"],
        colour_light=row["colour_light"],
        colour_dark=row["colour_dark"],
        note_word=row["note_word"],
        core=row["core"] == "yes",
        fixed=row["fixed"] == "yes",
        enabling=row["enabling"] == "yes",
    )


def tier_of(row: Mapping[str, str]) -> Tier:
    """Return the tier or service line of a row."""
    ratio = row["client_pay_to_gni"]
    return Tier(
        id=row["tier"],
        parent=row["parent"],
        name=row["name"],
        description=row["description"],
        preset=row["preset"],
        pay=row["pay"],
        client_pay_to_gni=float(ratio) if ratio else None,
    )


def indicator_of(row: Mapping[str, str], tier_weights: Mapping[str, float]) -> Indicator:
    """Return the indicator of a row, with its weights in single tiers."""
    return Indicator(
        id=row["indicator"],
        criterion=row["criterion"],
        tiers=tuple(row["tiers"].split()),
        name=row["name"],
        unit=row["unit"],
        direction=int(row["direction"] or 1),
        transform=cast(Literal["linear", "log", "log1p"], row["transform"] or "linear"),
        goalpost_low=float(row["goalpost_low"]) if row["goalpost_low"] else None,
        goalpost_high=float(row["goalpost_high"]) if row["goalpost_high"] else None,
        goalpost_reason=row["goalpost_reason"],
        weight_in_criterion=float(row["weight_in_criterion"] or 0),
        earliest_year=int(row["earliest_year"]) if row["earliest_year"] else None,
        origin=cast(Origin, row["origin"]),
        decimals=int(row["decimals"] or 0),
        description=row["description"],
        context_of=row["context_of"],
        lower_quartile=float(row["lower_quartile"]) if row["lower_quartile"] else None,
        tier_weights=tier_weights,
        size=row["size"] == "yes",
    )


def sanction_class_of(row: Mapping[str, str]) -> SanctionClass:
    """Return the class of sanctions measures of a row."""
    return SanctionClass(
        id=row["class"],
        position=int(row["position"]),
        left_out=row["left_out"] == "yes",
        short=row["short"],
        words=row["words"],
        buying=row["buying"],
    )


def sanction_of(row: Mapping[str, str], by: Mapping[str, str], kind: SanctionClass) -> Sanction:
    """Return what a regime says of a country."""
    return Sanction(
        regime=row["regime"],
        by=by["name"],
        of=by["short"],
        country=row["country"],
        kind=kind,
        act=row["act"],
        scope=row["scope"],
        services_rule=row["services_rule"],
        certainty=row["certainty"],
        as_of=row["as_of"],
        source=row["source"],
    )
