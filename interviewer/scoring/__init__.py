"""Text in, `Assessment` out: which key points an answer makes, and in which of its words."""

from interviewer.engines import Engine, EngineTable
from interviewer.scoring.assessment import Assessment, PointResult, Verdict
from interviewer.scoring.grader import Grader

engines: EngineTable[Grader] = EngineTable(
    "grading engine",
    {
        "embedding": Engine(
            "interviewer.scoring.embedding_grader:EmbeddingGrader",
            ("sentence_transformers", "torch", "numpy"),
        ),
        "fake": Engine("interviewer.scoring.fake_grader:FakeGrader"),
    },
)


def load(name: str = "embedding") -> Grader:
    """The grading engine called `name`, its weights not loaded yet.

    Raises:
        EngineError: There is no such engine, or a package of it is missing.
    """
    return engines.load(name)()


__all__ = ["Assessment", "Grader", "PointResult", "Verdict", "engines", "load"]
