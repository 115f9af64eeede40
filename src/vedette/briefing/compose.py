"""A briefing from one view of a ledger: chosen, written, and checked before anybody sees it."""

from __future__ import annotations

from vedette.briefing.facts import Facts
from vedette.briefing.sections.claims import claims
from vedette.briefing.sections.events import key_events
from vedette.briefing.sections.outlook import outlook
from vedette.briefing.sections.questions import questions
from vedette.briefing.sections.situation import figures, situation
from vedette.briefing.sections.sources import limits, sources
from vedette.briefing.sections.voices import voices
from vedette.briefing.verify import verify
from vedette.model.brief import Briefing


def compose(facts: Facts, *, title: str = "Situation report") -> Briefing:
    """Write the briefing and verify it; a sentence that its records do not carry raises VerifyError instead of being printed."""
    briefing = Briefing(
        title=title,
        as_of=facts.as_of,
        first_day=facts.first_day,
        fingerprint=facts.fingerprint,
        figures=figures(facts),
        sections=(
            situation(facts), key_events(facts), claims(facts), voices(facts), outlook(facts), sources(facts), limits(facts),
        ),
        questions=questions(facts),
    )  # fmt: skip
    verify(briefing, facts)
    return briefing
