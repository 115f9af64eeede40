"""What the fuzzer feeds: every reader of what strangers write, with seeds, and the errors that each may raise on purpose."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from vedette.errors import VedetteError
from vedette.model import Document

NOW: Final = datetime(2024, 3, 10, 9, tzinfo=UTC)
TOLD: Final = (
    "KIRKUK, Iraq (Reuters) - Gunmen attacked a village near Kirkuk late on Sunday and killed at least four people and wounded dozens, officials said.",
    "Two one-way drones hit Ain al-Asad air base on 18 October 2023, causing minor injuries; a third was shot down 40 km away, the Pentagon said.",
    "US forces in Iraq and Syria have been attacked at least 40 times since mid-October: 20 times in Iraq and 20 in Syria, he told AFP on Monday.",
    "The Islamic Resistance in Iraq claimed the attack. Israel denied it. Between three and five soldiers, among them a colonel, died overnight.",
    "Iran vowed to retaliate unless the siege ended; on 3-4 March 2024 rockets, 12 of them, fell in the Red Sea (no one was hurt).",
)
DICTIONARY: Final = (
    b"<", b">", b"</p>", b"<p>", b"<!--", b"]]>", b"<![CDATA[", b"<!ENTITY x 'y'>", b"&x;", b"&#0;", b"&#x110000;", b"<table>", b"<script>", b"style='display:none'",
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xed\xa0\x80", b"\r\n", b"\n\n", b"\t", b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"{", b"}", b"[", b"]",
    b",", b":", b"=", b"-", b"--", b"(", b")", b"0", b"-1", b"9" * 30, b"1e999", b"NaN", b"null", b"true", b"2024-02-30", b"0000-00-00", b"99999-12-31", b" million ",
    b" killed ", b" at least ", b" dozens of ", b" on Monday ", b" yesterday ", b" between ", b" and ", b" to ", b" 31 February ", b" since ", b" hundred thousand ",
    b"Content-Type: multipart/mixed; boundary=b\n", b"--b\n", b"=?utf-8?q?=ZZ?=", b"Content-Length: -1\r\n", b"WARC/1.0\r\n", b"From x\n", b"%PDF-", b"endobj", b"stream\n", b"PK\x03\x04",
    b"http://", b"//[::1]", b"@", b"%00", b"..", b"~", b"*", b"$", "İıſK".encode(), "١٢٣".encode(), "Ⅷ½²".encode(),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One reader: its seeds, how it is fed, the errors that are no defect, and seconds of processor time that are no hang.

    `weight` is how often it is fed compared with the others.
    """

    name: str
    seeds: tuple[bytes, ...]
    feed: Callable[[bytes], object]
    allowed: tuple[type[BaseException], ...] = (VedetteError,)
    slow_s: float = 1.0
    weight: float = 1.0


@cache
def targets() -> tuple[Target, ...]:
    """Every reader, by name."""
    return (*_documents(), *_sources(), *_answers(), *_records(), *_coding())


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _drained(items: Iterable[object]) -> None:
    for one in items:
        assert one is not None


def _made(data: bytes, media: str) -> Document:
    from vedette.documents.make import make_document
    from vedette.sources.base import Raw

    raw = Raw(origin="a", text=_text(data), media=media)  # type: ignore[arg-type]
    return make_document(raw, recorded_at=NOW, published=date(2024, 3, 5))


def _documents() -> tuple[Target, ...]:
    from vedette.documents import dating
    from vedette.documents.clean import clean
    from vedette.documents.passages import sentences

    page = (
        "<html><head><title>Attack</title><meta property='article:published_time' content='2024-03-05'><style>.a{display:none}</style>"
        f"<script type='application/ld+json'>{{'@type':'NewsArticle'}}</script></head><body><h1>Attack</h1><p style='color:#fff'>x</p><p>{TOLD[0]}</p><ul><li>{TOLD[1]}</ul></body></html>"
    )
    days = ("2023-11-13", "13 November 2023", "Nov. 13, 2023", "Mon, 13 Nov 2023 10:00:00 GMT", "13/11/2023", "20231113", "1699869600", "published on Monday 13th of Nov 23")  # fmt: skip

    def cleaned(data: bytes) -> None:
        found = clean(_text(data), markdown=bool(data[:1] < b"n"))
        list(sentences(found.text))

    def dated(data: bytes) -> None:
        text = _text(data)
        dating.dateline(text), dating.leading_date(text), dating.url_date(text), list(dating.urls_in(text))
        dating.parse_date(text, today=NOW.date())

    return (
        Target(name="html", seeds=(page.encode(),), feed=lambda data: _made(data, "text/html")),
        Target(name="markdown", seeds=tuple(f"date 2024-03-05\n# Head\n\n{one}".encode() for one in TOLD), feed=lambda data: _made(data, "text/markdown")),
        Target(name="clean", seeds=tuple(one.encode() for one in TOLD), feed=cleaned),
        Target(name="dates", seeds=tuple(one.encode() for one in days), feed=dated),
    )  # fmt: skip


def _stream(name: str) -> Callable[[bytes], None]:
    from vedette.sources.base import Limits
    from vedette.sources.formats import read_stream

    limits = Limits(text=1_000_000, record=200_000, stream=5_000_000)
    return lambda data: _drained(read_stream(io.BytesIO(data), name, name, limits))


def _packed(name: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return held.getvalue()


def _pdf() -> bytes:
    """A page of a few words."""
    words = b"BT /F 12 Tf 72 720 Td (Gunmen attacked a village near Kirkuk) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(words), words),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(data)
    )


def _sources() -> tuple[Target, ...]:
    from vedette.sources import addresses, archive, decode, extract, leads, robots, sitemaps
    from vedette.sources.base import Limits

    limits = Limits(text=1_000_000, record=200_000, stream=5_000_000)
    line = f'{{"text": "{TOLD[0]}", "published": "2024-03-05", "outlet": "Wire", "url": "https://wire.example/a"}}'
    item = f"<item><title>Attack</title><link>https://wire.example/a</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>{TOLD[0]}</description></item>"
    rss = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{item}</channel></rss>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Attack</title><updated>2024-03-05T10:00:00Z</updated><content type='html'>{TOLD[0]}</content></entry></feed>"
    mail = f"From: Wire <a@wire.example>\nDate: Tue, 05 Mar 2024 10:00:00 +0000\nSubject: =?utf-8?q?Attack?=\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{TOLD[0]}\n--b\nContent-Type: text/html\n\n<p>{TOLD[0]}</p>\n--b--\n"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>{TOLD[0]}</p></html>"
    warc = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/a\r\nWARC-Date: 2024-03-05T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n{http}\r\n\r\n"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    word = f"<w:document xmlns:w='{space}'><w:body><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>{TOLD[0]}</w:t></w:r></w:p></w:body></w:document>"
    pdf = _pdf()
    sitemap = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://wire.example/a</loc><lastmod>2024-03-05</lastmod></url></urlset>"
    broken = (
        VedetteError,
        Exception,
    )  # what a parser in a process of its own raises is a failure there: only its time counts
    return (
        Target(name="jsonl", seeds=(line.encode(),), feed=_stream("a.jsonl")),
        Target(name="json", seeds=(f"[{line},{line}]".encode(),), feed=_stream("a.json")),
        Target(name="csv", seeds=(f'text,date,outlet\n"{TOLD[0]}",2024-03-05,Wire\n'.encode(),), feed=_stream("a.csv")),
        Target(name="text", seeds=tuple(f"---\noutlet: Wire\npublished: 2024-03-05\n---\n{one}".encode() for one in TOLD), feed=_stream("a.md")),
        Target(name="feed", seeds=(rss.encode(), atom.encode()), feed=_stream("a.rss")),
        Target(name="mail", seeds=(mail.encode(),), feed=_stream("a.eml")),
        Target(name="mbox", seeds=(f"From a@wire.example Tue Mar  5 10:00:00 2024\n{mail}".encode(),), feed=_stream("a.mbox")),
        Target(name="warc", seeds=(warc.encode(),), feed=_stream("a.warc")),
        Target(name="sitemap", seeds=(sitemap.encode(),), feed=lambda data: sitemaps.entries(data, "a")),
        Target(name="leads", seeds=(b'{"articles":[{"url":"https://wire.example/a"}]}',), feed=lambda data: leads.leads(data, "a")),
        Target(name="robots", seeds=(b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 3\n",), feed=lambda data: robots.parse(data, "vedette").allows("/a/b/c" * 20)),
        Target(name="url", seeds=(b"https://wire.example:8080/a?b=c#d", b"http://wire.example/%C3%A9"), feed=lambda data: addresses.target(_text(data))),
        Target(name="encoding", seeds=(b"<meta charset='utf-8'>x", "León".encode("utf-16")), feed=lambda data: decode.decode(data, "a", html=True)),
        Target(name="zip", seeds=(_packed("a.txt", TOLD[0].encode()),), feed=lambda data: _drained(archive.read_zip(io.BytesIO(data), "a", limits))),
        Target(name="gzip", seeds=(gzip.compress(line.encode()),), feed=lambda data: _drained(archive.read_gzip(io.BytesIO(data), "a.jsonl.gz", "a", len(data), limits))),
        Target(name="docx", seeds=(_packed("word/document.xml", word.encode()),), feed=extract.docx, allowed=broken),
        Target(name="pdf", seeds=(pdf,), feed=extract.pdf, allowed=broken, weight=0.25),
    )  # fmt: skip


def _answers() -> tuple[Target, ...]:
    """What a server answers, and the tables of others."""
    from vedette.sources import answers, pages, sideledger
    from vedette.sources.unpack import Unpacker

    def page(data: bytes) -> None:
        headers = {"content-type": "text/html; charset=utf-8", "etag": _text(data[:40])}
        answer = answers.answer_of(addresses_of("https://wire.example/a"), 200, headers, data, None)
        if not data.startswith(
            (b"%PDF-", b"PK\x03\x04")
        ):  # these go to a process of their own, and are fed as pdf and docx
            pages.page_item(answer)

    def headers(data: bytes) -> None:
        value = data.decode("latin-1")
        assert answers.seconds_to_wait(value, NOW) >= 0
        answers.answer_of(
            addresses_of("https://wire.example/a"), 200, {"content-type": value, "etag": value}, data, None
        )

    def unpacked(data: bytes) -> None:
        for coding in ("gzip", "deflate"):
            unpacker = Unpacker(coding, "a")
            try:
                for start in range(0, len(data), 64):
                    assert sum(map(len, unpacker.feed(data[start : start + 64], 100_000))) <= 200_000
                unpacker.end()
            except VedetteError:
                continue

    from vedette.sources.addresses import target as addresses_of

    acled = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,location,country,latitude,longitude,geo_precision,fatalities\nIRQ1,2024-03-05,1,Battles,Armed clash,Gunmen,Army,Kirkuk,Iraq,35.46,44.39,1,4\n"
    ged = "id,date_start,date_end,side_a,side_b,type_of_violence,where_coordinates,where_prec,country,latitude,longitude,best\n7,2024-03-05 00:00:00.000,2024-03-06,Government,IS,1,Kirkuk,1,Iraq,35.46,44.39,4\n"
    return (
        Target(name="page", seeds=(f"<html><title>Attack</title><p>{TOLD[0]}</p></html>".encode(), TOLD[0].encode()), feed=page),
        Target(name="headers", seeds=(b"30", b"Tue, 05 Mar 2024 10:00:00 GMT", b"text/html; charset=utf-8"), feed=headers),
        Target(name="content coding", seeds=(gzip.compress(TOLD[0].encode()), zlib.compress(TOLD[0].encode())), feed=unpacked),
        Target(name="address list", seeds=(b"https://wire.example/a # desk\n# none\nhttps://wire.example/b\n",), feed=lambda data: pages.addresses(_text(data), "a")),
        Target(name="side ledger", seeds=(acled.encode(), ged.encode()), feed=_file(sideledger.read, "side.csv")),
    )  # fmt: skip


def _file(read: Callable[[Path], Any], name: str) -> Callable[[bytes], None]:
    """Feed a reader of files."""
    path = Path(tempfile.mkdtemp(prefix="vedette-fuzz-")) / name

    def feed(data: bytes) -> None:
        path.write_bytes(data)
        read(path)

    return feed


def _records() -> tuple[Target, ...]:
    from vedette.app import alerts, scenarios, sources
    from vedette.app.config import Config
    from vedette.store import codec

    settings = (
        b'[coding]\ncoder = "rules"\n[outlets]\n"Wire" = "B"\n[linking]\nsame = 2.0\n[assessment]\nhorizons = [7]\n'
    )
    listed = b'[[source]]\nname = "Wire"\nurl = "https://wire.example/feed.xml"\nkind = "feed"\nreliability = "B"\nevery = 30\n'
    rules = b'cooldown = 3\n[[rule]]\nname = "deadly"\nwhen = "level reached"\nlevel = 5\n[[rule]]\nname = "jump"\nwhen = "tally jumped"\njump = 4\n'
    supposed = b'name = "a truce"\nlike = "truce"\nfactor = 0.4\nspread = 0.5\nbasis = "the truce of last year"\nfrom = 2023-11-24\ndays = 7\nseries = "theatre:IQ"\n'
    records = (
        '{"record":"run","id":"r1","started_at":"2024-03-05T10:00:00Z","fingerprint":"x","items":1,"documents":1,"mentions":0,"tallies":0,"failures":0,"recorded_at":"2024-03-05T10:00:00Z"}',
        '{"record":"copy","document":"d1","of":"d2","similarity":0.7,"recorded_at":"2024-03-05T10:00:00Z"}',
        '{"record":"failure","id":"f1","stage":"sources","item":"a","code":"empty","reason":"x","way_out":"y","document":null,"recorded_at":"2024-03-05T10:00:00Z"}',
    )
    return (
        Target(name="settings", seeds=(settings,), feed=_file(Config.load, "settings.toml")),
        Target(name="source list", seeds=(listed,), feed=_file(sources.load, "sources.toml")),
        Target(
            name="wire format", seeds=tuple(one.encode() for one in records), feed=lambda data: codec.loads(_text(data))
        ),
        Target(
            name="scenario", seeds=(supposed,), feed=_file(lambda path: scenarios.question(str(path)), "scenario.toml")
        ),
        Target(name="alert rules", seeds=(rules,), feed=_file(alerts.load, "rules.toml")),
    )


def _coding() -> tuple[Target, ...]:
    from vedette.coding import casualties, counts, tallies, times
    from vedette.coding.base import Sentence
    from vedette.coding.rules import RulesCoder
    from vedette.documents.passages import sentences
    from vedette.reference.actors import actors
    from vedette.reference.gazetteer import gazetteer

    coder = RulesCoder()

    def document(text: str, spans: tuple[tuple[int, int], ...] | None = None) -> Document | None:
        if not text.strip():
            return None
        return Document(
            id="d1", text=text, published=date(2024, 3, 5), outlet=None, origin="a", recorded_at=NOW,
            sentences=tuple(sentences(text)) if spans is None else spans,
        )  # fmt: skip

    def sentence(read: Callable[[Sentence], object]) -> Callable[[bytes], None]:
        def feed(data: bytes) -> None:
            text = _text(data)
            made = document(text, ((0, len(text)),))
            if made:
                read(Sentence(made, 0, 0, len(text)))

        return feed

    def whole(read: Callable[[Document], object]) -> Callable[[bytes], None]:
        def feed(data: bytes) -> None:
            made = document(_text(data))
            if made:
                read(made)

        return feed

    seeds = tuple(one.encode() for one in TOLD)
    return (
        Target(name="times", seeds=seeds, feed=sentence(lambda one: times.read(one, anchor=None))),
        Target(name="counts", seeds=seeds, feed=sentence(counts.read)),
        Target(name="casualties", seeds=seeds, feed=sentence(casualties.read)),
        Target(name="tallies", seeds=seeds, feed=whole(tallies.read)),
        Target(name="coder", seeds=(*seeds, " ".join(TOLD).encode()), feed=whole(lambda one: coder.code(one, recorded_at=NOW))),
        Target(name="places", seeds=(b"Ain al-Asad air base", b"Kirkuk province", b"Red Sea"), feed=lambda data: gazetteer().named(_text(data))),
        Target(name="actors", seeds=(b"Iran-backed militias", b"Iraqi army", b"Kata'ib Hezbollah"), feed=lambda data: actors().resolve(_text(data))),
    )  # fmt: skip
