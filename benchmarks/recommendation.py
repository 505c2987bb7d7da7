"""Is the recommendation any good? It is trained on texts of the project for its film's length, and held against counts.

    python -m benchmarks.recommendation             five texts of 60 to 50,000 characters, about a minute
    python -m benchmarks.recommendation --more      and short words, names, sums, brackets, and texts without an order
    python -m benchmarks.recommendation --held-out  once more with a tenth of each text held out

The loss is a character's in bits: the mean of the last pass over the text. Beside it is that of a table of pairs
counted on the same text, the least that a model without memory can have. To beat it clearly is to have at most nine
tenths of it; where that is impossible, the reason is printed that the page gives.
"""

from __future__ import annotations

import argparse
import string
import sys
from pathlib import Path
from time import perf_counter

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import rnn
from rnn.analysis.baselines import bigram
from rnn.analysis.predictability import explain_pairs
from rnn.model import backend
from rnn.monitoring.held_out import HeldOut
from rnn.runs.fitting import recommend
from rnn.text import corpora

CLEARLY = 0.9  # of the loss of a table of pairs
MOST_BITS = 2.0  # a character of 50,000 of English
ENGLISH = "Alice, five chapters"
SHARE_HELD_OUT = 0.1


def texts() -> dict[str, str]:
    """Return five texts of English that come with the project, by their names, from the shortest to the longest."""
    stanzas = corpora.POEM.split("\n\n")
    walrus, jabberwocky = "\n\n".join(stanzas[:18]) + "\n", "\n\n".join(stanzas[18:])
    chapter = corpora.ALICE[: corpora.ALICE.rindex("\n\n", 0, 10_000) + 1]
    return {
        "The Walrus, two lines": "".join(walrus.splitlines(keepends=True)[:2]),
        "Jabberwocky": jabberwocky,
        "The Walrus": walrus,
        "Alice, the beginning": chapter,
        ENGLISH: corpora.ALICE,
    }


def more_texts() -> dict[str, str]:
    """Return texts of other kinds: words, the project's other corpora, and random characters."""
    dice = np.random.RandomState(0)
    return {
        "hello": "hello",
        "hello world": "hello world",
        "alphabet": string.ascii_uppercase,
        "aaaa": "aaaa",
        "a rhyme": "twinkle, twinkle, little star",
        "names": corpora.NAMES,
        "sums": corpora.ARITHMETIC,
        "brackets": corpora.BRACKETS,
        "remember": corpora.remember(5),
        "random, 500 of 26": "".join(dice.choice(list(string.ascii_lowercase), 500)),
        "random, 5,000 of 26": "".join(dice.choice(list(string.ascii_lowercase), 5_000)),
        "random, 20,000 of 26": "".join(dice.choice(list(string.ascii_lowercase), 20_000)),
        "random, 50,000 of 94": "".join(dice.choice([chr(code) for code in range(33, 127)], 50_000)),
    }


def train(settings: rnn.Settings) -> tuple[rnn.Run, float]:
    """Train a run to its film's end. Returns it, and how long that took in seconds."""
    run = rnn.Run(settings)
    began = perf_counter()
    run.advance(updates=settings.updates)
    return run, perf_counter() - began


def last_pass(run: rnn.Run) -> float:
    """Return the train loss of a character in bits, averaged over the last pass over the text."""
    return max(0.0, float(run.losses[-run.windows.count :].sum() / len(run.inputs) / np.log(2)))


def judge(run: rnn.Run, bits: float, table: float) -> str:
    """Say whether a table of pairs is beaten clearly, or else why it cannot be."""
    if bits <= CLEARLY * table and table > 0:
        return f"ok: {bits / table:.2f} of the table's"
    reason = explain_pairs(run.inputs, run.targets, len(run.vocabulary))
    return reason or f"MISSED: {bits / table:.2f} of the table's"


def measure(name: str, text: str) -> None:
    """Train the recommendation for a text, and print a line on it."""
    settings = recommend(rnn.Settings(), text)
    run, seconds = train(settings)
    bits, K = last_pass(run), len(run.vocabulary)
    table = bigram(run.inputs, run.targets, K, added=0).loss(run.inputs, run.targets) / np.log(2)
    how = f"{settings.optimiser} {settings.learning_rate:g}"
    numbers = f"{K:4}{settings.hidden_size:5} {how:12}{settings.updates:8,}{seconds:8.1f}{bits:8.3f}{table:8.3f}"
    print(f"{name:22}{len(settings.characters):8,}{numbers}  {judge(run, bits, table)}", flush=True)
    if name == ENGLISH:
        verdict = "ok" if bits <= MOST_BITS else "MISSED"
        print(f"{'':22}{bits:.3f} bits a character after {run.update:,} updates; target <= {MOST_BITS:g}  {verdict}")


def measure_held_out(name: str, text: str) -> None:
    """Train the recommendation with a tenth of a text held out, and print the loss on both parts."""
    run, _ = train(recommend(rnn.Settings(held_out=SHARE_HELD_OUT), text))
    held_out = HeldOut(run)
    if held_out.steps:
        unseen, table = (loss / np.log(2) for loss in (held_out.loss_of(run.parameters), held_out.bigram))
        print(f"{name:22}{last_pass(run):10.3f}{unseen:12.3f}{table:22.3f}", flush=True)


def main() -> None:
    """Measure and print it all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--more", action="store_true", help="also words, names, sums, brackets and random characters")
    parser.add_argument("--held-out", action="store_true", help="also the loss on a tenth that is held out")
    options = parser.parse_args()
    chosen = texts() | (more_texts() if options.more else {})
    backend.compile_kernel()
    print(f"{'':22}{'length':>8}{'K':>4}{'H':>5} {'optimiser':12}{'updates':>8}{'seconds':>8}{'bits':>8}{'pairs':>8}")
    for name, text in chosen.items():
        measure(name, text)
    if options.held_out:
        print(f"\n{'A tenth held out':22}{'training':>10}{'held out':>12}{'pairs, held out':>22}")
        for name, text in chosen.items():
            measure_held_out(name, text)


if __name__ == "__main__":
    main()
