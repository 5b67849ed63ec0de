"""Safe names of files."""

import re
import unicodedata

from kpo.scoring.ranking import Ranking


def file_name(ranking: Ranking, extension: str, what: str = "ranking") -> str:
    """Return a descriptive name that every system accepts.

    Letters, digits and hyphens only, so that text from a name or a link can never form a path.
    """
    scenario = ranking.scenario
    parts = ("kpo-atlas", scenario.tier, scenario.service or "", scenario.client, what)
    stem = "-".join(filter(None, (*map(clean, parts), clean(ranking.data_version))))
    return f"{stem}.{extension}"


def clean(text: str) -> str:
    """Return text in lower-case ASCII letters, digits and hyphens.

    Examples
    --------
    >>> clean("Côte d’Ivoire"), clean("../../R&D")
    ('cote-d-ivoire', 'r-d')
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", " ")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")
