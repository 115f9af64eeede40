"""A briefing from one view of a ledger: chosen, written, and checked before anybody sees it."""

from __future__ import annotations

from vedette.briefing.facts import Facts
from vedette.briefing.sections.changes import changes
from vedette.briefing.sections.claims import claims
from vedette.briefing.sections.events import key_events
from vedette.briefing.sections.outlook import outlook
from vedette.briefing.sections.questions import questions
from vedette.briefing.sections.relations import regional
from vedette.briefing.sections.situation import figures, situation
from vedette.briefing.sections.sources import limits, sources
from vedette.briefing.sections.voices import calming, responses, voices
from vedette.briefing.verify import verify
from vedette.model.brief import Briefing


def compose(facts: Facts, *, title: str = "Situation report") -> Briefing:
    """Write the briefing and verify it; a sentence that its records do not carry raises VerifyError instead of being printed."""
    sections = (
        situation(facts), changes(facts), key_events(facts), claims(facts), voices(facts), responses(facts), calming(facts),
        outlook(facts), regional(facts), sources(facts), limits(facts),
    )  # fmt: skip
    briefing = Briefing(
        title=title,
        as_of=facts.as_of,
        first_day=facts.first_day,
        fingerprint=facts.fingerprint,
        figures=figures(facts),
        sections=tuple(section for section in sections if section is not None),
        questions=questions(facts),
    )
    verify(briefing, facts)
    return briefing
