"""What a learner is to bring about: a fact of the app, by its name in the link, compared with a value."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rnn.errors import InvalidInput

Fact = str | float
SIGNS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
PATTERN = re.compile(r"(\w+) (!=|<=|>=|=|<|>) (\S.*)")


@dataclass(frozen=True)
class Condition:
    """One comparison, such as `epoch >= 300`.

    name   of the fact: a word of the app's links, or one that the app measures
    sign   one of SIGNS
    value  a number, or a word
    """

    name: str
    sign: str
    value: Fact

    def __str__(self) -> str:
        value = f"{self.value:g}" if isinstance(self.value, float) else self.value
        return f"{self.name.replace('_', ' ')} {self.sign} {value}"

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        """Return whether it is so; a fact that there is not, or that is no number where one is asked for, is not."""
        fact = facts.get(self.name)
        if isinstance(self.value, float):
            fact = as_number(fact)
        elif fact is not None:
            fact = str(fact)
        return fact is not None and bool(SIGNS[self.sign](fact, self.value))


def read_condition(text: str) -> Condition:
    """Return the condition that a text states. Raises InvalidInput with the field "done"."""
    found = PATTERN.fullmatch(text.strip())
    if not found:
        signs = ", ".join(SIGNS)
        raise InvalidInput("done", f"A condition is a name, one of {signs}, and a value; “{text[:40]}” is not.")
    name, sign, value = found.groups()
    number = as_number(value)
    if number is None and sign not in ("=", "!="):
        raise InvalidInput("done", f"“{value[:40]}” is no number, so “{sign}” cannot compare it.")
    return Condition(name, sign, value if number is None else number)


def as_number(value: Fact | None) -> float | None:
    """Return a number, also one that is written, or None."""
    try:
        return None if value is None else float(value)
    except ValueError:
        return None
