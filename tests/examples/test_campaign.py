"""The promises that the bundled corpus and its hand-coded gold make.

Reads them with nothing but the standard library, so that the corpus can judge the product and not the reverse.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "campaign-2023"
SKIPPED_TAGS = frozenset({"script", "style", "title"})

Record: TypeAlias = dict[str, Any]


# The words that a record may use, copied by hand from the coding manual and not from the code under test.
KINDS = frozenset(
    "ASSAULT COERCE MOBILIZE PROTEST SANCTION THREATEN ACCUSE REJECT REQUEST AGREE CONSULT SUPPORT "
    "COOPERATE AID CONCEDE RETREAT".split()
)
ASSAULT_MODES = frozenset(
    "drone rocket_missile artillery_mortar air_strike ied_mine suicide firearms clash raid_ambush capture abduction "
    "killing torture sexual arson_destruction vehicle unconventional other".split()
)
STATUSES = frozenset("occurred foiled announced hypothetical denied background".split())
ATTRIBUTIONS = frozenset("stated claimed accused suspected denied".split())
INSTRUMENTS = frozenset(
    "one_way_drone drone rocket ballistic_missile cruise_missile missile anti_tank_missile tank chemical mortar "
    "artillery small_arms ied mine grenade vehicle_bomb suicide_vest aircraft_bomb knife fire other".split()
)
EFFECTS = frozenset("killed injured missing harmed".split())
SIDES = frozenset("actor target civilian unknown".split())
OUTCOMES = frozenset("hit missed intercepted dud damage damage_none damage_minor damage_major destroyed".split())
PRECISIONS = frozenset("point facility town district province region country sea".split())
GRANULARITIES = frozenset("day week month year".split())
BASES = frozenset("explicit relative publication".split())
BOUNDS = frozenset("exactly at_least more_than about at_most less_than word".split())
SEVERITIES = frozenset(f"L{level}" for level in range(8))
INCIDENT_KINDS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
INCIDENT_STATUSES = frozenset({"occurred", "foiled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of the corpus: its id in the gold, its header and the text that readers see."""

    document: str
    title: str
    outlet: str
    published: date
    url: str
    facts: tuple[str, ...]
    text: str


def _load_reports(folder: Path = CORPUS) -> tuple[Report, ...]:
    """Every report under `folder`/reports, one for each line of a .jsonl file, in order of their ids."""
    readers = {".md": _markdown, ".html": _html, ".txt": _plain, ".jsonl": _lines}
    found: list[Report] = []
    for path in sorted((folder / "reports").iterdir()):
        found.extend(readers[path.suffix](f"reports/{path.name}", path.read_text(encoding="utf-8")))
    return tuple(found)


def _load_gold(folder: Path = CORPUS) -> tuple[Record, ...]:
    """Every record of the hand-coded gold, in the order of the file."""
    return tuple(json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())


def _report(document: str, header: dict[str, str], facts: list[str], text: str) -> Report:
    return Report(
        document=document,
        title=header["title"],
        outlet=header["outlet"],
        published=date.fromisoformat(header["published"]),
        url=header["url"],
        facts=tuple(facts),
        text=text,
    )


def _markdown(document: str, raw: str) -> list[Report]:
    _, front, body = raw.split("---\n", 2)
    header = dict(re.findall(r"^(title|outlet|published|url|facts):[ ]?(.*)$", front, flags=re.M))
    assert "facts" in header, f"{document} lists no facts"
    header["title"] = json.loads(header["title"])
    facts = re.findall(r"^  - (\S+)$", front, flags=re.M)
    return [_report(document, header, facts, body)]


def _plain(document: str, raw: str) -> list[Report]:
    front, rest = raw.split("\n\n", 1)
    header = {name.lower(): value for name, value in re.findall(r"^(\w+): (.*)$", front, flags=re.M)}
    header["published"] = header["date"]
    body, sources = rest.split("\nSources:\n", 1)
    return [_report(document, header, re.findall(r"^- (\S+)$", sources, flags=re.M), body)]


def _lines(document: str, raw: str) -> list[Report]:
    rows = [json.loads(line) for line in raw.splitlines()]
    return [_report(f"{document}#{n}", row, row["facts"], row["text"]) for n, row in enumerate(rows, start=1)]


def _html(document: str, raw: str) -> list[Report]:
    page = _Page()
    page.feed(raw)
    page.close()
    stated = re.search(r"\"datePublished\": \"(\d{4}-\d\d-\d\d)", raw)
    header = dict(page.header)
    if stated:
        header["published"] = stated[1]
    return [_report(document, header, page.facts, "".join(page.words))]


class _Page(HTMLParser):
    """Collects the header and the visible words of a page, however badly its tags are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.header: dict[str, str] = {}
        self.facts: list[str] = []
        self.words: list[str] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open = tag if tag in SKIPPED_TAGS else ""
        match given.get("name") or given.get("property") or given.get("rel"):
            case "facts":
                self.facts.append(given["content"])
            case "date":
                self.header["published"] = given["content"]
            case "og:site_name":
                self.header["outlet"] = given["content"]
            case "canonical":
                self.header["url"] = given["href"]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the name is the parser's own
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.header["title"] = data.strip()
        if not self._open:
            self.words.append(data)


REPORTS = {report.document: report for report in _load_reports()}
GOLD = _load_gold()
MENTIONS = {record["id"]: record for record in GOLD if record["record"] == "mention"}
TALLIES = {record["id"]: record for record in GOLD if record["record"] == "tally"}
INCIDENTS = {record["id"]: record for record in GOLD if record["record"] == "incident"}


def test_the_corpus_holds_at_least_sixty_reports_of_at_least_six_outlets() -> None:
    assert len(REPORTS) >= 60
    assert len({report.outlet for report in REPORTS.values()}) >= 6


def test_every_format_that_real_feeds_use_is_there() -> None:
    assert {path.suffix for path in (CORPUS / "reports").iterdir()} == {".md", ".html", ".txt", ".jsonl"}


def test_reports_are_dated_within_the_campaign_and_the_last_on_13_november() -> None:
    dates = [report.published for report in REPORTS.values()]
    assert min(dates) >= date(2023, 10, 17)
    assert max(dates) == date(2023, 11, 13)


def test_file_names_begin_with_the_day_of_publication() -> None:
    for report in REPORTS.values():
        assert report.document.startswith(f"reports/{report.published.isoformat()}-"), report.document


def test_outlets_are_invented_and_facts_are_real_links() -> None:
    for report in REPORTS.values():
        assert re.match(r"https://[a-z-]+\.example/", report.url), report.document
        assert all(re.match(r"https?://[^/]+\.[a-z]+/", fact) and ".example" not in fact for fact in report.facts)


def test_only_the_sports_and_the_markets_piece_rest_on_no_source() -> None:
    bare = [report.document for report in REPORTS.values() if not report.facts]
    assert len(bare) == 2
    assert not {record["document"] for record in GOLD if "document" in record} & set(bare)


def test_reports_are_of_the_length_of_a_news_item() -> None:
    for report in REPORTS.values():
        assert 40 <= len(report.text.split()) <= 350, (report.document, len(report.text.split()))


def test_the_wire_is_named_in_at_least_four_syndicated_copies() -> None:
    copies = [r for r in REPORTS.values() if r.outlet != "Meridian Wire" and "Meridian Wire" in r.text]
    assert len(copies) >= 4


def test_one_report_corrects_an_earlier_one_in_so_many_words() -> None:
    assert any("Correction: an earlier version" in report.text for report in REPORTS.values())


def test_ids_are_unique() -> None:
    assert max(Counter(record["id"] for record in GOLD).values()) == 1


def test_every_coded_document_is_a_report_of_the_corpus() -> None:
    for record in (*MENTIONS.values(), *TALLIES.values()):
        assert record["document"] in REPORTS, record["id"]


def test_every_quote_occurs_word_for_word_in_its_report() -> None:
    for record in (*MENTIONS.values(), *TALLIES.values()):
        quotes = list(_quotes(record))
        assert quotes, record["id"]
        for quote in quotes:
            assert quote in REPORTS[record["document"]].text, (record["id"], quote)


def test_no_mention_lacks_the_words_that_made_it_one() -> None:
    assert all(mention["trigger"]["text"] for mention in MENTIONS.values())


def test_mentions_and_incidents_name_each_other() -> None:
    told = {(m["incident"], m["id"]) for m in MENTIONS.values() if m["incident"]}
    held = {(i["id"], m) for i in INCIDENTS.values() for m in i["mentions"]}
    assert told == held
    assert {incident for incident, _ in told} == set(INCIDENTS)


def test_no_tally_is_a_mention_of_an_incident() -> None:
    assert not {m for i in INCIDENTS.values() for m in i["mentions"]} & set(TALLIES)
    assert all("incident" not in tally for tally in TALLIES.values())


def test_only_acts_that_occurred_or_were_foiled_are_incidents() -> None:
    for mention in MENTIONS.values():
        is_act = mention["kind"] in INCIDENT_KINDS and mention["status"] in INCIDENT_STATUSES
        assert (mention["incident"] is not None) is is_act, mention["id"]


def test_threats_are_announced() -> None:
    assert {m["status"] for m in MENTIONS.values() if m["kind"] == "THREATEN"} == {"announced"}


def test_parts_belong_to_a_whole_of_the_same_rank() -> None:
    for whole in (MENTIONS, INCIDENTS):
        for record in whole.values():
            assert record["part_of"] is None or record["part_of"] in whole


def test_no_event_lies_after_the_report_that_tells_it() -> None:
    for mention in MENTIONS.values():
        published = REPORTS[mention["document"]].published.isoformat()
        when = mention["when"]
        assert (when["earliest"] or when["latest"]) <= when["latest"]
        assert mention["status"] == "announced" or (when["earliest"] or "") <= published, mention["id"]


def test_an_incident_lies_within_the_campaign() -> None:
    for incident in INCIDENTS.values():
        assert "2023-10-17" <= incident["when"]["earliest"] <= incident["when"]["latest"] <= "2023-11-13"


def test_counts_run_from_low_to_high() -> None:
    held = [q for r in GOLD for q in (*r.get("instrument", ()), *r.get("casualties", ()), *r.get("split", ()))]
    for quantity in (*held, *TALLIES.values()):
        known = [quantity[end] for end in ("low", "best", "high") if quantity[end] is not None]
        assert known == sorted(known)


def test_mentions_and_incidents_use_the_words_of_the_manual() -> None:
    for record in (*MENTIONS.values(), *INCIDENTS.values()):
        assert record["kind"] in KINDS
        assert record["status"] in STATUSES
        assert record["severity"] in SEVERITIES
        assert (record["mode"] in ASSAULT_MODES) is (record["kind"] == "ASSAULT")
        assert record["when"]["granularity"] in GRANULARITIES
        assert record["place"] is None or record["place"]["precision"] in PRECISIONS
        assert {a["how"] for a in record["attributions"]} <= ATTRIBUTIONS
        assert {i["class"] for i in record["instrument"]} <= INSTRUMENTS
        assert {c["effect"] for c in record["casualties"]} <= EFFECTS
        assert {c["side"] for c in record["casualties"]} <= SIDES
        assert {o["value"] for o in record["outcome"]} <= OUTCOMES
    assert {m["when"]["basis"] for m in MENTIONS.values()} <= BASES


def test_tallies_use_the_words_of_the_manual() -> None:
    for tally in TALLIES.values():
        assert tally["bound"] in BOUNDS
        assert tally["counted"]["kind"] in KINDS


def test_the_gold_is_as_large_as_the_readme_says() -> None:
    readme = (CORPUS / "README.md").read_text(encoding="utf-8")
    for number, what in (
        (len(REPORTS), "reports"),
        (len({r.outlet for r in REPORTS.values()}), "outlets"),
        (len(MENTIONS), "mentions"),
        (len(TALLIES), "tallies"),
        (len(INCIDENTS), "incidents"),
    ):
        assert f"| {what} | {number} |" in readme, what


def test_readers_of_every_format_find_the_body() -> None:
    for suffix, words in {
        ".html": "The commanders refused",
        ".txt": "Night after night",
        ".md": "Four Katyusha",
    }.items():
        assert any(words in report.text for report in _of_format(suffix)), suffix
    assert any("four tents" in report.text for report in REPORTS.values() if ".jsonl#" in report.document)


def _of_format(suffix: str) -> Iterator[Report]:
    return (report for report in REPORTS.values() if report.document.endswith(suffix))


def _quotes(value: Any) -> Iterator[str]:
    """Every string under the key "text", however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and inner is not None:
                yield inner
            else:
                yield from _quotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _quotes(inner)
