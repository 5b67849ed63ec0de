"""The Kubernetes example against the schemas of Kubernetes, and against the rest of deploy/."""

from typing import Any

import kubernetes_validate
import pytest
import yaml

from tests.hosting.proxy import DEPLOY

OBJECTS: list[dict[str, Any]] = list(
    yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
)
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def of(kind: str, name: str = "kpo-atlas") -> dict[str, Any]:
    """Return one object."""
    (found,) = (
        item for item in OBJECTS if (item["kind"], item["metadata"]["name"]) == (kind, name)
    )
    return found


@pytest.mark.parametrize("item", OBJECTS, ids=lambda item: item["kind"])
@pytest.mark.parametrize("version", ["1.30", "1.36"])
def test_every_object_is_one_of_kubernetes(item: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(item, version, strict=True)


def test_a_wrong_object_would_be_noticed() -> None:
    wrong = of("Deployment") | {"spec": of("Deployment")["spec"] | {"replica": 2}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.36", strict=True)


def test_there_are_two_of_it_and_a_reader_stays_with_one() -> None:
    assert of("Deployment")["spec"]["replicas"] == 2
    notes = of("Ingress")["metadata"]["annotations"]
    assert notes["nginx.ingress.kubernetes.io/affinity"] == "cookie"
    assert notes["nginx.ingress.kubernetes.io/session-cookie-name"] == "atlas"


def test_labels_select_what_they_mean() -> None:
    labels = of("Deployment")["spec"]["template"]["metadata"]["labels"]
    database = of("StatefulSet", "kpo-atlas-db")["spec"]["template"]["metadata"]["labels"]
    assert labels != database
    for kind in ("Deployment", "PodDisruptionBudget"):
        assert of(kind)["spec"]["selector"]["matchLabels"] == labels
    assert of("Service")["spec"]["selector"] == labels
    assert of("Service", "kpo-atlas-db")["spec"]["selector"] == database
    policy = of("NetworkPolicy", "kpo-atlas-db")["spec"]
    assert policy["podSelector"]["matchLabels"] == database
    assert policy["ingress"][0]["from"][0]["podSelector"]["matchLabels"] == labels


def test_it_is_asked_for_its_health_where_the_server_answers() -> None:
    (app,) = of("Deployment")["spec"]["template"]["spec"]["containers"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert app[probe]["httpGet"] == {"path": "/_stcore/health", "port": "http"}


def test_it_may_do_as_little_as_under_compose() -> None:
    pod = of("Deployment")["spec"]["template"]["spec"]
    (app,) = pod["containers"]
    assert app["securityContext"]["readOnlyRootFilesystem"] is COMPOSE["x-app"]["read_only"]
    assert app["securityContext"]["capabilities"]["drop"] == COMPOSE["x-app"]["cap_drop"]
    assert pod["securityContext"]["runAsUser"] == 10001
    assert app["resources"]["limits"]["memory"] == "768Mi"
    given = {item["name"] for item in app["env"]}
    assert given == set(COMPOSE["services"]["app-1"]["environment"])
