"""A checklist as data; its schema is ``schema/checklist-1.json`` in the package."""

from __future__ import annotations

from sphinx_governance.model.checklist import Checklist, Item, Matched
from sphinx_governance.model.governed import Governed
from sphinx_governance.model.triggers import Reason
from sphinx_governance.outputs.safe_markdown import visible

SCHEMA = 1
_MOST = 20
"""So many files are named for a decision; ``count`` has them all."""


def checklist_as_json(checklist: Checklist) -> dict[str, object]:
    """Return a checklist as plain data."""
    return {
        "schema": SCHEMA,
        "project": checklist.project,
        "examined": dict(checklist.examined),
        "complete": not checklist.open,
        "open": [item.id for item in checklist.open],
        "scenarios": [_scenario(each, checklist) for each in checklist.scenarios],
        "items": [_item(item) for item in checklist.items],
        "decisions": [decision_as_json(item) for item in checklist.decisions],
        "records": [
            {
                "rule": change.rule,
                "path": visible(change.path),
                "message": change.message,
                "hint": change.hint or None,
            }
            for change in checklist.records
        ],
        "waivers": [
            {
                "item": waiver.item or None,
                "reason": waiver.reason or None,
                "accepted": waiver.accepted,
                "why_not": waiver.why_not or None,
            }
            for waiver in checklist.waivers
        ],
        "notes": list(checklist.notes),
    }


def decision_as_json(item: Governed) -> dict[str, object]:
    """Return a record that governs files, with the files and the patterns that say so."""
    record = item.record
    return {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "status": record.status or None,
        "phase": record.phase or None,
        "path": record.path,
        "url": record.url or None,
        "superseded_by": list(record.successors),
        "count": len(item.matches),
        "files": [
            {"path": visible(match.path), "pattern": match.pattern}
            for match in item.matches[:_MOST]
        ],
    }


def _scenario(each: Matched, checklist: Checklist) -> dict[str, object]:
    return {
        "id": each.scenario.id,
        "title": each.scenario.title,
        "url": checklist.urls.get(f"scenario/{each.scenario.id}"),
        "reasons": [_reason(reason) for reason in each.reasons],
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "what": reason.what,
        "subject": visible(reason.subject),
        "others": reason.others,
    }


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "kind": item.kind,
        "text": item.text,
        "artifacts": [
            {"id": part.id, "title": part.title, "url": part.url or None} for part in item.parts
        ],
        "state": item.state,
        "ticked_by": item.by or None,
        "open": item.is_open,
        "not_applicable": item.said or None,
        "waiver": item.waiver or None,
        "evidence": [
            {"path": visible(evidence.path), "remark": evidence.remark or None}
            for evidence in item.evidence[:_MOST]
        ],
        "scenarios": list(item.scenarios),
        "reasons": [_reason(reason) for reason in item.reasons],
    }
