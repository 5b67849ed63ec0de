"""The app on a small package, as the tests of the pages open it."""

from tests.pages.conftest import app, opened, real, sample_folder

__all__ = ["app", "opened", "real", "sample_folder"]
