"""Errors are sorted into classes, the costliest first."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.benchmarks import samples

from benchmarks import error_causes, errors


def test_a_wrong_place_and_a_missing_one_are_different_errors() -> None:
    text = "A blast hit Homs, a doctor in Hama said."
    gold = [{"id": n, "text": text, "locations": [[12, 16]]} for n in "abc"]
    got: dict[str, dict[str, object]] = {"a": {"spans": [[30, 34]]}, "b": {"spans": []}, "c": {"spans": [[12, 16]]}}
    found = errors.classify("event_location", gold, got)
    assert {kind: len(examples) for kind, examples in found.items()} == {"another place": 1, "no place found": 1}


def test_the_costliest_class_comes_first() -> None:
    gold = [
        {"id": str(n), "text": "", "source": "", "target": "", "root": root}
        for n, root in enumerate(["AID", "YIELD", "YIELD"])
    ]
    assert list(errors.classify("plover", gold, {})) == ["YIELD read as nothing", "AID read as nothing"]


def test_the_command_counts_the_errors_of_a_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = samples.write(tmp_path, labels=True)
    assert errors.main(["plover", "--data", str(data)]) == 0
    assert "1  AID read as ACCUSE" in capsys.readouterr().out


def test_a_weekday_of_another_week_a_coarser_and_a_vague_value_are_different_errors() -> None:
    text = "Friday, last spring, now"
    spans = {"Friday": (0, 6), "last spring": (8, 19), "now": (21, 24)}

    def rows(*values: str) -> dict[str, object]:
        found = [
            {"start": a, "end": b, "type": "DATE", "value": v} for (a, b), v in zip(spans.values(), values, strict=True)
        ]
        return {"docid": "t", "text": text, "timexes": found}

    gold, got = rows("1998-10-02", "1998-SP", "PRESENT_REF"), rows("1998-09-25", "1998", "1998-10-05")
    assert set(errors.classify("timex", [gold], {"t": got})) == {
        "DATE: the weekday of another week",
        "DATE: coarser than the words",
        "DATE: a day for a vague reference",
    }


def test_a_filler_is_missed_for_a_reason() -> None:
    def template(**roles: list[list[str]]) -> dict[str, object]:
        return {"incident_type": "attack", **{role: roles.get(role, []) for role in error_causes.ROLES}}

    text = "Gunmen shot the mayor. The police hold a gang for it."
    near, far = template(PerpInd=[["gunmen"]], Victim=[["mayor"]]), template(PerpInd=[["gang"]], Victim=[["mayor"]])
    read = template(Victim=[["mayor"]])
    found = {
        "apart": next(error_causes.muc4({"text": text, "templates": [far]}, {"templates": [read]}))[0],
        "beside": next(error_causes.muc4({"text": text, "templates": [near]}, {"templates": [read]}))[0],
        "as": next(
            error_causes.muc4({"text": text, "templates": [near]}, {"templates": [template(Victim=[["gunmen"]])]})
        )[0],
    }
    assert found == {
        "apart": "PerpInd missed: named apart from its incident",
        "beside": "PerpInd missed beside others of its incident",
        "as": "PerpInd read as Victim",
    }


def test_a_dyad_says_which_of_its_parts_went_wrong() -> None:
    gold = {"id": "d", "events": [{"source": "ARN", "target": "GON", "code": "112"}]}
    wrong = {"root right, wrong target": "MOR", "parties right, another root": "GON"}
    for kind, target in wrong.items():
        got = {"events": [{"source": "ARN", "target": target, "code": "112" if target == "MOR" else "040"}]}
        assert list(errors.classify("dyads", [gold], {"d": got})) == [kind]
    assert list(errors.classify("dyads", [gold], {})) == ["nothing read"]
