"""Newsletters: single messages (.eml) and mailboxes (.mbox); only the words are read, attachments are left alone."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from io import BytesIO
from typing import BinaryIO, Final

from vedette.errors import SourceError
from vedette.sources.base import Item, Limits, Raw, size, unread
from vedette.sources.decode import decode

_PARTS: Final = 200
_DEPTH: Final = 10
_WAY_OUT: Final = "Save the message as text or HTML, and name that file."
_HEADS: Final = (b"from ", b"from:", b"received:", b"return-path:", b"date:", b"subject:", b"to:", b"message-id:", b"mime-version:", b"delivered-to:", b"x-", b"dkim-", b"content-", b"reply-to:", b"list-", b"arc-", b"sender:", b"authentication-results:")  # fmt: skip


def eml_reports(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    """The report in one message."""
    data = stream.read(limits.record + 1)
    yield _too_large(origin, limits) if len(data) > limits.record else message_report(data, origin)


def mbox_reports(stream: BinaryIO, origin: str, limits: Limits) -> Iterator[Item]:
    """The reports in a mailbox, one for each message; one that is too large or broken is one Unread."""
    number = 0
    for number, data in enumerate(_messages(stream, limits), 1):
        here = f"{origin}#{number}"
        if number > limits.members:
            yield unread(here, "too_large", f"the mailbox holds more than {limits.members:,} messages", "Split it.")
            return
        yield _too_large(here, limits) if data is None else message_report(data, here)
    if number == 0:
        yield unread(origin, "empty", "this is no mailbox: no line begins a message with 'From '", _WAY_OUT)


def message_report(data: bytes, origin: str) -> Item:
    """One message as a report: dated by its Date, titled by its Subject, by the outlet that its From names."""
    if not data.lower().lstrip().startswith(_HEADS):
        return unread(origin, "bad_mail", "this is no message: it has no head of From, Date and Subject", _WAY_OUT)
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        part, html = _body(message)
        if part is None:
            return unread(origin, "no_text", "the message holds no text", _WAY_OUT)
        text = _text(part, origin, html=html)
        name, address = parseaddr(_head(message, "From"))
        return Raw(
            origin=origin,
            text=text,
            media="text/html" if html else "text/plain",
            published=_head(message, "Date") or None,
            outlet=" ".join(name.split()) or address.rpartition("@")[2] or None,
            title=_head(message, "Subject") or None,
        )
    except SourceError as error:
        return unread(origin, error.code, str(error).removeprefix(f"{origin}: "), error.way_out)
    except Exception as error:  # the standard library's parser breaks in many ways on what is no mail
        return unread(origin, "bad_mail", f"the message cannot be read ({type(error).__name__})", _WAY_OUT)


def _body(message: EmailMessage | Message) -> tuple[Message | None, bool]:
    """The longest plain text, else the longest HTML; not what is attached, nor a message within the message."""
    plain: list[Message] = []
    marked: list[Message] = []
    for part in _parts(message):
        if part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        (plain if kind == "text/plain" else marked if kind == "text/html" else []).append(part)
    best = max(plain, key=_length, default=None)
    rich = max(marked, key=_length, default=None)
    # A newsletter's plain part is often one line that leads to the web page.
    if rich is not None and (best is None or (_length(best) < 400 and _length(rich) > 4 * _length(best))):
        return rich, True
    return best, False


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    if depth > _DEPTH:
        raise ValueError("nested too deeply")
    if not message.is_multipart():
        yield message
        return
    if message.get_content_type() == "message/rfc822":
        return
    payload = message.get_payload()
    for part in (payload if isinstance(payload, list) else [])[:_PARTS]:
        if isinstance(part, Message):
            yield from _parts(part, depth + 1)


def _text(part: Message, origin: str, *, html: bool) -> str:
    data = part.get_payload(decode=True)
    found = data if isinstance(data, bytes) else b""
    return decode(found, origin, html=html, charset=part.get_content_charset())


def _length(part: Message) -> int:
    payload = part.get_payload()
    return len(payload) if isinstance(payload, str) else 0


def _head(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())[:1000]


def _messages(stream: BinaryIO, limits: Limits) -> Iterator[bytes | None]:
    """The messages between lines that begin with "From " after an empty line; None for one over the limit."""
    held, count, open_, blank = BytesIO(), 0, False, True
    while line := stream.readline(1_000_000):
        if blank and line.startswith(b"From "):
            if open_:
                yield held.getvalue() if count <= limits.record else None
            held, count, open_ = BytesIO(), 0, True
        elif open_:
            count += len(line)
            if count <= limits.record:
                held.write(line[1:] if line.startswith(b">From ") else line)
        blank = line in (b"\n", b"\r\n")
    if open_:
        yield held.getvalue() if count <= limits.record else None


def _too_large(origin: str, limits: Limits) -> Item:
    return unread(origin, "too_large", f"the message is larger than {size(limits.record)}", _WAY_OUT)
