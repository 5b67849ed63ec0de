"""A business case as plain data for JSON."""

from math import isfinite
from typing import Final

from kpo.case import BusinessCase, Outcome, break_evens, influences
from kpo.data.assumptions import assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.narrative import business_case as said

MAX_INFLUENCES: Final = 6
"""How many of the strongest inputs are told."""


def case_record(catalog: Catalog, made: BusinessCase) -> dict[str, object]:
    """Return a case as plain data for JSON."""
    case = made.case
    spans = [
        (item, span_of(item, case.client, case.changes)) for item in assumptions(catalog).values()
    ]
    return {
        "data_version": made.data_version,
        "tier": case.rules.tier,
        "client": case.client,
        "currency": made.currency,
        "people": case.people,
        "years": list(made.years),
        "basis": said.basis(catalog, made),
        "draws": made.draws,
        "seed": made.seed,
        "assumptions": [
            {
                "assumption": item.id,
                "name": item.name,
                "unit": item.unit,
                "origin": said.origin(catalog, item, case, case.client),
                "low": span.low if span else None,
                "value": span.likely if span else None,
                "high": span.high if span else None,
                "reason": item.reason,
            }
            for item, span in spans
        ],
        "changed": {name: list(span) for name, span in case.assumptions},
        "home": {
            "labour": made.home_labour,
            "loaded": made.home_loaded,
            "per_productive_hour": made.home_per_hour,
        },
        "destinations": [_destination(catalog, made, item) for item in made.outcomes],
        "missing": [item._asdict() for item in made.missing],
    }


def _destination(catalog: Catalog, made: BusinessCase, item: Outcome) -> dict[str, object]:
    ends = break_evens(catalog, made.case, item.country, made.draws, made.seed)
    order = influences(catalog, made.case, item.country, made.draws, made.seed)
    bands = {
        name: getattr(item, f"{name}_band")._asdict()
        for name in ("total", "share", "labour", "value", "months")
    }
    for band in bands.values():
        band.update({name: _finite(value) for name, value in band.items()})
    return {
        "country": item.country,
        "name": item.name,
        "labour": item.labour,
        "loaded": item.loaded,
        "governance": item.governance,
        "saving": item.saving,
        "cumulative": item.cumulative,
        "paid_once": item.once,
        "leaving": item.leaving,
        "cost_total": item.cost,
        "saving_total": item.total,
        "saving_share": item.share,
        "labour_saving_share": item.labour_share,
        "net_present_value": item.value,
        "payback_month": _finite(item.months),
        "per_productive_hour": item.per_hour,
        "bands": bands,
        "chance_of_saving": item.chance,
        "chance_of_promised": item.chance_promised,
        "break_evens": [{**vars(end), "most": _finite(end.most)} for end in ends],
        "influences": [vars(one) for one in order[:MAX_INFLUENCES]],
        "marks": list(said.marks(item)),
        "not_counted": said.not_counted(catalog, made.case, item.country),
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def case_rows(case: BusinessCase) -> tuple[list[dict[str, object]], list[str]]:
    """Return one row a destination with costs, savings and bands, and the columns."""
    frame = case.to_frame()
    rows = [
        {
            str(name): "" if isinstance(cell, float) and not isfinite(cell) else cell
            for name, cell in record.items()
        }
        for record in frame.to_dict("records")
    ]
    return rows, [str(name) for name in frame.columns]
