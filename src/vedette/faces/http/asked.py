"""What requests may ask: the query parameters, checked and told in the OpenAPI."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from starlette.responses import Response

from vedette.app.filters import Box, Wanted
from vedette.model.mention import KINDS, WEAPONS
from vedette.reference.words import Yardstick
from vedette.store.base import AsOf

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Sort: TypeAlias = Literal[
    "day", "-day", "severity", "-severity", "killed", "-killed", "sources", "-sources", "recorded", "-recorded"
]


def _day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("write a day as YYYY-MM-DD, for example 2023-11-13")
    return value


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        # An unescaped + arrives as a space.
        found = datetime.fromisoformat(
            value.strip().replace(" ", "+") if value.count(" ") == 1 and "T" in value else value
        )
    except ValueError:
        raise ValueError("write a moment as 2023-11-13T18:00:00Z") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _rung(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[Ll]?[0-7]", value):
        return int(value[-1])
    raise ValueError("write a rung of the ladder as L0 to L7")


def _box(words: str) -> str:
    _corners(words)
    return words


def _corners(words: str) -> Box:
    try:
        west, south, east, north = (float(part) for part in words.split(","))
    except ValueError:
        raise ValueError("write a box as west,south,east,north in degrees, for example 38,29,49,38") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("longitudes lie from -180 to 180, latitudes from -90 to 90, and south is not above north")
    return (west, south, east, north)


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=date)]
Moment = Annotated[datetime, BeforeValidator(_moment, json_schema_input_type=datetime)]
Text = Annotated[str, Field(max_length=200)]


Model = TypeVar("Model", bound=BaseModel)


def query(model: type[Model]) -> Callable[[Request], Awaitable[Model]]:
    """What reads a request's query into a model; the framework's own way takes longer than most answers."""

    async def read(request: Request) -> Model:
        given: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if name in given:
                raise RequestValidationError([{"loc": ("query", name), "msg": "give it once", "type": "repeated"}])
            given[name] = value
        try:
            return model.model_validate(given)
        except ValidationError as error:
            told = [{**one, "loc": ("query", *one["loc"])} for one in error.errors(include_url=False)]
            raise RequestValidationError(told) from None

    return read


class Bare(APIRoute):
    """A look that takes nothing but its query: read and answered without the framework's own way, which takes longer than both."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        (one,) = self.dependant.dependencies
        read, name, answer = one.call, one.name, self.endpoint
        assert read is not None and name is not None

        async def handle(request: Request) -> Response:
            response: Response = await answer(request, **{name: await read(request)})
            return response

        return handle


def asks(model: type[BaseModel]) -> dict[str, Any]:
    """The parameters of a model for the OpenAPI."""
    schema = model.model_json_schema()
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": name in schema.get("required", ()),
                "schema": {key: value for key, value in one.items() if key not in ("description", "examples", "title")},
                **({"description": one["description"]} if "description" in one else {}),
                **({"example": one["examples"][0]} if "examples" in one else {}),
            }
            for name, one in schema["properties"].items()
        ]
    }


class Asked(BaseModel):
    """Parameters that every look takes: the day or the moment looked from. An empty value is none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: Day | None = Field(None, description="Look back: only what had been published by the end of this day.", examples=["2023-11-13"])  # fmt: skip
    recorded_by: Moment | None = Field(None, description="Look back: only what this ledger held at this moment.", examples=["2099-01-01T00:00:00Z"])  # fmt: skip

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        return {key: value for key, value in given.items() if value != ""} if isinstance(given, dict) else given

    @property
    def when(self) -> AsOf:
        """The moment looked from."""
        return AsOf(published=self.as_of, recorded=self.recorded_by)


class Paged(Asked):
    """A look at a list, page by page."""

    limit: int = Field(50, ge=1, le=1000, description="How many at once.")
    offset: int = Field(0, ge=0, le=10_000_000, description="How many to pass over.")


class Worded(Paged):
    """A list that is narrowed by words."""

    text: Text | None = Field(None, description="Words that all stand in it.", examples=["drone"])


class Filters(Asked):
    """What an incident must be to be shown; every parameter narrows."""

    since: Day | None = Field(None, description="Incidents of this day or later.", examples=["2023-10-01"])
    until: Day | None = Field(None, description="Incidents of this day or earlier.", examples=["2023-12-31"])
    place: Text | None = Field(None, description="A gazetteer id; takes in what lies within it.", examples=["iso:IQ"])
    country: Text | None = Field(None, description="An ISO 3166 alpha-2 code; disputed land counts for every claimant.", examples=["IQ"])  # fmt: skip
    bbox: Annotated[Text, AfterValidator(_box)] | None = Field(None, description="west,south,east,north in degrees.", examples=["38,29,49,38"])  # fmt: skip
    actor: Text | None = Field(None, description="An actor's id (USA takes in USA/MIL), or part of its name.", examples=["militias"])  # fmt: skip
    target: Text | None = Field(None, description="As for the actor.", examples=["USA/MIL"])
    kind: Literal["ASSAULT", "COERCE", "PROTEST"] | None = Field(None, examples=["ASSAULT"])
    mode: Text | None = Field(None, examples=["drone"])
    weapon: Literal[*WEAPONS] | None = Field(None, examples=["drone"])  # type: ignore[valid-type]  # the classes of the manual
    severity: Annotated[int, BeforeValidator(_rung, json_schema_input_type=Annotated[str, Field(pattern="^[Ll]?[0-7]$")])] | None = Field(
        None, description="This rung or worse.", examples=["L2"]
    )  # fmt: skip
    status: Literal["occurred", "foiled"] | None = Field(None, examples=["occurred"])
    source: Text | None = Field(None, description="An outlet that tells it.", examples=["Associated Press"])
    confidence: float | None = Field(None, ge=0, le=1, description="At least this sure.", examples=[0.5])
    text: Text | None = Field(None, description="Words that all stand in its names, places, kinds, weapons, outlets, titles or id.", examples=["drone"])  # fmt: skip

    @property
    def wanted(self) -> Wanted:
        """The filter that is asked for."""
        return Wanted(
            since=self.since, until=self.until, place=self.place, country=self.country, box=_corners(self.bbox) if self.bbox else None, actor=self.actor,
            target=self.target, kind=self.kind, mode=self.mode, weapon=self.weapon, severity=self.severity, status=self.status,
            source=self.source, confidence=self.confidence, text=self.text,
        )  # fmt: skip


class FilteredPage(Filters):
    """Filtered incidents, page by page."""

    sort: Sort = Field("-day", description="A minus is the largest first.")
    limit: int = Field(50, ge=1, le=1000, description="How many at once.")
    offset: int = Field(0, ge=0, le=10_000_000, description="How many to pass over.")
    cursor: Text | None = Field(None, description="Where the page before ended; its `next` link carries it.")


class FilteredAll(Filters):
    """Filtered incidents as a file: all of them, unless there is a limit."""

    sort: Sort = Field("-day", description="A minus is the largest first.")
    limit: int | None = Field(None, ge=1, le=1_000_000, description="How many at once; all where it is left out.")
    offset: int = Field(0, ge=0, le=10_000_000, description="How many to pass over.")


class StatementQuery(Worded):
    """Statements and other signals."""

    kind: Literal[*KINDS] | None = Field(None, examples=["THREATEN"])  # type: ignore[valid-type]  # the roots of the manual
    actor: Text | None = Field(None, description="An actor's id, or part of its name.")
    target: Text | None = Field(None, description="As for the actor.")
    since: Day | None = Field(None, description="Published on this day or later.")
    until: Day | None = Field(None, description="Published on this day or earlier.")


class TallyQuery(Paged):
    """Tallies against the ledger."""

    counter: Text | None = Field(None, description="Who counts: an id, or part of the name or of the words for it.", examples=["Pentagon"])  # fmt: skip
    since: Day | None = Field(None, description="As of this day or later.")
    until: Day | None = Field(None, description="As of this day or earlier.")


class ReviewQuery(Asked):
    """What waits for a person."""

    sort: Literal["conflict", "pair", "field"] | None = Field(None, description="Only what is of this sort.")
    limit: int = Field(50, ge=1, le=1000)
    offset: int = Field(0, ge=0, le=10_000_000)


class LogQuery(BaseModel):
    """The log of changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: Moment | None = Field(None, description="Only what was written from this moment on.")
    limit: int = Field(50, ge=1, le=1000)
    offset: int = Field(0, ge=0, le=10_000_000)


class DiffQuery(BaseModel):
    """Two days of one ledger."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: Day = Field(alias="from", description="The earlier day.", examples=["2023-10-31"])
    end: Day = Field(alias="to", description="The later day.", examples=["2023-11-13"])
    clock: Literal["published", "recorded"] = Field("published", description="What reports had said, or what this ledger held, by the end of the days.")  # fmt: skip


class Brief(Asked):
    """A briefing."""

    since: Day | None = Field(None, description="Tell what is different since this day.", examples=["2023-11-06"])
    words: Yardstick = Field("icd203", description="Which words of probability.")


class Question(Asked):
    """A question in plain words."""

    q: str = Field(min_length=1, max_length=500, description="The question.", examples=["how many attacks in Iraq?"])


class Search(Asked):
    """Words to look for in the reports."""

    q: str = Field(min_length=1, max_length=500, description="Words that a sentence must hold, all of them.", examples=["drone base"])  # fmt: skip
    limit: int = Field(50, ge=1, le=500)


class Why(Asked):
    """Which field to explain."""

    field: str = Field(max_length=60, description="A field, as in `when`, `killed` or `place`.", examples=["when"])
