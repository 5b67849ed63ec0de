"""A business case as plain data for JSON."""

from math import isfinite
from typing import Final

from kpo.case import BusinessCase, Outcome, break_evens, influences
from kpo.data.assumptions import assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.narrative import business_case as words
from kpo.narrative.case_assumptions import not_counted, origin

MAX_INFLUENCES: Final = 6
"""Maximum number of inputs listed, the most influential ones."""


def case_record(catalog: Catalog, result: BusinessCase) -> dict[str, object]:
    """Return a case as plain data for JSON."""
    case = result.case
    spans = [
        (item, span_of(item, case.client, case.changes)) for item in assumptions(catalog).values()
    ]
    return {
        "data_version": result.data_version,
        "tier": case.rules.tier,
        "client": case.client,
        "currency": result.currency,
        "people": case.people,
        "years": list(result.years),
        "basis": words.basis(catalog, result),
        "draws": result.draws,
        "seed": result.seed,
        "assumptions": [
            {
                "assumption": item.id,
                "name": item.name,
                "unit": item.unit,
                "origin": origin(catalog, item, case, case.client),
                "low": span.low if span else None,
                "value": span.likely if span else None,
                "high": span.high if span else None,
                "reason": item.reason,
            }
            for item, span in spans
        ],
        "changed": {name: list(span) for name, span in case.assumptions},
        "home": {
            "labour": result.home_labour,
            "loaded": result.home_loaded,
            "per_productive_hour": result.home_per_hour,
        },
        "destinations": [_destination(catalog, result, item) for item in result.outcomes],
        "missing": [item._asdict() for item in result.missing],
    }


def _destination(catalog: Catalog, result: BusinessCase, item: Outcome) -> dict[str, object]:
    ends = break_evens(catalog, result.case, item.country, result.draws, result.seed)
    order = influences(catalog, result.case, item.country, result.draws, result.seed)
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
        "marks": list(words.marks(item)),
        "not_counted": not_counted(catalog, result.case, item.country),
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def case_rows(case: BusinessCase) -> tuple[list[dict[str, object]], list[str]]:
    """Return one row per destination with costs, savings and bands, and the columns."""
    frame = case.to_frame()
    rows = [
        {
            str(name): "" if isinstance(cell, float) and not isfinite(cell) else cell
            for name, cell in record.items()
        }
        for record in frame.to_dict("records")
    ]
    return rows, [str(name) for name in frame.columns]
