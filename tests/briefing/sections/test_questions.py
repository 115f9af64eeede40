"""The questions are answered by records that answer them."""

from __future__ import annotations

from datetime import date

from tests.briefing.ledgers import MOMENT, brief
from tests.linking.reports import MILITIA, report

from vedette.model import Counted, Document, Mention, Party, Quantity, Reading, Tally
from vedette.model.brief import Answer


def test_a_total_of_deaths_is_no_number_of_attacks() -> None:
    document, mention = report("Wire", text="A drone hit the base. 900 have died in the war, a clinic said.")
    total = Tally(
        id="t1", document=document.id, coder="test/1", counted=Counted(kind="ASSAULT", effect="killed"), bound="exactly",
        count=Reading(value=Quantity.exactly(900), passages=(document.passage(22, 25),)), as_of=date(2023, 11, 10), recorded_at=MOMENT,
    )  # fmt: skip
    said = " ".join(one.text for one in _answer([document], [mention], "How many", (total,)).sentences)
    assert "1 attack" in said and "900" not in said


def test_the_gravest_attack_of_one_rung_is_the_one_with_the_highest_toll() -> None:
    pairs = [
        report("A", day=3, place="erbil", killed=5),
        report("B", day=3, place="erbil", killed=5),
        report("C", day=20, place="tanf", killed=70),
    ]
    said = _answer([one for one, _ in pairs], [one for _, one in pairs], "What was the gravest").sentences[1].text
    assert "70 killed" in said


def test_a_demand_and_a_supposed_appeal_calm_nothing() -> None:
    told = [
        ("Ansar Brigade asked the governor for a pause.", "appeal", "occurred"),
        ("Masked gunmen wanted a ransom.", "demand", "occurred"),
        ("Parliament might ask for calm.", "appeal", "hypothetical"),
    ]
    pairs = [
        report(
            f"Wire {number}",
            text=text,
            kind="REQUEST",
            mode=mode,
            status=status,
            actor=Party(name=text.split(" ")[0]),
            place=None,
        )
        for number, (text, mode, status) in enumerate(told)
    ]
    attack = report("Wire", actor=MILITIA)
    answer = _answer([one for one, _ in (*pairs, attack)], [one for _, one in (*pairs, attack)], "Did the appeals")
    said = " ".join(one.text for one in answer.sentences)
    assert "pause" in said and "ransom" not in said and "Parliament" not in said


def _answer(documents: list[Document], mentions: list[Mention], asks: str, totals: tuple[Tally, ...] = ()) -> Answer:
    briefing, _ = brief(documents, mentions, totals)
    return next(one for one in briefing.questions if one.question.startswith(asks))
