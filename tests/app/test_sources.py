"""The list of sources: people and vedette edit one file, and nothing that a person wrote is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.app import sources
from vedette.app.config import Config
from vedette.errors import ConfigError
from vedette.sources.live import Spec

WRITTEN = """# Our desk's list, kept by hand.
[outlets]
"Third Paper" = "C"   # they correct themselves

# the wire
[[source]]
name = "Wire"
url = "https://wire.example/feed.xml"
kind = "feed"
reliability = "B"     # since March
every = 30

# the paper, still on trial
[[source]]
name = 'Second "Paper"'
url = "https://paper.example/sitemap.xml"
outlet = "The Paper"

[linking]
same = 2.5
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """The list as a person wrote it."""
    path = tmp_path / "sources.toml"
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_a_list_is_read_in_its_order_with_what_it_leaves_out_filled_in(listed: Path) -> None:
    wire, paper = sources.load(listed)
    assert (wire.name, wire.kind, wire.where, wire.reliability, wire.every) == (
        "Wire",
        "feed",
        "https://wire.example/feed.xml",
        "B",
        30,
    )
    assert (paper.kind, paper.publisher, paper.reliability, paper.limit) == ("sitemap", "The Paper", "F", 200)


def test_the_same_file_gives_the_settings_and_the_grades_of_its_sources(listed: Path) -> None:
    config = Config.load(listed)
    assert config.outlets == {"Wire": "B", "Third Paper": "C"} and config.linking == {"same": 2.5}


def test_a_grade_is_set_in_place_and_every_comment_stays(listed: Path) -> None:
    sources.grade(listed, "Wire", "A")
    assert listed.read_text("utf-8") == WRITTEN.replace(
        'reliability = "B"     # since March', 'reliability = "A"  # since March'
    )
    sources.grade(listed, 'Second "Paper"', "D")
    assert 'outlet = "The Paper"\nreliability = "D"\n' in listed.read_text("utf-8")
    assert [one.reliability for one in sources.load(listed)] == ["A", "D"]
    assert Config.load(listed).outlets["The Paper"] == "D"


def test_a_source_is_added_and_removed_without_touching_the_rest(listed: Path) -> None:
    spec = Spec(
        name='Ünë "q" \\ 😀', kind="page", where="https://x.example/", notes="a = [b] # c", follow=True, limit=5
    )
    sources.add(listed, spec)
    assert sources.load(listed)[-1] == spec and listed.read_text("utf-8").startswith(WRITTEN.rstrip())
    sources.remove(listed, spec.name)
    assert listed.read_text("utf-8").strip() == WRITTEN.strip()
    sources.remove(listed, "Wire")
    text = listed.read_text("utf-8")
    assert "# the wire" in text and "# the paper, still on trial" in text and 'name = "Wire"' not in text


def test_the_last_source_can_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    sources.add(path, Spec(name="x", kind="feed", where="https://x.example/f"))
    sources.remove(path, "x")
    with pytest.raises(ConfigError, match="names no source"):
        sources.load(path)


def test_a_name_or_a_place_is_not_listed_twice(listed: Path) -> None:
    before = listed.read_bytes()
    with pytest.raises(ConfigError, match="already"):
        sources.add(listed, Spec(name="Wire", kind="feed", where="https://other.example/"))
    with pytest.raises(ConfigError, match="'Wire' is that source already"):
        sources.add(listed, Spec(name="Other", kind="feed", where="https://wire.example/feed.xml"))
    assert listed.read_bytes() == before


def test_a_file_that_cannot_be_changed_safely_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "inline.toml"
    path.write_text('source = [{name = "x", url = "https://x.example/"}]\n', encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ConfigError):
        sources.add(path, Spec(name="y", kind="feed", where="https://y.example/"))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no source"), ("source = 3", "names no source"), ("[[source]]\n", "no name"), ('[[source]]\nname = "x"\n', "either a url or a path"),
        ('[[source]]\nname = "x"\nurl = "https://x.example/"\npath = "y"\n', "either a url or a path"), ("[[sources]]\nname = 1", "names no source"),
        ('[[source]]\nname = "x"\nurl = "ftp://x.example/"\n', "only http and https"), ('[[source]]\nname = "x"\nurl = "https://a:b@x.example/"\n', "never sent"),
        ('[[source]]\nname = "x"\nurl = "https://x.example/"\nkind = "rss"\n', "unknown kind 'rss'; known: feed, files"), ("not toml", "not a TOML file"),
        ('[[source]]\nname = "x"\nurl = "https://x.example/"\nreliability = "G"\n', "A B C D E F"), ('[[source]]\nname = "x"\npath = "y"\nkind = "feed"\n', "a feed has a url"),
        ('[[source]]\nname = "x"\nurl = "https://x.example/"\nevery = -1\n', "whole number"), ('[[source]]\nname = "x"\nurl = "https://x.example/"\nevery = true\n', "whole number"),
        ('[[source]]\nname = "x"\nurl = "https://x.example/"\nfollow = "yes"\n', "true or false"), ('[[source]]\nname = "x"\nurl = "https://x.example/"\nrobots = "ignore"\n', '"obey" or "agreed"'),
        ('[[source]]\nname = "x"\nurl = "https://x.example/"\npasswd = "y"\n', "unknown key 'passwd'"), ('[[source]]\nname = ""\nurl = "https://x.example/"\n', "text on one line"),
        ('[[source]]\nname = "x"\nurl = "https://x.example/"\n[[source]]\nname = "x"\nurl = "https://y.example/"\n', "two sources are named 'x'"),
    ],
)  # fmt: skip
def test_a_list_that_is_wrong_is_refused_in_words_that_name_the_place(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        sources.load(path)
    assert says in str(refused.value) and str(path) in str(refused.value)


def test_a_kind_is_guessed_from_the_address(tmp_path: Path) -> None:
    guesses = {
        "https://x.example/feed.xml": "feed", "https://x.example/": "feed", "https://x.example/sitemap-news.xml": "sitemap", "https://x.example/a.html": "page",
        "https://x.example/list.txt": "list", "http://data.gdeltproject.org/gdeltv2/lastupdate.txt": "gdelt", str(tmp_path): "files", "list.txt": "list",
    }  # fmt: skip
    assert {where: sources.guess_kind(where) for where in guesses} == guesses


@given(st.builds(Spec, name=st.text(min_size=1).filter(lambda t: t.isprintable() and t.strip()), kind=st.just("feed"), where=st.just("https://x.example/f"), notes=st.none() | st.text(min_size=1).filter(lambda t: t.isprintable() and bool(t.strip())), follow=st.booleans(), every=st.integers(0, 1000)))  # fmt: skip
def test_what_is_written_is_what_is_read(spec: Spec) -> None:
    block = sources._block(spec)
    assert [sources.make_spec(one, "x") for one in tomllib.loads(block)["source"]] == [spec]
