"""The markup of our own annotated passages, and the passages themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from training.corpus import markup

HEAD = "## ukraine-a-0012 | style: wire | published: 2024-03-05"


def problems(body: str) -> list[str]:
    return list(markup.check(markup.parse(HEAD, body)))


def test_marked_words_are_found_at_their_offsets_in_the_bare_text() -> None:
    passage = markup.parse(
        HEAD,
        "{Troops|actor:e1=RUS/MIL} {shelled|e1=ASSAULT.artillery_mortar/occurred}\n{Kharkiv|place:e1=Kharkiv,UA}.\n\nMore.",
    )
    assert passage.text == "Troops shelled Kharkiv.\n\nMore."
    assert passage.published == date(2024, 3, 5)
    assert [(passage.text[tag.start : tag.end], tag.name, tag.of, tag.value) for tag in passage.tags] == [
        ("Troops", "actor", "e1", "RUS/MIL"),
        ("shelled", "trigger", "e1", "ASSAULT.artillery_mortar/occurred"),
        ("Kharkiv", "place", "e1", "Kharkiv,UA"),
    ]
    assert not list(markup.check(passage))


@pytest.mark.parametrize(
    "body", ["{shelled|e1=ASSAULT/occurred", "shelled}", "{a {b|+e1} c|+e1}", "{a|+e1|+e2}", "{a|what is this}", ""]
)
def test_braces_and_tags_that_cannot_be_read_are_refused(body: str) -> None:
    with pytest.raises(ValueError, match="ukraine-a-0012"):
        markup.parse(HEAD, body)


@pytest.mark.parametrize(
    "tag",
    [
        "killed:e1=2/civilian", "killed:e1=>=3/unknown", 'harmed:e1="minor"/target', "weapon:e1=rocket*3-9", "when:e1=2024-03-04/2024-03-05",
        "place:e1=Port-au-Prince,HT", "place:e1=?", "actor:e1=IRN/MIL/irgc", "claimed:e1=group:hamas", "mult:e1=2", "by:e1", "+e1", "outcome:e1=damage_minor",
        "t1=ASSAULT.drone,>=40,2023-10-23/..", "t1=killed,12,../2024-03-01",
    ],
)  # fmt: skip
def test_a_tag_of_the_vocabulary_has_no_problem(tag: str) -> None:
    assert not problems("{hit|e1=ASSAULT/occurred} {words|" + tag + "}")


@pytest.mark.parametrize(
    "tag",
    [
        "killed:e1=2/soldiers", "killed:e1=many/unknown", "weapon:e1=bazooka", "when:e1=Tuesday", "place:e1=Kharkiv", "actor:e1=XQZ/MIL", "actor:e1=RUS/ARMY",
        "actor:e1=Hamas", "mult:e1=twice", "by:e1=USA", "outcome:e1=ruined", "e2=ASSAULT.shelling/occurred", "e2=ASSAULT.drone/real", "t1=deaths,3,../..", "colour:e1=red",
    ],
)  # fmt: skip
def test_a_tag_outside_the_vocabulary_is_a_problem(tag: str) -> None:
    assert len(problems("{hit|e1=ASSAULT/occurred} {words|" + tag + "}")) == 1


def test_an_event_needs_exactly_one_trigger() -> None:
    assert "no trigger" in problems("{hit|e1=ASSAULT/occurred} {it|+e2}")[0]
    assert "2 times" in problems("{hit|e1=ASSAULT/occurred} {struck|e1=ASSAULT/occurred}")[0]


def test_the_same_id_twice_in_a_corpus_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ukraine-a.txt"
    file.write_text(f"{HEAD}\nOne.\n{HEAD}\nTwo.\n", encoding="utf-8")
    assert markup.main([str(file)]) == 1
    assert "is the id of 2 passages" in capsys.readouterr().out


def test_the_corpus_holds_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert markup.main([]) == 0, capsys.readouterr().out
