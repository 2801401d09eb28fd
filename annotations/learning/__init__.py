"""What the tagger learns from corrections, how surely, and how right it was before."""

from annotations.learning.folds import FEWEST, Fold, TooFewReportsError, folds
from annotations.learning.learning import Learned, learn
from annotations.learning.progress import ProgressFile, StoppedError, read_progress
from annotations.learning.replay import Replay, replayed
from annotations.learning.scores import Score, score
from annotations.learning.trainer import LearnSettings, Lesson, Trainer, find_trainer
from annotations.learning.verdict import Verdict

__all__ = [
    "FEWEST",
    "Fold",
    "LearnSettings",
    "Learned",
    "Lesson",
    "ProgressFile",
    "Replay",
    "Score",
    "StoppedError",
    "TooFewReportsError",
    "Trainer",
    "Verdict",
    "find_trainer",
    "folds",
    "learn",
    "read_progress",
    "replayed",
    "score",
]
