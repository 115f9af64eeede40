"""Sets are scored by the scorer that comes with them; what cannot be scored says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import measures, scoring, speed


def test_a_set_that_the_folder_lacks_is_left_out_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(scoring.NotScoredError, match="does not hold it"):
        scoring.run("case", tmp_path, tmp_path, frozenset({"dev"}))


def test_predictions_made_before_are_scored_again_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("import sys; print('{\"lines\": %d}' % len(open(sys.argv[2]).readlines()))")
    (tmp_path / "actors.jsonl").write_text("{}\n{}\n")
    (found,) = scoring.run("actors", tmp_path, tmp_path, frozenset({"dev"}), reuse=True)
    assert found.scores == {"lines": 2}
    with pytest.raises(scoring.NotScoredError):
        scoring.run("actors", tmp_path, tmp_path, frozenset({"dev"}))


def test_what_the_scorer_refuses_is_not_a_score(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("import sys; print('error: bad line 3', file=sys.stderr); sys.exit(2)")
    with pytest.raises(scoring.NotScoredError, match="bad line 3"):
        scoring.score("actors", tmp_path / "none.jsonl", tmp_path, split="dev")


@pytest.mark.parametrize("name", ["gazetteer", "actors", "places"])
def test_the_reference_floor_reaches_its_recorded_floors(name: str, shared: Path, tmp_path: Path) -> None:
    wanted = [m for m in measures.load() if m.set == name]
    found = {
        one.split: one.scores
        for one in scoring.run(name, shared / "bench", tmp_path, frozenset(m.split for m in wanted))
    }
    floors = measures.floors()
    for measure in wanted:
        value = measure.value(found[measure.split])
        assert value is not None
        assert value >= floors[measure.id]


def test_articles_have_the_length_of_a_daily_papers_and_one_in_ten_of_a_stream_is_relevant() -> None:
    texts = speed.articles(3)
    assert len(set(texts)) == 3
    assert all(speed.WORDS <= len(text.split()) < speed.WORDS + 150 for text in texts)
    stream = speed.mixed(20)
    assert sum("drone" in text or "base" in text for text in stream) == 2
