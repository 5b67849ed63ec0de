"""Location of the project's files, and its version, in a checkout or an installed package."""

from functools import lru_cache
from pathlib import Path
from typing import Final

NAME: Final = "kpo-atlas"
UNKNOWN: Final = "0+unknown"
"""The version of a copy of ``kpo/`` alone: neither installed nor beside its ``pyproject.toml``."""

PACKAGE: Final = Path(__file__).resolve().parents[1]
FILES: Final = "_files"
"""The folder in the wheel's ``kpo/`` with the files that are beside ``kpo/`` in a checkout."""

MODULES: Final = {
    "charts": ("altair", "geopandas", "pandas", "pyarrow", "shapely"),
    "export": ("PIL", "fontTools", "lxml", "minify", "pptx", "typst", "vl_convert", "xlsxwriter"),
    "app": ("anyio", "segno", "sqlalchemy", "starlette", "streamlit"),
}
"""Third-party modules that each extra of ``pyproject.toml`` installs."""


def folder(package: Path = PACKAGE) -> Path:
    """Return the folder that holds ``data/``, ``static/``, ``docs/`` and ``dashboard.py``.

    Parameters
    ----------
    package
        The folder ``kpo/``.
    """
    installed = package / FILES
    return installed if installed.is_dir() else package.parent


@lru_cache(maxsize=1)
def version() -> str:
    """Return the version: of ``pyproject.toml`` in a checkout, else of the installed package."""
    return checkout_version(folder()) or _installed_version() or UNKNOWN


def checkout_version(root: Path) -> str | None:
    """Return the version in a folder's ``pyproject.toml``; None if it is missing or not ours."""
    import tomllib

    try:
        text = (root / "pyproject.toml").read_text(encoding="utf-8")
    except OSError:
        return None
    project = tomllib.loads(text).get("project", {})
    return project.get("version") if project.get("name") == NAME else None


def remedy(extra: str, package: Path = PACKAGE) -> str:
    """Return the instruction that installs an extra."""
    installed = folder(package) != package.parent
    what = f'"{NAME}[{extra}]"' if installed else "-r requirements.txt"
    return f"run pip install {what}"


def missing(error: ModuleNotFoundError) -> tuple[str, str] | None:
    """Return the missing module and what to do; None if no extra installs it."""
    module = str(error.name).partition(".")[0]
    extra = next((name for name, modules in MODULES.items() if module in modules), None)
    return (module, remedy(extra)) if extra else None


def _installed_version() -> str | None:
    from importlib import metadata

    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        return None
