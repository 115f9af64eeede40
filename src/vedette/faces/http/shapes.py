"""The shapes of answers and of what is sent, as the OpenAPI tells them; answers themselves are made in `wire`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from vedette.model.judgement import Verdict


class Open(BaseModel):
    """An object of which the named fields are promised; more may come."""

    model_config = ConfigDict(extra="allow")


class Problem(Open):
    """What is wrong with a request, and the way out (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = Field(examples=["there is no incident 'i1'; /incidents.json lists them"])
    instance: str


class Seen(Open):
    """From when it was looked: the day, the moment of the ledger's own clock, and the chain's newest hash behind the answer.

    `behind` is true while newer records are being read.
    """

    as_of: str | None
    recorded_by: str | None
    head: str
    behind: bool


class Page(Seen):
    """One page of a list: how many there are in all, and the address of the next page."""

    total: int
    next: str | None
    items: list[dict[str, Any]]


class Incident(Open):
    """An incident as one of a list; the names are those of the records reference."""

    record: Literal["incident"]
    id: str = Field(examples=["i179fc302122f6bfd"])
    kind: str | None
    mode: str | None
    status: str | None
    when: dict[str, Any] | None
    place: dict[str, Any] | None
    actor: dict[str, Any] | None
    target: dict[str, Any] | None
    casualties: list[dict[str, Any]]
    severity: str
    confidence: float
    independent_sources: int
    disagreements: list[str]
    revision: int


class Incidents(Seen):
    """One page of incidents."""

    total: int
    next: str | None
    items: list[Incident]


class IncidentWhole(Seen):
    """One incident with all that it rests on."""

    incident: Incident
    documents: list[dict[str, Any]] = Field(description="Its reports, without their text.")
    evidence: list[dict[str, Any]] = Field(description="For each mention the sentences around its evidence, and where in them the words stand.")  # fmt: skip
    links: list[dict[str, Any]] = Field(
        description="What holds its mentions together: decisions, and the parts of each score."
    )
    judgements: list[dict[str, Any]] = Field(description="What people decided on it.")
    history: list[dict[str, Any]] = Field(description="How it came to be what it is, oldest first.")
    parts: list[str] = Field(description="Incidents that are acts inside it.")


class Said(BaseModel):
    """A judgement names who made it, and why."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=2000, examples=["same base, same night, same toll"])
    by: str | None = Field(None, max_length=200, description="Who judges; with --auth it is who signed in.", examples=["N. N."])  # fmt: skip

    @field_validator("reason", "by")
    @classmethod
    def _storable(cls, text: str | None) -> str | None:
        if text is not None and (not text.strip() or "\0" in text):
            raise ValueError("write it in words")
        return text


class Decide(Said):
    """Whether two mentions (or incidents, for their first mentions) tell one event."""

    first: str = Field(max_length=40, examples=["m00fd9547ade79dca"])
    second: str = Field(max_length=40, examples=["m179fc302122f6bfd"])
    verdict: Verdict


class Lay(Said):
    """A person's value for one field of an incident, in words or as JSON text; null withdraws one."""

    field: str = Field(min_length=1, max_length=60, examples=["killed"])
    value: Any = Field(examples=["3"])


class Undo(Said):
    """A person's decision or override to be taken back."""

    id: str = Field(max_length=40, examples=["c71f7b46b86b02488"])


class Split(Said):
    """A mention that tells an event of its own."""

    mention: str = Field(max_length=40, examples=["m00fd9547ade79dca"])


class Drop(Said):
    """An incident that is none."""

    incident: str = Field(max_length=40, examples=["i179fc302122f6bfd"])


class Judged(Open):
    """What was written, and what it changed. `followed` is false where a veto or a later decision stands against it."""

    written: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    followed: bool
    head: str


class Job(Open):
    """A dropped file on its way into the ledger."""

    id: str
    name: str
    state: Literal["waiting", "running", "done", "failed"]
    stage: str
    done: int
    total: int | None
    error: str | None
    report: dict[str, Any] | None
