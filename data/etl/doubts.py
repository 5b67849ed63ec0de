"""Rules for figures that are hard to believe; nobody picks countries by hand.

Thresholds are rows of ``data/doubt_rules.csv``. A doubtful figure still counts; the reason is in
the column ``doubt``. Pay is compared with figures of its own year, else of the nearest, which the
reason then names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from data.etl.door import Observation

MONTHS = 12
MILLION = 1e6
INCOME = "gni_per_head"
MINIMUM = "minimum_wage"
RATE = "exchange_rate"
MAJORS = ("pay_professional", "pay_clerical")
PAYS = (*MAJORS, "pay_technician", "pay_developer")
EXPORTS = ("digital_exports", "ict_service_exports")
Series = Mapping[int, float]


class Doubt(NamedTuple):
    """The input of a rule: the figures by country and indicator, and the thresholds."""

    series: Mapping[tuple[str, str], Series]
    thresholds: Mapping[str, float]

    def of(self, item: Observation, indicator: str) -> Series:
        """Return another series of the same country, year by year."""
        return self.series.get((item.country, indicator), {})


def doubted(
    observations: Sequence[Observation], rules: Iterable[Mapping[str, str]]
) -> list[Observation]:
    """Return the figures with the reasons to doubt them, in the order of the rules.

    Parameters
    ----------
    rules
        Rows of ``doubt_rules.csv``: rule and threshold.
    """
    series: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for item in observations:
        series[item.country, item.indicator][item.year] = item.value
    doubt = Doubt(series, {row["rule"]: float(row["threshold"]) for row in rules})
    return [item._replace(doubt="; ".join(_reasons(item, doubt))) for item in observations]


def _reasons(item: Observation, doubt: Doubt) -> Iterator[str]:
    for rule in RULES:
        yield from rule(item, doubt)


def _income(item: Observation, doubt: Doubt) -> Iterator[str]:
    """Yield a doubt if pay of professionals or clerks is far from a twelfth of income per head."""
    found = _nearest(doubt.of(item, INCOME), item.year)
    if item.indicator not in MAJORS or found is None:
        return
    year, income = found
    ratio = item.value * MONTHS / income
    least, most = doubt.thresholds[f"low_{item.indicator}"], doubt.thresholds["high_pay"]
    said = f"{ratio:.2f} times income per head{_dated(year, item.year)}"
    if ratio < least:
        yield f"low pay: {said}, less than {least:g}"
    if ratio > most:
        yield f"high pay: {said}, more than {most:g}"


def _minimum(item: Observation, doubt: Doubt) -> Iterator[str]:
    """Yield a doubt if pay is below the minimum wage, both at the rate of the pay's year."""
    rates, least = doubt.of(item, RATE), doubt.of(item, MINIMUM)
    found = _nearest(least, item.year)
    if item.indicator not in PAYS or found is None:
        return
    year, wage = found
    then, now = _nearest(rates, year), _nearest(rates, item.year)
    if then and now:
        wage *= then[1] / now[1]
    if item.value < doubt.thresholds["minimum_wage"] * wage:
        yield f"below the minimum wage of {wage:,.0f} USD{_dated(year, item.year)}"


def _answers(item: Observation, doubt: Doubt) -> Iterator[str]:
    least = doubt.thresholds["few_answers"]
    if item.indicator in PAYS and item.n and int(item.n) < least:
        yield f"only {item.n} answers, fewer than {least:g}"


def _rate(item: Observation, doubt: Doubt) -> Iterator[str]:
    """Yield a doubt if the local currency moved strongly against the dollar in the pay's year."""
    rates = doubt.of(item, RATE)
    if item.indicator not in PAYS or not {item.year - 1, item.year} <= rates.keys():
        return
    change = rates[item.year] / rates[item.year - 1]
    if max(change, 1 / change) - 1 >= doubt.thresholds["exchange_rate"]:
        yield f"the exchange rate moved by {100 * (max(change, 1 / change) - 1):.0f} % in the year"


def _exports(item: Observation, doubt: Doubt) -> Iterator[str]:
    """Yield doubts if exports jump from figure to figure, or repeat the same figure."""
    if item.indicator not in EXPORTS:
        return
    series = sorted(doubt.of(item, item.indicator).items())
    jump = _last_jump(series, item.year, doubt, "export_jump")
    if jump:
        (before, less), (after, more) = jump
        yield f"jumps from {less:,.0f} in {before} to {more:,.0f} in {after}"
    same = [year for year, value in series if value == item.value]
    if len(same) >= doubt.thresholds["export_repeat"]:
        yield f"the same figure in {', '.join(map(str, same))}"


def _headquarters(item: Observation, doubt: Doubt) -> Iterator[str]:
    """Yield a doubt if digitally deliverable exports are a large share of GDP."""
    found = _nearest(doubt.of(item, "gdp_per_head"), item.year)
    people = _nearest(doubt.of(item, "population"), item.year)
    if item.indicator != "digital_exports" or found is None or people is None:
        return
    year, product = found
    share = 100 * item.value * MILLION / (product * people[1])
    if share > doubt.thresholds["digital_exports_of_gdp"]:
        yield f"{share:.0f} % of GDP{_dated(year, item.year)}: headquarters and licences"


def _attainment(item: Observation, doubt: Doubt) -> Iterator[str]:
    """Yield a doubt if the share of adults with a degree jumps: a stock, which changes slowly."""
    if item.indicator != "bachelor_attainment":
        return
    series = sorted(doubt.of(item, item.indicator).items())
    jump = _last_jump(series, item.year, doubt, "attainment_jump")
    if jump:
        (before, less), (after, more) = jump
        yield f"jumps from {less:.1f} % in {before} to {more:.1f} % in {after}"


def _last_jump(
    series: Sequence[tuple[int, float]], year: int, doubt: Doubt, rule: str
) -> tuple[tuple[int, float], tuple[int, float]] | None:
    """Return the last two neighbouring figures up to `year` that jump by the rule's threshold."""
    most, since = doubt.thresholds[rule], year - doubt.thresholds[f"{rule}_years"]
    return next(
        (
            pair
            for pair in reversed(list(pairwise(series)))
            if since < pair[1][0] <= year and _factor(*pair) >= most
        ),
        None,
    )


def _factor(before: tuple[int, float], after: tuple[int, float]) -> float:
    """Return the factor per year by which a figure rose or fell; 1 if either is not positive."""
    (first, less), (last, more) = before, after
    if less <= 0 or more <= 0:
        return 1.0
    return float(max(more / less, less / more) ** (1 / (last - first)))


def _nearest(series: Series, year: int) -> tuple[int, float] | None:
    """Return the year and value nearest in time, the earlier if two are equally near."""
    if not series:
        return None
    found = min(series, key=lambda other: (abs(other - year), other))
    return found, series[found]


def _dated(year: int, own: int) -> str:
    return "" if year == own else f" of {year}"


RULES: Sequence[Callable[[Observation, Doubt], Iterator[str]]] = (
    _income,
    _minimum,
    _answers,
    _rate,
    _exports,
    _headquarters,
    _attainment,
)
