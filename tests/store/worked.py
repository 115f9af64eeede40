"""A document, a mention and a tally written out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from vedette.model import (
    Account,
    Act,
    Attribution,
    Casualty,
    Counted,
    Document,
    Grading,
    Incident,
    Instrument,
    Mention,
    Party,
    Passage,
    Quantity,
    Reading,
    Severity,
    Tally,
    Told,
    When,
    Where,
)

MOMENT = datetime(2023, 11, 14, 9, 30, tzinfo=UTC)
TEXT = (
    "Iran-backed militias sent a drone at Erbil air base. It failed to detonate and harm was minimal. "
    "US forces in Iraq and Syria have been attacked at least 40 times in three weeks."
)
DOCUMENT = Document(
    id="d1",
    text=TEXT,
    published=date(2023, 11, 13),
    outlet="The Daily Register",
    origin="reports/a.md",
    recorded_at=MOMENT,
    url="https://register.example/2023/11/13/erbil",
    sentences=((0, 52), (53, 96), (97, len(TEXT))),
)
MILITIAS = Party(name="Iran-backed militias", id="generic:iran-backed-militias")
AMERICANS = Party(name="United States forces", id="USA/MIL")
ERBIL = Where(
    name="Erbil air base",
    id="vd:erbil-air-base",
    country="IQ",
    lat=36.2376,
    lon=43.9632,
    radius_km=6,
    precision="facility",
)


def words(text: str) -> Passage:
    """The first place where the document says this."""
    start = TEXT.index(text)
    return DOCUMENT.passage(start, start + len(text))


BY_PUBLICATION = When(latest=date(2023, 11, 13), basis="publication")
MENTION = Mention(
    id="m1",
    document="d1",
    coder="rules/1",
    act=Reading(value=Act(kind="ASSAULT", mode="drone"), passages=(words("sent a drone"),), confidence=0.8),
    status=Reading(value="foiled", passages=(words("failed to detonate"),)),
    when=Reading(value=BY_PUBLICATION, basis="publication", confidence=0.5),
    severity=Severity(level=2),
    confidence=0.71,
    recorded_at=MOMENT,
    actor=Reading(value=MILITIAS, passages=(words("Iran-backed militias"),), confidence=0.9),
    target=Reading(value=AMERICANS, passages=(words("US forces"), words("Erbil air base"))),
    place=Reading(value=ERBIL, passages=(words("Erbil air base"),)),
    instruments=(Reading(value=Instrument(weapon="drone", count=Quantity.exactly(1)), passages=(words("a drone"),)),),
    casualties=(Reading(value=Casualty(effect="harmed", side="target", word="minimal"), passages=(words("minimal"),)),),
    outcomes=(Reading(value="dud", passages=(words("failed to detonate"),)),),
    attributions=(Reading(value=Attribution(actor=MILITIAS, how="stated"), passages=(words("Iran-backed militias"),)),),
)
TALLY = Tally(
    id="t1",
    document="d1",
    coder="rules/1",
    counted=Counted(
        kind="ASSAULT",
        target=Reading(value=AMERICANS, passages=(words("US forces"),)),
        places=(
            Reading(
                value=Where(name="Iraq", id="iso:IQ", country="IQ", precision="country"), passages=(words("Iraq"),)
            ),
        ),
    ),
    count=Reading(value=Quantity.at_least(40), passages=(words("at least 40"),), confidence=0.9),
    bound="at_least",
    as_of=date(2023, 11, 13),
    recorded_at=MOMENT,
    from_day=date(2023, 10, 23),
    to_day=date(2023, 11, 13),
)
INCIDENT = Incident(
    id="i1",
    mentions=("m1",),
    act=Account(
        value=MENTION.act.value, told=(Told(mention="m1", document="d1", reading=MENTION.act),), rule="one source"
    ),
    status=Account(value="foiled", told=(Told(mention="m1", document="d1", reading=MENTION.status),)),
    when=Account(value=BY_PUBLICATION, told=(Told(mention="m1", document="d1", reading=MENTION.when),)),
    severity=Severity(level=2),
    confidence=0.7,
    sources=(("d1", "The Daily Register", "d1"),),
    independent_sources=1,
    grading=Grading(reliability="F", credibility=3, reason="one source, not known"),
    recorded_at=MOMENT,
    revision=1,
    place=Account(value=ERBIL, override="o1"),
    actor=Account(value=MILITIAS, override="o2"),
    casualties=(
        Account(
            value=MENTION.casualties[0].value, told=(Told(mention="m1", document="d1", reading=MENTION.casualties[0]),)
        ),
    ),
)
