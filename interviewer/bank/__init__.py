"""The question bank: what a question is, reading the files, checking them."""

from interviewer.bank.bank import Bank
from interviewer.bank.checking import Report, check
from interviewer.bank.problem import Problem
from interviewer.bank.question import CodeTest, Difficulty, KeyPoint, Kind, Question, Topic

load = Bank.load

__all__ = [
    "Bank",
    "CodeTest",
    "Difficulty",
    "KeyPoint",
    "Kind",
    "Problem",
    "Question",
    "Report",
    "Topic",
    "check",
    "load",
]
