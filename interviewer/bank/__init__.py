"""The question bank: what a question is, reading the files, checking them."""

from interviewer.bank.bank import Bank
from interviewer.bank.checking import Report, check
from interviewer.bank.problem import Problem
from interviewer.bank.question import Code, CodeTest, Difficulty, KeyPoint, Kind, Question, Topic
from interviewer.bank.role import Role

load = Bank.load

__all__ = [
    "Bank",
    "Code",
    "CodeTest",
    "Difficulty",
    "KeyPoint",
    "Kind",
    "Problem",
    "Question",
    "Report",
    "Role",
    "Topic",
    "check",
    "load",
]
