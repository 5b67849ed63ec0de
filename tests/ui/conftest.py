"""The app on the sample package, with the fixtures of the tests of pages."""

from tests.pages.conftest import app, opened, real, sample_folder

__all__ = ["app", "opened", "real", "sample_folder"]
