"""A briefing in which any fact was changed is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.briefing.ledgers import campaign

from vedette.briefing import Facts, verify
from vedette.errors import VerifyError
from vedette.model.brief import Briefing, Figure, Part, Section, Sentence, Table

NUMBER = re.compile(r"\d+")


@pytest.fixture(scope="module")
def made() -> tuple[Briefing, Facts]:
    return campaign()


def parts(briefing: Briefing, *ways: str) -> Iterator[Part]:
    """Every different part that rests on its records in one of these ways."""
    found = dict.fromkeys(part for sentence in briefing.sentences() for part in sentence.parts if part.how in ways)
    return iter(found)


def passes(part: Part, made: tuple[Briefing, Facts]) -> bool:
    """Whether a briefing of this one part is printed."""
    briefing, facts = made
    section = Section(key="x", title="Situation", sentences=(Sentence(parts=(part,)),))
    try:
        verify(replace(briefing, sections=(section,), figures=(), questions=()), facts)
    except VerifyError:
        return False
    return True


def test_the_campaign_says_something_of_every_sort(made: tuple[Briefing, Facts]) -> None:
    briefing, _ = made
    fields = {name.partition("#")[2] for part in parts(briefing, "said", "computed") for name in part.records}
    wanted = {
        "when",
        "act",
        "actor",
        "target",
        "place",
        "outcomes",
        "killed",
        "injured",
        "severity",
        "sources",
        "claimants",
        "count",
        "counter",
    }
    assert (
        wanted
        | {
            "until",
            "as_of",
            "window",
            "held",
            "scope",
            "outlet",
            "published",
            "now",
            "ratio",
            "interval",
            "chance",
            "word",
        }
        <= fields
    )
    assert all(passes(part, made) for part in parts(briefing, "said", "computed", "counted", "quoted", "plain"))


def test_no_number_can_be_changed(made: tuple[Briefing, Facts]) -> None:
    survived, tried = [], 0
    for part in parts(made[0], "said", "computed", "counted", "quoted"):
        if not part.records:  # no such part can be built with a number above nothing
            continue
        for match in NUMBER.finditer(part.text):
            for number in {int(match.group()) + 1, int(match.group()) * 10, 3}:
                changed = f"{part.text[: match.start()]}{number}{part.text[match.end() :]}"
                if changed != part.text:
                    tried += 1
                    survived += [changed] if passes(replace(part, text=changed), made) else []
    assert tried > 400
    assert survived == []


def test_no_name_and_no_word_can_be_changed(made: tuple[Briefing, Facts]) -> None:
    survived, tried = [], 0
    for part in parts(made[0], "said", "computed", "quoted"):
        for match in re.finditer(r"[^\W\d_]{2,}", part.text):
            for word in ("Teheran", "never", ""):
                changed = f"{part.text[: match.start()]}{word}{part.text[match.end() :]}"
                tried += 1
                survived += [changed] if passes(replace(part, text=changed), made) else []
    assert tried > 400
    assert survived == []


def test_no_wording_of_one_field_passes_for_another(made: tuple[Briefing, Facts]) -> None:
    found = list(parts(made[0], "said", "computed"))
    texts = {part.text for part in found}
    survived = []
    for part in found:
        for text in texts - {part.text}:
            if passes(replace(part, text=text), made):
                survived.append((part.text, text, part.records))
    # The same field may be told in two of our own wordings: a day written out and in digits, a toll with its noun and without.
    same = [
        one
        for one in survived
        if len(one[2]) == 1
        and one[2][0].partition("#")[2]
        in ("when", "act", "severity", "published", "as_of", "outcomes", "killed", "injured")
    ]
    assert [one for one in survived if one not in same] == []


def test_no_citation_can_be_moved_to_a_record_that_says_something_else(made: tuple[Briefing, Facts]) -> None:
    briefing, facts = made
    ids = [one.id for one in facts.incidents]
    survived, tried = [], 0
    for part in parts(briefing, "said"):
        id, _, field = part.records[0].partition("#")
        if id not in ids:
            continue
        others = [
            other for other in ids if other != id and part.text.lower() not in str(tells(facts, other, field)).lower()
        ]
        for other in others[:5]:
            tried += 1
            moved = replace(part, records=(f"{other}#{field}", *part.records[1:]))
            survived += [moved] if passes(moved, made) else []
    assert tried > 100
    # A sum stays right where an incident was exchanged for one with the same figure.
    assert [part for part in survived if len(part.records) == 1] == []


def tells(facts: Facts, id: str, field: str) -> object:
    """All wordings of a field."""
    from vedette.briefing.telling import tellings

    return tellings(facts.records[id], field)


def test_no_citation_can_be_left_out_of_a_count_or_a_sum(made: tuple[Briefing, Facts]) -> None:
    several = [part for part in parts(made[0], "counted") if len(part.records) > 1]
    sums = [
        part
        for part in parts(made[0], "said")
        if len(part.records) > 1 and part.records[0].endswith(("#killed", "#injured"))
    ]
    assert several and len(sums) == 2
    assert not any(passes(replace(part, records=part.records[1:]), made) for part in (*several, *sums))
    assert not any(passes(replace(part, records=(*part.records, part.records[0])), made) for part in (*several, *sums))


@pytest.mark.parametrize("cited", ["i0000000000000000#actor", "nothing", "assessment#x"])
def test_a_citation_of_nothing_is_refused(cited: str, made: tuple[Briefing, Facts]) -> None:
    assert not passes(Part(text="Ansar Brigade", how="said", records=(cited,)), made)


def test_a_field_that_no_such_record_has_is_refused(made: tuple[Briefing, Facts]) -> None:
    id = made[1].incidents[0].id
    assert not passes(Part(text="hit", how="said", records=(f"{id}#motive",)), made)


@pytest.mark.parametrize(
    "text",
    ["There were 7 of them.", "There were seven of them.", "Dozens came.", "It came twice.", "Nineteen fell.", "It was Ansar Brigade.",
     "It lies near Erbil air base.", "So says Outlet A.", "United States forces left.", "So Pentagon says."],
)  # fmt: skip
def test_plain_words_hold_no_number_and_no_name(text: str, made: tuple[Briefing, Facts]) -> None:
    assert not passes(Part(text=text), made)
    assert passes(Part(text="The ledger holds what it holds (80 % interval)."), made)


@pytest.mark.parametrize("text", ["“”", "“ … ”", "“until the siege of Gaza ends”", "“" + "the " * 40 + "”"])
def test_a_quotation_is_letter_for_letter_and_short(text: str, made: tuple[Briefing, Facts]) -> None:
    threat = next(one for one in made[1].signals if one.condition)
    assert passes(Part(text="“until the siege ends”", how="quoted", records=(threat.id,)), made)
    assert not passes(Part(text=text, how="quoted", records=(threat.id,)), made)


def test_a_computed_word_or_number_names_its_field(made: tuple[Briefing, Facts]) -> None:
    risk = next(name for name in made[1].records if name.startswith("risk:"))
    assert not passes(Part(text="almost certain", how="computed", records=(risk,)), made)


def test_figures_cells_questions_and_labels_are_looked_at(made: tuple[Briefing, Facts]) -> None:
    briefing, facts = made
    wrong = Part(text="99", how="counted", records=(facts.incidents[0].id,))
    sentence = Sentence(parts=(wrong,))
    bad = [
        replace(briefing, figures=(Figure(label="incidents", value=wrong),)),
        replace(briefing, figures=(replace(briefing.figures[0], label="12 attacks"),)),
        replace(briefing, sections=(Section(key="x", title="X", points=(sentence,)),)),
        replace(
            briefing,
            sections=(Section(key="x", title="X", tables=(Table(caption="C", columns=("A",), rows=((sentence,),)),)),),
        ),
        replace(
            briefing,
            sections=(Section(key="x", title="X", tables=(Table(caption="Ansar Brigade", columns=("A",), rows=()),)),),
        ),
        replace(briefing, sections=(Section(key="x", title="Three attacks"),)),
        replace(briefing, questions=(replace(briefing.questions[0], sentences=(sentence,)),)),
        replace(briefing, questions=(replace(briefing.questions[0], question="Why did Ansar Brigade attack?"),)),
        replace(briefing, as_of=briefing.as_of + timedelta(days=1)),
        replace(briefing, first_day=None),
        replace(briefing, fingerprint="another"),
    ]
    for one in bad:
        with pytest.raises(VerifyError):
            verify(one, facts)
    verify(briefing, facts)
