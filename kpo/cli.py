"""The command line: the same ranking, checks and sources as the pages, as text, JSON or CSV."""

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence

from kpo import cli_case, cli_export, cli_group, cli_market, cli_own, cli_robustness
from kpo.catalog import Catalog
from kpo.cli_parser import Parser
from kpo.errors import KpoError, Problem, ScenarioError
from kpo.evidence import STATUS_WORDS
from kpo.figures import figure
from kpo.model import METHODS, NATIVE_ENGLISH_RULES, Observation, Sanction, Scenario
from kpo.naming import saving_words
from kpo.own_changes import in_use, told
from kpo.score import Ranking, Row, rank
from kpo.weights import whole_percents

FINE, PROBLEMS = 0, 1
NO_RULE = "none"
CHEAPER = 0.0
"""The least saving that leaves out what costs as much as at home, or more."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when fine, 1 when problems were found, 2 on wrong use."""
    choice = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], str] = choice.command
    try:
        _tell(command(choice))
    except BrokenPipeError:
        sys.stderr.close()
    except KpoError as error:
        found = "\n".join(f"  {problem}" for problem in error.problems)
        count = len(error.problems)
        sys.stderr.write(f"{count} problem{'s' * (count > 1)} found:\n{found}\n")
        return PROBLEMS
    return FINE


def _tell(text: str) -> None:
    """Write to the terminal; signs that it does not know become question marks."""
    known = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(known, "replace").decode(known))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m kpo", description="Rank sourcing destinations.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    ranking = commands.add_parser("rank", help="rank destinations for a kind of work")
    add_scenario_options(ranking)
    ranking.add_argument("--format", choices=("table", "json", "csv"), default="table")
    ranking.set_defaults(command=_rank)
    sureness = commands.add_parser("robustness", help="say how sure a ranking is")
    add_scenario_options(sureness)
    cli_robustness.add_options(sureness, scenario_of)
    beside = commands.add_parser("market", help="set the ranking beside published indices")
    add_scenario_options(beside)
    cli_market.add_options(beside, scenario_of)
    cases = commands.add_parser("case", help="say what a team costs, and what that saves")
    add_scenario_options(cases)
    cli_case.add_options(cases, scenario_of)
    judges = commands.add_parser("group", help="rank with the ballots of several judges")
    add_scenario_options(judges)
    cli_group.add_options(judges, scenario_of)
    files = commands.add_parser("export", help="write a ranking as a file to take away")
    add_scenario_options(files)
    cli_export.add_options(files, scenario_of)
    templates = commands.add_parser("template", help="write a table to fill in with own figures")
    add_scenario_options(templates)
    cli_own.add_template_options(templates, scenario_of)
    checks = commands.add_parser("validate", help="check a data folder, all problems at once")
    _add_data_option(checks)
    checks.set_defaults(command=_validate)
    sources = commands.add_parser("sources", help="say where a figure comes from")
    sources.add_argument("country", metavar="COUNTRY", help="alpha-3 code, such as IND")
    sources.add_argument("indicator", metavar="INDICATOR", help="such as english")
    sources.add_argument("--client", default="SWE")
    _add_data_option(sources)
    sources.set_defaults(command=_sources)
    return parser


def _add_data_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", help="another data folder than the project's own")
    cli_own.add_option(parser)


def add_scenario_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that make up a scenario."""
    parser.add_argument("--tier", default="KPO", help="ITO, BPO or KPO (default)")
    parser.add_argument("--service", metavar="LINE", help="a service line, such as legal")
    parser.add_argument(
        "--countries", default="home", help="home (default), all, or codes such as IND,PHL"
    )
    parser.add_argument(
        "--weights",
        type=_numbers,
        metavar="ID=N,…",
        help="weights by criterion, in shares of any sum; others weigh 0",
    )
    parser.add_argument(
        "--variation",
        type=_numbers,
        default={},
        metavar="ID=N,…",
        help="how far single weights may be off, in per cent of themselves (default 25 each)",
    )
    parser.add_argument("--preset", metavar="NAME", help="a preset to take the weights from")
    parser.add_argument("--client", default="SWE", help="country of the client (default SWE)")
    parser.add_argument("--method", choices=METHODS, default="arithmetic")
    parser.add_argument(
        "--min",
        type=_numbers,
        default={},
        metavar="ID=N,…",
        help="least scores by criterion, 0 to 100",
    )
    parser.add_argument(
        "--limit",
        type=_numbers,
        default={},
        metavar="ID=N,…",
        help="limits on figures in their own unit, such as pay_clerical=1500",
    )
    parser.add_argument(
        "--least-saving",
        type=_saving,
        metavar="PERCENT",
        help="least saving against the client's labour cost, or none (default none; 0 with all)",
    )
    parser.add_argument(
        "--rank-sanctioned",
        action="store_true",
        help="rank destinations under comprehensive or sectoral sanctions all the same",
    )
    parser.add_argument("--max-age", type=int, default=10, help="oldest figure, in years")
    parser.add_argument("--native-english", choices=NATIVE_ENGLISH_RULES, default="assumed")
    _add_data_option(parser)


def scenario_of(catalog: Catalog, choice: argparse.Namespace) -> Scenario:
    """Return the scenario that the options describe."""
    named: Mapping[str, tuple[str, ...] | None] = {"home": None, "all": tuple(catalog.countries)}
    codes = tuple(code.strip().upper() for code in choice.countries.split(",") if code.strip())
    if not codes:
        raise ScenarioError(Problem("--countries", "no country named", "name one, home or all"))
    return Scenario(
        tier=choice.tier.upper(),
        service=choice.service,
        client=choice.client.upper(),
        countries=named.get(choice.countries, codes),
        preset=choice.preset,
        weights=choice.weights,
        variation=choice.variation,
        method=choice.method,
        minimums=choice.min,
        figure_limits=choice.limit,
        least_saving=_least_saving(choice),
        rank_sanctioned=choice.rank_sanctioned,
        max_age=choice.max_age,
        native_english=choice.native_english,
    )


def _saving(text: str) -> float | str:
    """Return the least saving as a number, or the word none."""
    if text == NO_RULE:
        return NO_RULE
    try:
        return float(text)
    except ValueError:
        message = f'"{text}" is neither a number nor "{NO_RULE}"'
        raise argparse.ArgumentTypeError(message) from None


def _least_saving(choice: argparse.Namespace) -> float | None:
    """Return the rule that was asked for; choosing all destinations asks for cheaper ones."""
    if choice.least_saving is None:
        return CHEAPER if choice.countries == "all" else None
    return None if choice.least_saving == NO_RULE else choice.least_saving


def _numbers(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in text.split(","):
        name, equals, number = part.partition("=")
        try:
            value = float(number)
        except ValueError:
            equals, value = "", 0.0
        if not equals:
            what = f'"{part}" is not of the form criterion=number'
            raise argparse.ArgumentTypeError(what)
        if name.strip() in found:
            what = f'"{name.strip()}" is given twice'
            raise argparse.ArgumentTypeError(what)
        found[name.strip()] = value
    return found


def _rank(choice: argparse.Namespace) -> str:
    catalog = cli_own.catalog(choice)
    ranking = rank(catalog, scenario_of(catalog, choice))
    if choice.format == "json":
        return json.dumps(ranking_record(catalog, ranking), indent=2, ensure_ascii=False) + "\n"
    return _csv(ranking) if choice.format == "csv" else _table(catalog, ranking)


def ranking_record(catalog: Catalog, ranking: Ranking) -> dict[str, object]:
    """Return a ranking as plain data for JSON."""
    scenario = ranking.scenario
    return {
        "data_version": ranking.data_version,
        **({"own_figures": told(catalog, ranking)} if len(catalog.own) else {}),
        "tier": scenario.tier,
        "service": scenario.service,
        "client": scenario.client,
        "method": scenario.method,
        "max_age": scenario.max_age,
        "native_english": scenario.native_english,
        "minimums": dict(scenario.minimums),
        "figure_limits": dict(scenario.figure_limits),
        "least_saving": scenario.least_saving,
        "rank_sanctioned": scenario.rank_sanctioned,
        "weights": dict(zip(ranking.criteria, ranking.weights.tolist(), strict=True)),
        "variation": dict(scenario.variation),
        "ranking": [_row_record(row) for row in ranking.rows],
        "at_home": ranking.at_home and _row_record(ranking.at_home),
        "not_ranked": [
            {
                "country": item.country,
                "name": item.name,
                "kind": item.kind,
                "reason": item.reason,
                "coverage": item.coverage,
                "flags": _flag_record(item.flags),
                "would_be": item.row and _row_record(item.row),
            }
            for item in ranking.not_ranked
        ],
    }


def _row_record(row: Row) -> dict[str, object]:
    return {
        "country": row.country,
        "name": row.name,
        "rank": row.rank,
        "score": row.score,
        "saving": row.saving,
        "coverage": row.coverage,
        "contributions": dict(row.contributions),
        "criterion_scores": dict(row.scores),
        "no_figure": sorted(row.missing),
        "statuses": {name: sorted(words) for name, words in row.statuses.items()},
        "marks": list(row.marks),
        "flags": _flag_record(row.flags),
        "sanction": row.sanction and _sanction_record(row.sanction),
    }


def _sanction_record(sanction: Sanction) -> dict[str, str]:
    words = {name: str(text) for name, text in vars(sanction).items() if name != "kind"}
    return {"class": sanction.kind.id, **words}


def _flag_record(flags: Sequence[object]) -> list[dict[str, str]]:
    return [dict(vars(flag)) for flag in flags]


def _csv(ranking: Ranking) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    header = ["rank", "country", "name", "score", "saving", "coverage", *ranking.criteria]
    writer.writerow([*header, "no_figure", "marks", "standing", "reason"])
    for row in ranking.rows:
        writer.writerow(_cells(ranking, row, "ranked"))
    if ranking.at_home:
        writer.writerow(_cells(ranking, ranking.at_home, "at home"))
    for item in ranking.not_ranked:
        if item.row:
            writer.writerow([*_cells(ranking, item.row, "left out")[:-1], item.reason])
        else:
            blank = [""] * (len(ranking.criteria) + 6)
            writer.writerow(["", item.country, item.name, *blank[1:], "", "left out", item.reason])
    return out.getvalue()


def _cells(ranking: Ranking, row: Row, standing: str) -> list[str]:
    points = [f"{row.contributions[name]:.6f}" for name in ranking.criteria]
    return [
        str(row.rank or ""),
        row.country,
        row.name,
        f"{row.score:.6f}",
        f"{row.saving:.2f}",
        f"{row.coverage:.4f}",
        *points,
        " ".join(name for name in ranking.criteria if name in row.missing),
        "; ".join(row.marks),
        standing,
        "",
    ]


def _table(catalog: Catalog, ranking: Ranking) -> str:
    shown = whole_percents(dict(zip(ranking.criteria, ranking.weights.tolist(), strict=True)))
    names = {name: catalog.criteria[name].short_name for name in ranking.criteria}
    scenario = ranking.scenario
    work = catalog.tiers[scenario.service or scenario.tier].name
    least = scenario.least_saving
    lines = [
        f"{work}, client in {catalog.countries[scenario.client].name}, {scenario.method} mean, "
        f"figures of {ranking.data_version}",
        "Weights: " + ", ".join(f"{names[name]} {value:g}" for name, value in shown.items()),
        *([f"Rule: {saving_words(least)} (--least-saving)."] if least is not None else []),
        *([in_use(catalog.own)] if len(catalog.own) else []),
        "",
        f"{'':>3}  {'Destination':<24}{'Score':>6}{'Saving':>9}{'Coverage':>10}   Points by "
        "criterion, in the order of the weights",
    ]
    lines += [_line(ranking, row, str(row.rank), names) for row in ranking.rows]
    if ranking.at_home:
        lines += ["", _line(ranking, ranking.at_home, "", names, "at home: ")]
    lines += _left_out(ranking, names)
    return "\n".join(lines) + "\n"


def _left_out(ranking: Ranking, names: Mapping[str, str]) -> list[str]:
    """Return who is left out: first those with a score and a place they would have."""
    scored = [item for item in ranking.not_ranked if item.row and item.kind != "coverage"]
    others = [item for item in ranking.not_ranked if item not in scored]
    lines = ["", "Left out, with the place each would have:"] if scored else []
    for item in sorted(scored, key=lambda item: item.row.rank if item.row else 0):
        if item.row:
            lines.append(_line(ranking, item.row, f"({item.row.rank})", names))
            lines.append(f"       {item.reason}")
    lines += ["", "Not ranked:"] if others else []
    return lines + [f"     {item.name}: {item.reason}" for item in others]


def _line(
    ranking: Ranking, row: Row, place: str, names: Mapping[str, str], before: str = ""
) -> str:
    points = " ".join(
        f"{'-':>5}" if name in row.missing else f"{row.contributions[name]:5.1f}"
        for name in ranking.criteria
    )
    return (
        f"{place:>4} {before + row.name:<24}{row.score:>6.1f}{row.saving:>7.0f} %"
        f"{100 * row.coverage:>8.0f} %  {points}{_marks(row, names)}"
    )


def _marks(row: Row, names: Mapping[str, str]) -> str:
    words = [
        *row.marks,
        *(f"{names[name]}: no figure" for name in row.scores if name in row.missing),
        *(
            f"{names[name]}: {STATUS_WORDS[status]}"
            for name, marks in row.statuses.items()
            for status in sorted(marks)
        ),
    ]
    return f"  ({'; '.join(words)})" if words else ""


def _validate(choice: argparse.Namespace) -> str:
    catalog = cli_own.catalog(choice)
    return (
        f"No problems: {len(catalog.tables)} tables, {len(catalog.countries)} countries, "
        f"{len(catalog.indicators)} indicators, {catalog.figure_count:,} figures, "
        f"data version {catalog.data_version}.\n"
    )


def _sources(choice: argparse.Namespace) -> str:
    catalog = cli_own.catalog(choice)
    country, indicator = choice.country.upper(), choice.indicator
    scenario = Scenario(client=choice.client.upper())
    found = catalog.figures(country, indicator)
    used = figure(catalog, scenario, country, indicator)
    item = catalog.indicators[indicator]
    lines = [f"{catalog.countries[country].name}, {item.name} ({item.unit})"]
    if used is not None and used not in found:
        found = (*found, used)
    lines += [_figure_line(item.decimals, part, part == used) for part in found]
    if not found:
        lines.append("  no figure; nothing is estimated in its place")
    names = dict.fromkeys(name for part in found for name in part.sources)
    for name in names:
        source = catalog.sources[name]
        lines += [
            f"  [{name}] {source.citation}",
            f"      {source.url}  licence: {source.licence}",
        ]
    return "\n".join(lines) + "\n"


def _figure_line(decimals: int, part: Observation, used: bool) -> str:
    extra = [STATUS_WORDS[part.status]] if part.status != "reported" else []
    extra += [f"n = {part.n}"] if part.n is not None else []
    extra += [f"standard error {part.error:g}"] if part.error is not None else []
    extra += [f"doubtful: {part.doubt}"] if part.doubt else []
    extra += [part.note] if part.note else []
    mark = "*" if used else " "
    text = f"; {'; '.join(extra)}" if extra else ""
    return f"  {mark} {part.year}  {part.value:,.{decimals}f}  [{', '.join(part.sources)}]{text}"
