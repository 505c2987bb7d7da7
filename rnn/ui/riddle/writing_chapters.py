"""The riddle's steps in which a network writes: its target the character shown, or the next one."""

from __future__ import annotations

from functools import partial

from rnn.analysis.riddle import FIRST, write_both_ways
from rnn.ui.riddle.chapter import Chapter, always, first_of
from rnn.ui.riddle.facts import facts_of_writing
from rnn.ui.riddle.pictures import pictures_both_ways, pictures_once, pictures_twice

NOT_ALL_RIGHT = (
    lambda o: o.correct < o.steps,
    "On its own text it predicts {correct} of {steps} characters correctly.",
)

TWICE = Chapter(
    "Trained to copy",
    "copy",
    partial(write_both_ways, target="copy"),
    pictures_twice,
    facts_of_writing,
    "The target of this network is, at each character, the very character that it is shown. Now the notebook's "
    "generator shows it {seed} and lets it write: what it predicts is what it is shown next. What will it write?",
    (
        "{repeated}: it repeats, as its target asks",
        "{following}: it goes on with its text",
        "Something else",
    ),
    lambda o: first_of(o.twice.repeats >= FIRST, o.twice.right >= FIRST),
    (
        NOT_ALL_RIGHT,
        (always, "It writes {twice}."),
        (lambda o: o.twice.repeats == o.twice.length, "All {length} characters are {last}: it repeats."),
        (
            lambda o: FIRST <= o.twice.repeats < o.twice.length,
            "It repeats {last} {twice_repeats} times; then comes {after_repeats}.",
        ),
        (lambda o: o.twice.right == o.twice.length, "It goes on with its text, and all {length} are correct."),
        (
            lambda o: FIRST <= o.twice.right < o.twice.length,
            "It goes on with its text; the first wrong character is number {twice_wrong_at}, {twice_wrong}, which "
            "should be {twice_correct}.",
        ),
        (
            lambda o: 0 < o.twice.right < FIRST,
            "It goes on with its text at first, but character number {twice_wrong_at} is {twice_wrong} and should be "
            "{twice_correct}.",
        ),
        (
            lambda o: o.twice.right == 0 and o.twice.repeats < FIRST,
            "This begins neither with {repeated} nor with {next}.",
        ),
    ),
    lines=(
        "priming",
        "with “refeed”, the notebook's way, the network reads the whole seed, and its last character is the next input "
        "once more.",
    ),
)
ONCE = Chapter(
    "Each character once",
    "copy",
    partial(write_both_ways, target="copy"),
    pictures_once,
    facts_of_writing,
    "The notebook's generator shows the last character of the seed twice: {last} when it reads the seed, and {last} "
    "again to go on from. Show this network each character of {seed} once. What does it write first?",
    (
        "{last}: the character that it is shown",
        "{next}: the one that comes next in its text",
        "Another",
    ),
    lambda o: first_of(o.once.repeats > 0, o.once.right > 0),
    (
        NOT_ALL_RIGHT,
        (always, "It writes {once}."),
        (
            lambda o: o.once.repeats > 0,
            "It repeats {last} first, as its target asks. So {last} is shown a second time after all.",
        ),
        (
            lambda o: o.once.repeats > 0 and o.agree,
            "From there it writes just what it wrote in step 1.",
        ),
        (lambda o: o.once.right > 0, "It goes on with its text at once, though its target is {last}."),
        (
            lambda o: o.once.repeats == o.once.right == 0,
            "It begins neither with {last}, its target, nor with {next}, which comes next.",
        ),
    ),
)
NEXT = Chapter(
    "Trained on next characters",
    "next",
    partial(write_both_ways, target="next"),
    pictures_both_ways,
    facts_of_writing,
    "Another network, the same in all but the target: at each character its target is the next one. The notebook's "
    "generator shows it {seed}, and {last} a second time. What will it write?",
    (
        "{following}: it goes on with its text",
        "{after}: it skips {next}",
        "Something else",
    ),
    lambda o: first_of(o.twice.right >= FIRST, o.twice.one_further >= FIRST),
    (
        NOT_ALL_RIGHT,
        (always, "It writes {twice}."),
        (lambda o: o.twice.right >= FIRST, "The second {last} does not make it skip {next}."),
        (
            lambda o: o.twice.one_further >= FIRST,
            "It skips {next}: {last}, read twice, has moved it one place on.",
        ),
        (
            lambda o: o.twice.right < FIRST and o.twice.one_further < FIRST,
            "This begins neither with {following} nor with {after}.",
        ),
        (always, "Shown each character once, it writes {once}."),
        (lambda o: o.once.right == o.once.length, "All {length} of these are correct."),
        (
            lambda o: o.once.right < o.once.length,
            "The first wrong one of these is number {once_wrong_at}, {once_wrong}, which should be {once_correct}.",
        ),
    ),
)
