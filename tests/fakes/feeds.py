"""Feeds of made-up reports: hosts feed000.test, feed001.test … that bring new items as time goes by, and may misbehave.

The sentences are our own. Every item has its own words, so no two are copies of one another unless they are meant to be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import repeat
from random import Random
from xml.sax.saxutils import escape

from tests.fakes.web import Answer, Asked, Web

START = datetime(2024, 3, 4, 0, 0, tzinfo=UTC)
SIZE = 40
"""Items in a feed at a time."""

_PLACES = (
    "Erbil Kirkuk Mosul Baghdad Basra Ramadi Tikrit Samarra Fallujah Baqubah Najaf Karbala Hillah Sulaymaniyah Duhok Nasiriyah Amarah Kut Sinjar Hawija "
    "Damascus Aleppo Homs Hama Idlib Raqqa Hasakah Daraa Latakia Tartus Palmyra Qamishli Manbij Afrin Aden Sanaa Hodeidah Marib Taiz Ibb Dhamar Saada "
    "Beirut Tripoli Tyre Sidon Baalbek Kabul Kandahar Herat Kunduz Jalalabad Ghazni Farah Khost Peshawar Quetta Karachi Lahore Bannu Mogadishu Kismayo "
    "Baidoa Beledweyne Galkayo Khartoum Omdurman Nyala Kassala Benghazi Misrata Sirte Derna Sabha Maiduguri Kano Kaduna Sokoto Jos Bamako Gao Timbuktu "
    "Mopti Kidal Niamey Diffa Agadez Ouagadougou Djibo Dori Bunia Goma Beni Butembo Bukavu Juba Malakal Bor Wau Kharkiv Odesa Donetsk Kherson Mariupol "
    "Cali Medellin Bogota Cucuta Manila Davao Jolo Cotabato Yangon Mandalay Sittwe Myitkyina Srinagar Imphal"
).split()
_WHO = "Gunmen", "Militants", "Unidentified attackers", "Armed men", "Rebels", "Insurgents"
_WHOM = "a police patrol", "an army post", "a convoy of soldiers", "a checkpoint", "a market", "a police station"
_HOW = (
    "opened fire on {whom} near {place} on {day}, killing {killed} and wounding {hurt}",
    "attacked {whom} in {place} on {day} with rockets; {killed} people were killed and {hurt} were wounded",
    "fired a drone at {whom} outside {place} on {day}, and {hurt} people were injured",
    "set off a bomb beside {whom} in {place} on {day} that killed {killed}",
)
_ELSE = (
    "The council of {place} will vote next month on a new tram line between the station and the hospital, the mayor said.",
    "Traders in {place} said that prices of wheat rose by {killed} percent before the holiday.",
    "The museum in {place} opens its new wing with {hurt} early maps and a chart drawn from memory.",
    "Engineers finished {killed} of the {hurt} wells that were planned for villages near {place}.",
    "The university of {place} took in {hurt} students of medicine this term, {killed} more than in the year before.",
)
_SPEAKERS = (
    "an officer",
    "a local official",
    "a doctor",
    "a spokesman for the governor",
    "two residents",
    "the interior ministry",
)
_WORDS = "amber basin cedar delta ember flint grove harbour inlet juniper kiln lantern meadow north orchard pillar quarry ridge saddle tower upland valley willow yard".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One item."""

    link: str
    title: str
    text: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """Many feeds, each with an item every `every`; `relevant` is the share that tells of violence.

    `clock` says what time it is for the readers. `faulty` is the share of answers that misbehave, drawn from `chance`.
    """

    clock: Callable[[], datetime]
    count: int = 500
    every: timedelta = timedelta(hours=6)
    relevant: float = 0.1
    faulty: float = 0.0
    chance: Random = field(default_factory=lambda: Random(1))
    validators: bool = True

    def hosts(self) -> list[str]:
        """The names of the hosts, one for each feed."""
        return [f"feed{number:03}.test" for number in range(self.count)]

    def web(self) -> Web:
        """The web that holds them."""
        found = Web()
        found.other = self.answer
        return found

    def answer(self, asked: Asked) -> Answer:
        """What is answered; robots.txt is not there, so all is allowed."""
        if asked.path != "/feed.xml" or not asked.host.startswith("feed"):
            return Answer(status=404)
        number = int(asked.host[4:7])
        first = self._latest(number)
        body = self.feed(number, first)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"Content-Type": "application/rss+xml"} | ({"ETag": etag} if self.validators else {})
        if self.faulty and self.chance.random() < self.faulty:
            return self._fault(body, headers)
        if self.validators and asked.headers.get("if-none-match") == etag:
            return Answer(status=304, headers=headers)
        return Answer(body=body, headers=headers)

    def feed(self, number: int, latest: int) -> bytes:
        """A feed as it stands when its item `latest` is the newest."""
        items = "".join(_item(self.story(number, one)) for one in range(latest, latest - SIZE, -1))
        return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed {number}</title>{items}</channel></rss>'.encode()

    def story(self, number: int, item: int) -> Story:
        """One item of a feed; items below 0 were there at the start."""
        chance = Random(number * 1_000_003 + item)
        published = START + item * self.every + timedelta(minutes=number % 60)
        place = chance.choice(_PLACES)
        given = {"place": place, "whom": chance.choice(_WHOM), "killed": chance.randint(2, 19), "hurt": chance.randint(20, 60), "day": published.strftime("%A")}  # fmt: skip
        marks = " ".join(chance.sample(_WORDS, 4))
        if chance.random() < self.relevant:
            told = f"{chance.choice(_WHO)} {chance.choice(_HOW).format(**given)}, {chance.choice(_SPEAKERS)} said. "
            text = f"{told}The road past {marks} was closed for {given['hurt']} minutes."
        else:
            text = f"{chance.choice(_ELSE).format(**given)} Visitors were shown {marks} by {chance.choice(_SPEAKERS)}."
        link = f"http://feed{number:03}.test/{item + SIZE:05}"
        return Story(
            link=link, title=f"{place}: report {item + SIZE} from desk {number}", text=text, published=published
        )

    def links(self, upto: datetime) -> set[str]:
        """The addresses of all items that were shown by then."""
        return {
            self.story(number, item).link
            for number in range(self.count)
            for item in range(-SIZE + 1, self._latest(number, upto) + 1)
        }

    def _latest(self, number: int, at: datetime | None = None) -> int:
        since = (at or self.clock()) - START - timedelta(minutes=number % 60)
        return max(0, int(since / self.every))

    def _fault(self, body: bytes, headers: dict[str, str]) -> Answer:
        sort = self.chance.randrange(9)
        if sort < 3:
            return Answer(status=(500, 503, 404)[sort], headers={"Retry-After": "30"})
        if sort == 3:
            return Answer(body=body[: len(body) // 2], headers=headers)
        if sort == 4:
            return Answer(body=body[: len(body) // 2], headers=headers, cut=True)
        if sort == 5:
            return Answer(
                body=b"<html><body><p>Down for maintenance.</p></body></html>", headers={"Content-Type": "text/html"}
            )
        if sort == 6:
            return Answer(body=body[:2000], headers=headers | {"Content-Encoding": "gzip"})
        if sort == 7:
            return Answer(status=302, headers={"Location": "/feed.xml"})
        return Answer(chunks=repeat(b" ", 40), pause_s=0.05)


def _item(story: Story) -> str:
    return (
        f"<item><title>{escape(story.title)}</title><link>{story.link}</link><guid>{story.link}</guid>"
        f"<pubDate>{format_datetime(story.published)}</pubDate><description>{escape(story.text)}</description></item>"
    )
