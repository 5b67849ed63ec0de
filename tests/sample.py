"""A data package of four countries and three criteria, whose scores are easy to compute by hand.

The client SWE pays 10,000 a month, and charges are 25 % everywhere: IND 1,000, PHL 5,000 and IRL
10,000 save 90, 50 and 0 %. English 400–600: IND 500 and PHL 600 score 50 and 100; IRL is native.
Weights 60 and 40 give IND 74, PHL 70, IRL 40 (with English assumed at the best score). The weight
of time zone is 0.
"""

import csv
import json
from pathlib import Path

TABLES = {
    "countries": (
        "country,iso2,name,region,currency,latitude,longitude,business_timezone,home,client,"
        "transfer_regime",
        "IND,IN,India,South Asia,INR,22,79,Asia/Kolkata,yes,no,",
        "IRL,IE,Ireland,Northern Europe,EUR,53,-8,Europe/Dublin,yes,yes,EEA",
        "PHL,PH,Philippines,South-East Asia,PHP,12,122,Asia/Manila,yes,no,",
        "SWE,SE,Sweden,Northern Europe,SEK,62,15,Europe/Stockholm,no,yes,EEA",
    ),
    "criteria": (
        "criterion,position,name,short_name,question,description,worst,best,colour_light,"
        "colour_dark,note_word,core,fixed,enabling",
        "labour_cost,1,Labour cost,Labour cost,What is saved?,Cost against the client's,"
        "nothing saved,everything saved,#015848,#309C7C,pay,yes,no,no",
        "english,2,English,English,Can they work in English?,Test scores,"
        "the weakest English,the strongest,#9C660B,#C78211,,yes,no,no",
        "time_zone,3,Time zone,Time zone,How many hours are shared?,Hours of the day,"
        "no shared hour,the same working day,#7A5881,#9F78A0,,no,yes,no",
    ),
    "indicators": (
        "indicator,criterion,tiers,name,unit,direction,transform,goalpost_low,goalpost_high,"
        "goalpost_reason,weight_in_criterion,earliest_year,origin,decimals,description,context_of,"
        "lower_quartile,size",
        "pay_professional,labour_cost,KPO,Pay of professionals,USD a month,-1,log,100,10000,"
        "round numbers,0,2018,observed,0,gross,,,no",
        "pay_clerical,labour_cost,BPO,Pay of clerks,USD a month,-1,log,100,10000,"
        "round numbers,0,2018,observed,0,gross,,,no",
        "english,english,,English score,points,1,linear,400,600,"
        "round numbers,1,2025,observed,0,EF EPI,,25,no",
        "shared_hours,time_zone,,Shared hours,hours,1,linear,0,9,a working day,1,,computed,1,"
        "09–18,,25,no",
        "inflation,,,Inflation,%,,,,,,,,observed,1,context,labour_cost,,no",
        "saving,labour_cost,,Saving,% of the client's cost,1,linear,0,100,"
        "as dear as at home to free,1,,computed,0,saved on the same work,,25,no",
        *(
            f"{name},labour_cost,,Charges,{unit},-1,,,,,0,,observed,0,on top of pay,,,no"
            for name, unit in (
                ("employer_charges", "% of gross pay"),
                ("employer_charges_worldbank", "% of gross pay"),
                ("employer_charges_fixed", "local currency a year"),
            )
        ),
        "exchange_rate,,,Rate,local currency per USD,,,,,,,,observed,2,context,labour_cost,,no",
        "gni_per_head,,,Income per head,USD,,,,,,,,observed,0,context,labour_cost,,no",
    ),
    "tiers": (
        "tier,parent,name,description,preset,pay,client_pay_to_gni",
        "BPO,,Processes (BPO),standard processes,bpo,pay_clerical,0.75",
        "KPO,,Knowledge work (KPO),judgement,kpo,pay_professional,1.17",
        "legal,KPO,Legal,legal work,legal,,",
    ),
    "tier_weights": ("tier,indicator,weight",),
    "presets": (
        "preset,name,tier,origin,citation,reason",
        "bpo,Our judgement,BPO,editorial,,reason",
        "equal,Equal,,equal,,no preference",
        "kpo,Our judgement,KPO,editorial,,reason",
        "legal,Our judgement,KPO,editorial,,reason",
    ),
    "preset_weights": (
        "preset,criterion,weight",
        "bpo,english,20",
        "bpo,labour_cost,80",
        "equal,english,1",
        "equal,labour_cost,1",
        "equal,time_zone,1",
        "kpo,english,40",
        "kpo,labour_cost,60",
        "legal,english,75",
        "legal,labour_cost,25",
    ),
    "former_preset_weights": (
        "preset,criterion,weight",
        "kpo,english,50",
        "kpo,labour_cost,50",
    ),
    "flags": (
        "country,flag,state,since,text,source",
        "IRL,english_native,yes,,English is native,pay",
        "PHL,labour_rights,yes,2026,rating 5,pay",
    ),
    "transfers": ("regime,country,status,source,note", "EEA,IND,safeguards_needed,pay,"),
    "transfer_scale": ("status,value,meaning", "safeguards_needed,25,contract clauses"),
    "sanction_classes": (
        "class,position,left_out,short,words,buying,meaning",
        "sectoral,1,yes,sectoral sanctions,sectoral sanctions,buying is not banned as such,sectors",
        "list_based,2,no,flagged: listed persons,measures on listed persons,,persons",
        "none_found,3,no,,no programme aimed at the country,,nothing found",
    ),
    "sanction_regimes": ("regime,name,short", "EU,the EU,EU", "UN,the UN,UN"),
    "sanctions": (
        "regime,country,class,state,act,scope,services_rule,certainty,as_of,source",
        "EU,IND,none_found,no,,,,list read,2026-08-22,pay",
        "EU,IRL,none_found,no,,,,list read,2026-08-22,pay",
        "EU,PHL,list_based,yes,Regulation 1/2022,listed persons,,list read,2026-08-22,pay",
    ),
    "client_regimes": (
        "client,sanctions_regime,also_bound_by,note",
        "IRL,EU,UN,",
        "SWE,EU,UN,",
    ),
    "figure_errors": (
        "rule,spread,shape,reason",
        "pay,0.15,log,reason",
        "different_definition,0.35,log,reason",
        "doubtful,0.35,log,reason",
        "missing,2,uniform,reason",
        "charges,,triangular,reason",
    ),
    "doubt_rules": ("rule,threshold,unit,reason", "high_pay,3,times income,reason"),
    "corrections": ("country,indicator,year,action,value,reason",),
    "sources": (
        "source,producer,title,published,accessed,next_update,url,licence,redistribution,citation,"
        "origin,sha256",
        *(
            f"{name},Bureau,{name},2025,2026,not stated,https://example.org,CC-BY-4.0,open,"
            f"Bureau {name},copy,0"
            for name in ("epi", "iana_tzdata", "pay", "work")
        ),
    ),
    "observations/epi": (
        "country,indicator,year,value,error,n,status,note,doubt",
        "IND,english,2025,500,,,reported,,",
        "PHL,english,2024,590,,,reported,,",
        "PHL,english,2025,600,,,reported,,",
    ),
    "observations/pay": (
        "country,indicator,year,value,error,n,status,note,doubt",
        "IND,pay_clerical,2024,1000,,,reported,,",
        "IND,pay_professional,2017,9000,,,reported,too old,",
        "IND,pay_professional,2023,2000,,,reported,,",
        "IND,pay_professional,2024,1000,,,reported,,",
        "IRL,pay_professional,2024,10000,,,reported,,",
        "PHL,pay_professional,2022,5000,,,reported,,",
        "PHL,pay_professional,2023,8000,,,different_definition,net pay,",
    ),
    "observations/work": (
        "country,indicator,year,value,error,n,status,note,doubt",
        "IRL,gni_per_head,2024,80000,,,reported,,",
        "SWE,pay_clerical,2024,10000,,,reported,,",
        "SWE,pay_professional,2024,10000,,,reported,,",
        *(f"{name},employer_charges,2026,25,,,reported,," for name in ("IND", "IRL", "PHL", "SWE")),
    ),
}
FIGURES = sum(len(rows) - 1 for name, rows in TABLES.items() if name.startswith("observations/"))
NUMBERS = {
    "year": "year",
    "rank": "integer",
    "value": "number",
    "error": "number",
    "n": "integer",
    "weight": "number",
}
KEYS = {
    "countries": ["country"],
    "criteria": ["criterion"],
    "indicators": ["indicator"],
    "tiers": ["tier"],
    "sanctions": ["regime", "country"],
    "presets": ["preset"],
    "sources": ["source"],
}
REFERENCES = {
    "preset_weights": [("preset", "presets"), ("criterion", "criteria")],
    "flags": [("country", "countries")],
    "observations": [("country", "countries"), ("indicator", "indicators")],
}


def _field(name: str, table: str) -> dict[str, object]:
    kind = NUMBERS.get(name, "string") if table != "transfer_scale" else "string"
    field: dict[str, object] = {"name": name, "type": kind}
    if name == "weight":
        field["constraints"] = {"required": True, "minimum": 0}
    if name == "status" and table == "observations":
        field["constraints"] = {"required": True, "enum": ["reported", "different_definition"]}
    return field


def _resource(name: str, header: str) -> dict[str, object]:
    kind = name.split("/")[0]
    schema: dict[str, object] = {"fields": [_field(part, kind) for part in header.split(",")]}
    if kind in KEYS:
        schema["primaryKey"] = KEYS[kind]
    if kind in REFERENCES:
        schema["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": target, "fields": [field]}}
            for field, target in REFERENCES[kind]
        ]
    return {"name": name.replace("/", "-"), "path": f"{name}.csv", "schema": schema}


def write_sample(folder: Path) -> Path:
    """Write the package into `folder` and return it."""
    (folder / "observations").mkdir(parents=True, exist_ok=True)
    for name, lines in TABLES.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    resources = [_resource(name, lines[0]) for name, lines in TABLES.items()]
    descriptor = {"version": "2026-11", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def edit(folder: Path, table: str, line: int, text: str | None) -> None:
    """Replace one line of a table (1 is the header); None removes it."""
    path = folder / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[line - 1 : line] = [] if text is None else [text]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def append(folder: Path, table: str, text: str) -> None:
    """Add a line to a table."""
    with (folder / f"{table}.csv").open("a", encoding="utf-8") as out:
        out.write(text + "\n")


def cells(text: str) -> list[list[str]]:
    """Return the rows of a CSV text."""
    return list(csv.reader(text.splitlines()))
