"""Published indices for the sample folder, each with some of its countries."""

import json
from pathlib import Path

TABLES = {
    "published_indices": (
        "index,edition,form,pooled,publisher,name,year,shares_figures,words,source,indicator",
        "B,2014,ranks,yes,Bureau,Bureau 2014,2014,no,What a bureau thinks.,pay,",
        "B,2016,ranks,yes,Bureau,Bureau 2016,2016,no,What a bureau thinks.,pay,",
        "C,2015,ranks,no,Club,Club 2015,2015,not_known,What a club thinks.,pay,",
        "L,2010,list,no,List,List 2010,2010,no,A list.,pay,",
        "P,2025,figure,no,Bureau,Scores,2025,yes,A figure of ours.,epi,english",
    ),
    "published_ranks": (
        "index,edition,n_ranked,country,rank,how,page,published,note,source",
        "B,2014,10,IND,1,page,https://example.org/2014,2014-01-13,,pay",
        "B,2014,10,PHL,2,page,https://example.org/2014,2014-01-13,,pay",
        "B,2014,10,IRL,5,derived,https://example.org/2014,2014-01-13,,pay",
        "B,2016,20,IND,4,page,https://example.org/2016,,,pay",
        "B,2016,20,PHL,6,quoted,,,,pay",
        "C,2015,30,IRL,1,page,https://example.org/club,,,pay",
        "C,2015,30,PHL,2,page,https://example.org/club,,,pay",
        "C,2015,30,IND,3,page,https://example.org/club,,,pay",
    ),
    "published_lists": (
        "index,edition,country,page,source",
        "L,2010,IND,https://example.org/list,pay",
        "L,2010,IRL,https://example.org/list,pay",
    ),
}


def with_published(folder: Path) -> Path:
    """Add the tables of published indices to a folder and its descriptor; return the folder."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for name, lines in TABLES.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        fields = [{"name": part, "type": "string"} for part in lines[0].split(",")]
        schema = {"fields": fields}
        descriptor["resources"].append({"name": name, "path": f"{name}.csv", "schema": schema})
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def hostile(folder: Path) -> Path:
    """Add the tables with texts that try to be executed."""
    with_published(folder)
    for name, old, new in (
        ("published_indices", "Club 2015", "<img src=x onerror=alert(1)>"),
        ("published_indices", "What a club thinks.", "<script>alert(1)</script>"),
        ("published_ranks", "https://example.org/club", "javascript:alert('1')"),
    ):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return folder
