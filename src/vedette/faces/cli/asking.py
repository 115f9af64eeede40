"""The command that asks a ledger a question in plain words."""

from __future__ import annotations

import json as json_module
import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

from vedette.app.asking import ask as answer
from vedette.app.config import Config
from vedette.app.workspace import Workspace
from vedette.faces.cli.main import NOTHING
from vedette.model.brief import Sentence
from vedette.model.question import Reply

RECORD: Final = re.compile(r"[imt][0-9a-f]{8,}")
"""The id of an incident, a mention or a tally."""


def ask(question: str, *, db: Path, as_of: date | None, config: Path | None, json: bool) -> int:
    """The reply, what was looked up, and the records behind each sentence; 4 when the ledger does not answer."""
    with Workspace.open(db, config=Config.load(config), must_exist=True) as workspace:
        reply = answer(workspace, question, as_of=as_of)
    if json:
        print(json_module.dumps(wire(reply), ensure_ascii=False))
    else:
        for line in lines(reply):
            print(line)
    return 0 if reply.standing in ("answered", "passages") else NOTHING


def wire(reply: Reply) -> dict[str, object]:
    """The reply as JSON: every sentence with its parts and the records they rest on."""
    return {**asdict(reply), "records": reply.records, "text": reply.text}


def lines(reply: Reply) -> list[str]:
    """The reply as people read it."""
    out = []
    if reply.query:
        out += [reply.query, ""]
    if reply.standing == "not_in_ledger":
        out.append("Not in the ledger.")
    out += [_line(one) for one in reply.sentences]
    if reply.quotes:
        out += ["", "What the reports say:", *(f"  {one.text}" for one in reply.quotes)]
    if reply.notes:
        out += ["", *(one.text for one in reply.notes)]
    if reply.rest:
        out += ["", "Questions that can be answered:", *(f"  {one}" for one in reply.rest)]
    return out


def _line(sentence: Sentence) -> str:
    """A sentence and, where it tells one record, its id."""
    ids = dict.fromkeys(name.partition("#")[0] for name in sentence.records)
    records = [id for id in ids if RECORD.fullmatch(id)]
    return f"{sentence.text}  [{records[0]}]" if len(records) == 1 else sentence.text
