"""The OpenAPI says what the API does: whatever it allows is answered as it says, whatever else is a problem."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.faces.http.conftest import Client

from vedette.faces.http.app import create
from vedette.faces.http.guard import Guard

HOST = {"host": "127.0.0.1"}
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]


@pytest.fixture(scope="module")
def app(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """An application that may be written to, over a copy."""
    app = create(shutil.copy(made, tmp_path_factory.mktemp("schema") / "x.ledger"), guard=Guard())
    yield app
    app.state.intake.close()
    app.state.served.close()


def test_whatever_the_openapi_allows_is_answered_as_it_says(app: FastAPI) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=HOST)
    seen = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if re.search(r"doctor|events|pdf", operation.path):
            continue
        seen += 1
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _throw(operation, mode)
    assert seen > 25


def _throw(operation: Any, mode: GenerationMode) -> None:
    @settings(max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True, database=None)  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def throw(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers=HOST)

    with contextlib.suppress(Unsatisfiable):  # an operation without parameters cannot be asked wrongly
        throw()


def test_every_route_is_described_with_examples_and_problems(reader: Client) -> None:
    told = reader.json("/openapi.json")
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            assert one["summary"], path
            assert one["description"], path
            assert "application/problem+json" in one["responses"]["422"]["content"], (path, method)
    filters = {one["name"] for one in told["paths"]["/incidents.json"]["get"]["parameters"]}
    assert {"since", "until", "place", "country", "bbox", "actor", "target", "kind", "mode", "severity", "status", "source", "confidence", "text", "as_of"} <= filters  # fmt: skip
    assert json.dumps(told).count('"example') > 20


def test_no_page_of_the_description_comes_from_another_host(reader: Client) -> None:
    for path in ("/docs", "/redoc"):
        assert reader.get(path).status_code == 404
