"""Time expressions in a text, and the days they mean as far as the words and an anchor tell.

The anchor is the interval in which the text was written (an article's date of publication). An
expression that needs it ("on Thursday") is dated only where every day of the anchor gives the same
answer; where the anchor is unknown, or bounded on one side only, the interval is ``None``: open,
never guessed. Weekdays and partial dates mean the latest fitting day at or before the anchor,
unless the clause looks ahead ("will meet on Friday") or does not tell ("would meet on Friday": open).
A partial date whose year the same text gives elsewhere has that year.
"""

from dragoman.times.find import TimeExpression, find_times, read_times
from dragoman.times.resolve import Direction, Reading

__all__ = ["Direction", "Reading", "TimeExpression", "find_times", "read_times"]
