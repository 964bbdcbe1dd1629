"""When questions were answered, whatever came of it."""

from __future__ import annotations

from datetime import datetime

from interviewer.store.columns import to_time
from interviewer.store.connection import Connection

# The index by time holds every column of it. Time zones lie a multiple of a quarter of an hour apart, so that
# a quarter belongs to one day in each of them, and an hour is a few rows and not as many as it has answers.
_ANSWERS = """
select min(asked_at) as at, count(*) as answers
from attempts
where status in ('answered', 'graded') or score is not null
group by substr(asked_at, 1, 13), cast(substr(asked_at, 15, 2) as integer) / 15
order by at
"""


class Activity:
    """Counts answers over time.

    Args:
        connection: Of the open log.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def answers(self) -> tuple[tuple[datetime, int], ...]:
        """The quarters of an hour in which questions were asked that were answered, and how many they were.

        Returns:
            The first such moment of each quarter, timezone-aware, with the count, oldest first.

        Raises:
            StoreError: The log cannot be read.
        """
        with self._connection.reading() as db:
            return tuple((to_time(at), answers) for at, answers in db.execute(_ANSWERS))

    def begun(self) -> bool:
        """Whether any question was ever asked.

        Raises:
            StoreError: The log cannot be read.
        """
        with self._connection.reading() as db:
            (found,) = db.execute("select exists (select 1 from attempts)").fetchone()
            return bool(found)
