"""What a link holds of the text that the network writes: its seed, how it is sampled, and what the visitor chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rnn.errors import InvalidInput
from rnn.generation.continuation import MAXIMUM_LENGTH, PRIMINGS
from rnn.generation.sampling import GREEDY
from rnn.model.parameters import MAXIMUM_RANDOM_SEED
from rnn.runs.presets import preset_of
from rnn.runs.run import Run
from rnn.session.chosen.choices import Choice, Flag, Number, OneOf, Words, as_text
from rnn.session.writing import FIRST_LENGTH, MAXIMUM_SEED, Writing

HIGHEST_TEMPERATURE, LOWEST_TOP_P = 2.0, 0.05

SAMPLING = (
    Choice("temperature", GREEDY.temperature, Number(0, HIGHEST_TEMPERATURE)),
    Choice("top_k", GREEDY.top_k, Number(0, 256, is_whole=True)),
    Choice("top_p", GREEDY.top_p, Number(LOWEST_TOP_P, 1)),
)
OTHERS = (
    Choice("random_seed", Writing.random_seed, Number(0, MAXIMUM_RANDOM_SEED, is_whole=True)),
    Choice("keeps_random_numbers", True, Flag()),
)
IN_LINK = {"random_seed": "u_seed", "keeps_random_numbers": "keeps_u"}  # the run has a random seed of its own


@dataclass
class GenerationLink:
    """The part of a link that is about a Writing."""

    writing: Writing

    def write(self) -> dict[str, str]:
        """Return the URL parameters of what differs from its default."""
        writing = self.writing
        query = {"seed": writing.typed} if writing.has_own_seed else {}
        if writing.has_own_priming:
            query["priming"] = writing.priming
        for choices, owner in ((SAMPLING, writing.sampling), (OTHERS, writing)):
            for choice in choices:
                if getattr(owner, choice.name) != choice.default:
                    query[IN_LINK.get(choice.name, choice.name)] = as_text(getattr(owner, choice.name))
        if writing.length != FIRST_LENGTH:
            query["length"] = str(writing.length)
        if writing.number:
            query["written"] = str(writing.number + 1)
        if writing.user_chosen:
            query["chosen"] = ",".join(f"{number + 1}:{taken}" for number, taken in sorted(writing.user_chosen.items()))
        return query

    def read(self, query: Mapping[str, str], run: Run) -> list[str]:
        """Take what a link says, and the defaults of what it does not name; return what is wrong with any."""
        problems: list[str] = []

        def read(choice: Choice):
            name = IN_LINK.get(choice.name, choice.name)
            try:
                return choice.kind.read(name, query[name]) if name in query else choice.default
            except InvalidInput as problem:
                problems.append(str(problem))
                return choice.default

        writing = self.writing
        writing.forget()
        writing.follow(run.settings, preset_of(run.settings))
        if "priming" in query and (priming := read(Choice("priming", None, OneOf(PRIMINGS)))):
            writing.choose_priming(priming)
        if "seed" in query and (seed := read(Choice("seed", None, Words(MAXIMUM_SEED)))) is not None:
            writing.type_seed(seed, run.vocabulary)
        writing.sampling = replace(GREEDY, **{choice.name: read(choice) for choice in SAMPLING})
        for choice in OTHERS:
            setattr(writing, choice.name, read(choice))
        writing.choose_length(read(Choice("length", FIRST_LENGTH, Number(1, MAXIMUM_LENGTH, is_whole=True))))
        writing.user_chosen = self._chosen(query.get("chosen", ""), run, problems)
        writing.show(read(Choice("written", 1, Number(1, MAXIMUM_LENGTH, is_whole=True))) - 1)
        return problems

    def _chosen(self, text: str, run: Run, problems: list[str]) -> dict[int, str]:
        """Return the characters of "3:x,7:y"; a comma may be a character too, so each part ends before ",digits:"."""
        chosen = {}
        while text:
            number, separator, rest = text.partition(":")
            character, text = rest[:1] + rest[1:].partition(",")[0], rest[1:].partition(",")[2]
            is_place = number.isdecimal() and len(number) < 6 and 0 < int(number) <= MAXIMUM_LENGTH
            if not (separator and is_place and character in run.vocabulary):
                problems.append(f"“{number[:20]}:{character[:20]}” is no character of this text at a written place.")
            else:
                chosen[int(number) - 1] = character
        return chosen
