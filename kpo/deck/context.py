"""The scenes on the context of a ranking: risks that no score shows, the method, the sources."""

from collections.abc import Iterable
from typing import Final

from kpo.analysis.provenance import credits
from kpo.core.labels import BOARD_FLAGS, METHOD_SENTENCES
from kpo.core.model import Flag
from kpo.core.text import capitalised, joined
from kpo.data.catalog import Catalog
from kpo.data.names import has_flag, place
from kpo.deck.scene import TOP, Bar, Scene, SceneLine
from kpo.mcda.weights import whole_percents
from kpo.narrative.provenance import credit_words
from kpo.narrative.rank_acceptability import drawn_words
from kpo.narrative.ranking import called, weak_spots
from kpo.narrative.scenarios import summary
from kpo.robustness.data_quality import data_quality
from kpo.robustness.rank_acceptability import near_stated
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

METHOD_TITLE: Final = "Fixed scales, stated weights, and no gap that helps"
SHOWN: Final = 10
"""Number of top destinations whose sanctions the title of the risks scene mentions."""

ALWAYS: Final = ("eu_adequacy", "privacy_law")
"""Flags that are listed whatever their state; others are listed unless their state is no."""


def risks_scene(ranking: Ranking) -> Scene:
    """Return the scene of flags and weak spots."""
    catalog = ranking.catalog
    first = ranking.rows[:TOP]
    weak = " ".join(weak_spots(ranking))
    lines = [SceneLine("Below 20 points", weak)] if weak else []
    lines += [
        SceneLine(ranking.named(row.country, True), facts)
        for row in first
        if (facts := law_words(catalog, row))
    ]
    out = [item for item in ranking.not_ranked if item.kind == "sanctions"]
    out += [item for item in ranking.not_ranked if item not in out]
    if out:
        listed = [f"{called(ranking, out[0])}: {out[0].reason}"]
        listed += [called(ranking, item) for item in out[1:TOP]]
        listed += [f"{len(out) - TOP} more"] if len(out) > TOP else []
        lines.append(SceneLine("Not ranked", "; ".join(listed)))
    return Scene(
        id="risks",
        kind="words",
        name="Risks and flags",
        title=risks_title(ranking),
        caption="Facts stand beside the score, never in it; what was not looked up says so.",
        ranking=ranking,
        lines=tuple(lines),
        source=_flag_sources(catalog, [row.country for row in first]),
        notes=tuple(_risk_notes(ranking)),
    )


def risks_title(ranking: Ranking) -> str:
    """Return who is under sanctions, and the weak spots of the first three, in one line."""
    catalog = ranking.catalog
    under = [row for row in ranking.rows[:SHOWN] if row.sanctioned]
    weak = weak_spots(ranking)
    if under:
        names = joined([place(catalog, row.country) for row in under])
        verb = "stands" if len(under) == 1 else "stand"
        kinds = joined(list(dict.fromkeys(row.sanctioned for row in under)))
        title = f"{capitalised(names)} {verb} under {kinds}"
        return title + (f"; {len(weak)} weak spots among the first three" if weak[1:] else "")
    if weak:
        return weak[0].removesuffix(".")
    return "None of the first is under sanctions or below 20 points on a criterion"


def law_words(catalog: Catalog, row: Row) -> str:
    """Return the sanctions on a destination, and its flags, as a sentence."""
    facts = "; ".join((sanction_words(row), *flag_words(catalog, row.country, texts=False)))
    return f"{capitalised(facts)}."


def _risk_notes(ranking: Ranking) -> Iterable[str]:
    """Yield flags of the top destinations with their laws, reasons for leaving out, and gaps."""
    for row in ranking.rows[:TOP]:
        words = (sanction_words(row), *flag_words(ranking.catalog, row.country))
        yield f"{ranking.named(row.country, True)}: {'; '.join(words)}."
    for item in ranking.not_ranked:
        yield f"{called(ranking, item)}: {item.reason}."
    if count := len(tuple(data_quality(ranking))):
        yield f"{count} gaps in the figures lower the coverage; the How sure page lists them."


def sanction_words(row: Row) -> str:
    """Return the sanctions of the client's law on a destination, or that they are not checked."""
    if row.sanction is None:
        return "sanctions: not checked"
    kind = row.sanction.kind
    if not kind.short:
        return f"{kind.words} (list of {row.sanction.as_of})"
    return f"{kind.words} of {row.sanction.by} ({row.sanction.act}; list of {row.sanction.as_of})"


def flag_words(catalog: Catalog, country: str, texts: bool = True) -> list[str]:
    """Return the flags of a country in a few words; in the EEA no adequacy decision is needed.

    `texts` says whether the law behind a flag is named too.
    """
    inside = has_flag(catalog, country, "eea_member")
    facts = []
    for name, words in BOARD_FLAGS.items():
        flag = catalog.flag(country, name)
        if flag is None:
            facts += [f"{words}: not checked"] if name in ALWAYS else []
        elif not (inside and name in ALWAYS):
            tells = name in ALWAYS or flag.state != "no"
            facts += [_fact(words, flag, texts)] if tells else []
    return facts


def _fact(words: str, flag: Flag, texts: bool) -> str:
    if flag.flag == "eea_member":
        return f"{words}: EU data law applies" if flag.state == "yes" else ""
    state = flag.state.replace("_", " ")
    text = flag.text.partition(":")[0] if texts else ""
    since = f" ({flag.since[:4]})" if flag.since and flag.state == "yes" else ""
    return f"{words}: {state}{since}" + (f", {text}" if text and flag.state == "yes" else "")


def _flag_sources(catalog: Catalog, countries: Iterable[str]) -> str:
    cited = (
        flag.source
        for country in countries
        for name in BOARD_FLAGS
        if (flag := catalog.flag(country, name)) is not None and flag.source in catalog.sources
    )
    names = dict.fromkeys(catalog.sources[source].producer for source in cited)
    return f"{', '.join(names)}." if names else ""


def method_scene(ranking: Ranking) -> Scene:
    """Return the scene of weights and method."""
    catalog = ranking.catalog
    shown = whole_percents(ranking.weight_of)
    scenario = ranking.scenario
    lines = (
        SceneLine("Score", METHOD_SENTENCES[scenario.method]),
        SceneLine(
            "Scale", "Fixed bounds, 0 to 100: a score does not depend on who else is compared."
        ),
        SceneLine("Labour cost", "What is saved of the client's cost, employer charges included."),
        SceneLine(
            "Gaps", "No figure counts the lower quartile of the wide set, so that no gap helps."
        ),
        SceneLine("Age", f"No figure older than {scenario.max_age} years."),
        SceneLine("Sureness", f"{drawn_words(near_stated(ranking))}."),
    )
    return Scene(
        id="method",
        kind="weights",
        name="Weights and method",
        title=METHOD_TITLE,
        caption=f"{summary(catalog, scenario)}.",
        ranking=ranking,
        bars=tuple(
            Bar(catalog.criteria[name].name, name, float(share), f"{share:g} %")
            for name, share in shown.items()
        ),
        unit="weight",
        lines=lines,
        source=f"Figures of data version {catalog.data_version}.",
        notes=("Weights say what a criterion is worth, from its worst bound to its best.",),
    )


def sources_scene(ranking: Ranking) -> Scene:
    """Return the scene of the publishers of the figures."""
    catalog = ranking.catalog
    return Scene(
        id="sources",
        kind="words",
        name="Sources",
        title=sources_title(ranking),
        caption="Every figure has its year, its source and its licence on the Data page.",
        ranking=ranking,
        lines=tuple(
            SceneLine(catalog.criteria[item.criterion].name, credit_words(item))
            for item in credits(ranking)
        ),
        source=f"Data version {catalog.data_version}.",
    )


def sources_title(ranking: Ranking) -> str:
    """Return how many publishers the figures have, as a title."""
    names = {name for item in credits(ranking) for name in item.producers}
    if len(names) == 1:
        return "One publisher stands behind these figures"
    return f"{len(names)} publishers stand behind these figures"
