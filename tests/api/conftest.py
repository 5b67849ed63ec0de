import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kpo.api.routes import routes
from kpo.data.catalog import Catalog


@pytest.fixture(scope="session")
def client(atlas: Catalog) -> TestClient:
    """A client of the API over the project's own figures."""
    return TestClient(Starlette(routes=routes(lambda: atlas, lambda: True)))
