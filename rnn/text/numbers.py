"""Every way in which a number becomes text, one function a purpose; and how many digits a sum on the screen needs.

It lies with the text and imports nothing, as all who write numbers may import that: the analysis and the monitoring,
whose results say in a sentence what was found, the figures and the pages.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

DIGITS = 4
ERROR = 1e-12  # of computing, relative
MOST_DIGITS = 17  # as many give a number of the computer exactly


def number(value: float, digits: int = DIGITS) -> str:
    """Write a number of a figure, its minus as it is printed: 0.9962, −6.847e−4."""
    if value == 0 or abs(value) >= 0.001 or not math.isfinite(value):
        return f"{value + 0.0:.{digits}g}".replace("-", "−")
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}e−{-int(power)}".replace("-", "−")


def in_latex(value: float, digits: int = DIGITS) -> str:
    r"""Write a number of an equation in LaTeX, with a power of ten where it needs one: -1.235, 1.5\cdot10^{-7}."""
    text = f"{value + 0.0:.{digits}g}"
    if "e" not in text:
        return text
    mantissa, power = text.split("e")
    return rf"{mantissa}\cdot10^{{{int(power)}}}"


def setting(value: float) -> str:
    """Write the value of a setting: 100,000 and 0.01."""
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def setting_or_off(value: float) -> str:
    """Write the value of a setting that 0 switches off: 5 and off."""
    return setting(value) if value else "off"


def signed(value: float) -> str:
    """Write an activation or a correlation with its sign and two decimals: +0.50, −1.00."""
    return f"{value:+.2f}".replace("-", "−")


def difference(value: float, unit: str = "") -> str:
    """Write by how much something changed, with its sign: +1.25 nats, −3."""
    return f"{value:+.4g} {unit}".replace("-", "−").rstrip()


def logit(value: float) -> str:
    """Write a logit beside its bar: 12.3, −0.5."""
    return f"{value:.3g}".replace("-", "−")


def share(value: float) -> str:
    """Write a probability beside its bar: 12.3%, 99.98%; 100% is nothing but 1."""
    return f"{value:.1%}" if value < 0.9995 else f"{value:.4%}".rstrip("0%").rstrip(".") + "%"


def percent(probability: float) -> str:
    """Write a probability in a table, however small: 12.3 %, 0.00456 %."""
    return f"{100 * probability:.3g}\N{NO-BREAK SPACE}%"


def significant(value: float, digits: int) -> str:
    """Write a number of a sentence with this many significant digits: 0.000215, 13."""
    return f"{value:.{digits}g}"


def compact(value: float) -> str:
    """Write a number with two decimals, or with a power of ten where that would be long: 0.85, 1.20e+04."""
    return f"{value:.2f}" if value < 1e4 else f"{value:.2e}"


def measured(value: float, unit: str) -> str:
    """Return a number with its unit, which is given in the singular: "84.7 nats", "1 letter"."""
    return f"{value:.3g} {unit}{'' if value == 1 else 's'}"


def counted(count: int, noun: str) -> str:
    """Write how many of something there are: 1 step, 1,000 steps."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def rounded(value: float, digits: int = DIGITS) -> float:
    """Return the number that is read where this one is printed with this many digits."""
    return float(f"{value:.{digits}g}")


def follows(computed: float, result: float, digits: int = DIGITS) -> bool:
    """Return whether what a reader computes is, to this many digits, the result that is printed.

    What lies half-way between two printed numbers may be rounded to either, so it is as good as neither.
    """
    return follower(result, digits)(computed)


def follower(result: float, digits: int = DIGITS) -> Callable[[float], bool]:
    """Return `follows` for one result, which is printed once for all that is compared with it."""
    form, far = f".{digits}g", 10.0 ** (1 - digits) + 4 * ERROR
    below, above = (format(result * error + 0.0, form) for error in (1 - ERROR, 1 + ERROR))

    def does_follow(computed: float) -> bool:
        if abs(computed - result) > far * max(abs(computed), abs(result)):
            return False  # too far apart for any rounding, which is seen sooner than by printing both
        return format(computed * (1 - ERROR) + 0.0, form) == below and (
            format(computed * (1 + ERROR) + 0.0, form) == above
        )

    return does_follow


def digits_enough(operands: Sequence[float], compute: Callable[..., float], result: float, digits: int = DIGITS) -> int:
    """Return how many digits the operands must be printed with for the printed result to follow from them.

    compute  from the operands to the result     digits  with which the result is printed
    Four digits of 0.9975 leave two of 0.9975 - 1: it has to be 0.997528. The fewest that do it, 4 or more, are
    returned; 17 if none do, as where the result is nothing but the error of rounding.
    """
    does_follow = follower(result, digits)
    for count in range(DIGITS, MOST_DIGITS):
        if does_follow(compute(*[rounded(value, count) for value in operands])):
            return count
    return MOST_DIGITS


def digits_of_terms(terms: Sequence[float], total: float, digits: int = DIGITS) -> list[int]:
    """Return how many digits each term must be printed with for the printed total to be the sum of what is printed.

    digits  with which the total is printed
    """
    does_follow = follower(total, digits)
    return digits_together(terms, lambda printed: does_follow(math.fsum(printed)))


def digits_together(values: Sequence[float], are_enough: Callable[[list[float]], bool]) -> list[int]:
    """Return how many digits each value must be printed with for the numbers that are read to be enough.

    All are printed down to the same decimal place, as one writes them to add by hand, with four digits at least. The
    first place that does it is taken; all have 17 digits if none does. Values that are not finite have four.
    """
    if not all(map(math.isfinite, values)):
        return [DIGITS] * len(values)
    largest = _power(max(map(abs, values), default=0.0) or 1.0)
    powers = [_power(value) if value else largest for value in values]
    for place in range(DIGITS - 1 - largest, MOST_DIGITS - largest):  # any place before gives all of them four digits
        digits = [min(max(DIGITS, power + 1 + place), MOST_DIGITS) for power in powers]
        if are_enough([rounded(value, count) for value, count in zip(values, digits, strict=True)]):
            return digits
    return [MOST_DIGITS] * len(values)


def _power(value: float) -> int:
    """Return the power of ten of a number's first digit."""
    return math.floor(math.log10(abs(value)))
