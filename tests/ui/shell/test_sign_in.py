"""Signing in: nothing without configuration; with it nobody sees anything before."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpo.ui.shell import sign_in
from tests.pages.conftest import DASHBOARD
from tests.pages.reading import headline, order, text

EXAMPLE = DASHBOARD.parent / "deploy" / "secrets.example.toml"
SECRETS = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def visited(signed_in: bool) -> AppTest:
    """Open the app with the example's configuration."""
    app = AppTest.from_file(DASHBOARD, default_timeout=20)
    app.secrets = SECRETS
    app.user = {"is_logged_in": signed_in}
    return app.run()


def test_without_configuration_nobody_is_asked(app: AppTest) -> None:
    assert order(app) == ["IND", "PHL", "IRL"]
    assert not {"Sign in", "Sign out"} & set(buttons(app))


def test_with_configuration_nothing_is_shown_before_signing_in(sample_folder: Path) -> None:
    app = visited(signed_in=False)
    assert headline(app) == "Sign in to open the atlas"
    assert buttons(app) == ["Sign in"]
    assert "India" not in text(app)
    assert not app.get("bidi_component")
    assert not app.exception


def test_who_has_signed_in_sees_the_ranking_and_the_way_out(sample_folder: Path) -> None:
    app = visited(signed_in=True)
    assert order(app) == ["IND", "PHL", "IRL"]
    assert "Sign out" in buttons(app)
    assert "Sign in" not in buttons(app)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_text("[auth"), "not readable: TOMLDecodeError"),
        (lambda path: path.write_bytes(b"a = '\xff'"), "not readable: UnicodeDecodeError"),
        (lambda path: path.mkdir(), "not readable: IsADirectoryError"),
    ],
)
def test_secrets_that_cannot_be_read_are_a_problem_and_not_an_open_door(
    tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / "secrets.toml"
    make(path)
    (problem,) = sign_in.problems([str(path)])
    assert (problem.where, problem.what) == (str(path), said)


def test_no_secrets_and_secrets_about_something_else_are_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    assert sign_in.problems([str(path)]) == []
    path.write_text("[other]\na = 1\n")
    assert sign_in.problems([str(path)]) == []


def test_signing_in_without_the_package_it_needs_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "find_spec", lambda _: None)
    (problem,) = sign_in.problems([str(EXAMPLE)])
    assert problem.what == "signing in needs Authlib, not installed"
    monkeypatch.setattr(sign_in, "find_spec", lambda name: name)
    assert sign_in.problems([str(EXAMPLE)]) == []
