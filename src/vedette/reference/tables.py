"""Reading of the data files that ship with the package."""

import csv
import io
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file under reference/data, as column -> text."""
    text = files("vedette.reference").joinpath("data", name).read_text(encoding="utf8")
    return iter(csv.DictReader(io.StringIO(text)))
