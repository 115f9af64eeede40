"""The nouns of vedette: frozen, standard library only, and impossible to build wrongly; docs/records.md says what each field means."""

from vedette.model.conduct import Failure, Run
from vedette.model.evidence import Copy, Document, Passage, Reading
from vedette.model.incident import Account, Grading, Incident, Told
from vedette.model.judgement import Decision, Override
from vedette.model.mention import Act, Attribution, Casualty, Instrument, Mention, Party, Severity
from vedette.model.prediction import Prediction
from vedette.model.quantity import Quantity
from vedette.model.tally import Counted, Share, Tally
from vedette.model.when import When
from vedette.model.where import Where

__all__ = [
    "Account", "Act", "Attribution", "Casualty", "Copy", "Counted", "Decision", "Document", "Failure", "Grading", "Incident",
    "Instrument", "Mention", "Override", "Party", "Passage", "Prediction", "Quantity", "Reading", "Run", "Severity", "Share", "Tally",
    "Told", "When", "Where",
]  # fmt: skip
