"""Every error that vedette raises on purpose.

    VedetteError
    ├── ItemError           one item failed; it becomes a Failure record and the run goes on
    │   ├── SourceError     bytes could not be read as a report
    │   ├── DocumentError   a report could not become a clean, dated, English document
    │   └── CodingError     a document could not be coded
    ├── StageError          the run stops; nothing is half-written
    │   ├── ConfigError     a setting is unknown or impossible
    │   ├── InputError      what the user named is not there or cannot be used at all
    │   ├── LedgerError     the ledger cannot be opened, read or written
    │   └── VerifyError     a briefing says something that its records do not
    └── RecordError         a record that must not exist was about to be built (also a ValueError)

Messages name the thing, the place and the way out, in one or two sentences.
"""

from __future__ import annotations


class VedetteError(Exception):
    """Base of all errors that vedette raises on purpose."""


class ItemError(VedetteError):
    """One item cannot be processed; the rest can.

    `code` is a short stable word ("empty", "language", "no_date") for machines and counts; `way_out` tells a person what to do.
    """

    stage = "item"

    def __init__(self, code: str, message: str, *, way_out: str) -> None:
        super().__init__(message)
        self.code = code
        self.way_out = way_out


class SourceError(ItemError):
    """Bytes could not be read as a report."""

    stage = "sources"


class DocumentError(ItemError):
    """A report could not become a clean, dated document in a language that the coders read."""

    stage = "documents"


class CodingError(ItemError):
    """A document could not be coded."""

    stage = "coding"


class StageError(VedetteError):
    """The run cannot go on; what was written before stays whole."""


class ConfigError(StageError):
    """A setting is unknown or impossible."""


class InputError(StageError):
    """What the user named is not there or cannot be used."""


class LedgerError(StageError):
    """The ledger cannot be opened, read or written."""


class VerifyError(StageError):
    """A briefing says something that its records do not."""


class RecordError(VedetteError, ValueError):
    """A record that must not exist was about to be built."""
