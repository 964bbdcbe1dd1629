"""A small question that asks for code, for tests of what is done with it."""

from __future__ import annotations

from interviewer.bank.question import Code, CodeTest, KeyPoint, Question, RandomTest

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    print('half')\n    return x + 2\n"
BROKEN = "def double(x):\n    return 1 / 0\n"
ENDLESS = "def double(x):\n    while True:\n        pass\n"

DOUBLE = Question(
    id="numbers-double",
    topic="numbers",
    difficulty="easy",
    kind="code",
    question="Write double(x), which gives twice a number. Explain its cost.",
    answer="Twice a number is the number times two. It takes constant time.",
    key_points=(KeyPoint(point="Times two is twice."), KeyPoint(point="Constant time is what it takes.")),
    minutes=1.0,
    code=Code(
        starter='def double(x: int) -> int:\n    """Give twice the number."""\n',
        solution=RIGHT,
        tests=(
            CodeTest(call="double(1)", expected="2"),
            CodeTest(call="double(2)", expected="4"),
            CodeTest(call="double(-3)", expected="-6"),
        ),
        examples=2,
        random=(RandomTest(inputs="st.integers(0, 9)", call="double(x)", expected="x + x"),),
    ),
)
