"""What the visitor lets the network write: seed, dials, their own choices, and the step that is shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rnn.errors import InvalidInput
from rnn.generation.continuation import PRIMING_OF, Continuation, Step
from rnn.generation.sampling import GREEDY, Sampling, draw
from rnn.model.parameters import MAXIMUM_RANDOM_SEED, Parameters
from rnn.runs.presets import Preset
from rnn.runs.settings import Settings
from rnn.session.incremental_generation import AT_ONCE, IncrementalGeneration
from rnn.session.playhead import Playhead
from rnn.text.vocabulary import Vocabulary, characters_of

MAXIMUM_SEED = 100
FIRST_LENGTH = 20
SECONDS_A_CHARACTER = 0.6
FIRST_CHARACTERS = 7
COMPARED = 20  # characters: enough to see where the two feedings differ


@dataclass
class Writing:
    """One text being written. It lives as long as the visitor's session, over pages and runs.

    typed         the contents of the seed's field
    seed          the characters that the text continues: the last typed that the network knows
    problem       what is wrong with what was typed, in a sentence, or None
    priming       "refeed" or "standard"; random_seed: as `generate` takes it; sampling: how it chooses
    keeps_random_numbers    whether a changed control keeps the random numbers; if not, each change draws new ones
    user_chosen   characters that the visitor took instead of the network's, {number: character}
    generation         the text as far as it is written
    has_own_seed, has_own_priming  whether the visitor chose them; else they are the run's defaults
    """

    typed: str = ""
    seed: tuple[str, ...] = ()
    problem: str | None = None
    priming: str = "refeed"
    sampling: Sampling = GREEDY
    random_seed: int = 0
    keeps_random_numbers: bool = True
    user_chosen: dict[int, str] = field(default_factory=dict)
    generation: IncrementalGeneration = field(default_factory=IncrementalGeneration)
    has_own_seed: bool = False
    has_own_priming: bool = False
    _settings: Settings | None = None
    # A tick moves by one character at most: late or not, none is skipped.
    _playhead: Playhead = field(default_factory=lambda: Playhead(SECONDS_A_CHARACTER, last=FIRST_LENGTH - 1))

    def follow(self, settings: Settings, preset: Preset | None) -> None:
        """Fit the writing to a run, if it is another than before: what the visitor has not chosen takes its default."""
        if settings == self._settings:
            return
        self._settings = settings
        vocabulary, default = settings.vocabulary, preset.seed if preset else first_characters(settings.text)
        if not self.has_own_seed:
            self.typed = default
        if problem_with("".join(self.seed), vocabulary):
            self._go_on_from(default)
        self._read_what_was_typed(vocabulary)
        self.user_chosen = {number: taken for number, taken in self.user_chosen.items() if taken in vocabulary}
        if not self.has_own_priming:
            self.priming = preset.priming if preset else PRIMING_OF[settings.target]

    def forget(self) -> None:
        """Let seed and priming be the run's defaults again, at the next `follow`."""
        self.seed, self.user_chosen, self._settings = (), {}, None
        self.has_own_seed = self.has_own_priming = False

    def type_seed(self, typed: str, vocabulary: Vocabulary) -> None:
        """Continue what was typed; if the network cannot, say why and keep the seed as it was."""
        self.typed, self.has_own_seed = typed, True
        self._read_what_was_typed(vocabulary)

    def choose_priming(self, priming: str) -> None:
        """Feed the seed this way from now on, whatever the preset says."""
        self.priming, self.has_own_priming = priming, True

    def choose_length(self, length: int) -> None:
        """Write this number of characters; the step shown stays, or becomes the last."""
        self._playhead.last = length - 1
        self._playhead.show(self.number)

    def choose(self, **dial) -> None:
        """Choose characters with this temperature, top_k or top_p from now on, with the same or new random numbers."""
        self.sampling = replace(self.sampling, **dial)
        if not self.keeps_random_numbers:
            self.draw_again()

    def choose_random_seed(self, random_seed: int) -> None:
        """Draw the random numbers from this random seed."""
        self.random_seed = random_seed

    def keep_random_numbers(self, is_kept: bool) -> None:
        """Keep the random numbers when a control changes, or draw new ones."""
        self.keeps_random_numbers = is_kept

    def draw_again(self) -> None:
        """Draw new random numbers for all steps: from the next random seed."""
        self.random_seed = (self.random_seed + 1) % (MAXIMUM_RANDOM_SEED + 1)

    def take_back(self) -> None:
        """Type the seed that the text continues in place of the refused one."""
        self.typed, self.problem = "".join(self.seed), None

    def take(self, step: Step, character: str, vocabulary: Vocabulary) -> None:
        """Take this character at a step and go on from there: what was taken at later steps belonged to another text.

        Taking what the network itself would choose undoes the visitor's choice at this step.
        """
        self.user_chosen = {number: taken for number, taken in self.user_chosen.items() if number < step.number}
        if character != vocabulary.characters[draw(step.distribution, step.u)]:
            self.user_chosen[step.number] = character

    def undo_choices(self) -> None:
        """Let the network choose every character again."""
        self.user_chosen = {}

    @property
    def length(self) -> int:
        """How many characters to write."""
        return self._playhead.last + 1

    @property
    def number(self) -> int:
        """The step that was asked for, 0 for the first character."""
        return self._playhead.index

    @property
    def is_moving(self) -> bool:
        """Whether the step shown moves on by itself."""
        return self._playhead.is_playing

    @property
    def shown(self) -> int:
        """The step shown: the one asked for, or the last that is written."""
        return min(self.number, self.generation.written - 1) if self.generation.written else self.number

    def show(self, number: int) -> None:
        """Rest at a step, or at the nearest there is."""
        self._playhead.show(number)

    def step(self, places: int) -> None:
        """Rest one or more characters further on, or back if negative."""
        self.show(self.shown + places)

    def hold(self) -> None:
        """Rest at the step shown."""
        self.show(self.shown)

    def play(self) -> None:
        """Let the step shown move on by itself; from the first, if it is the last."""
        self.show(self.shown)
        self._playhead.play()

    def tick(self) -> None:
        """Move the step shown by what the time since the last tick allows."""
        self._playhead.tick(1 / SECONDS_A_CHARACTER)

    def write(self, parameters: Parameters, vocabulary: Vocabulary, film_rests: bool = True) -> Continuation:
        """Return the text, the visitor's choices taken: as far as there was time to write it, but its beginning."""
        self.generation.begin(
            parameters, vocabulary, self.user_chosen, (self.seed, self.priming, self.sampling, self.random_seed)
        )
        return self.generation.write(self.length, film_rests)

    def beginning_of(self, parameters: Parameters, vocabulary: Vocabulary) -> Continuation:
        """Return what another network would write, the visitor's choices taken: its beginning, up to the step shown."""
        dials = self.seed, self.priming, self.sampling, self.random_seed
        text = Continuation(parameters, vocabulary, *dials, self.user_chosen)
        text.write(min(self.length, AT_ONCE))
        return text

    def beginning(self, text: Continuation, priming: str) -> list[str]:
        """Return what a text's network writes first when the seed is fed this way, the visitor's choices left out."""
        if priming != text.priming or text.user_chosen:
            dials = self.seed, priming, self.sampling, self.random_seed
            text = Continuation(text.parameters, text.vocabulary, *dials)
            text.write(min(self.length, COMPARED))
        return text.characters[: min(self.length, COMPARED)]

    def _read_what_was_typed(self, vocabulary: Vocabulary) -> None:
        self.problem = problem_with(self.typed, vocabulary)
        if self.problem is None and self.typed != "".join(self.seed):
            self._go_on_from(self.typed)

    def _go_on_from(self, seed: str) -> None:
        self.seed, self.user_chosen = tuple(characters_of(seed)), {}
        self.show(0)


def first_characters(text: str) -> str:
    """Return a seed for a text that has none of its own: at most a third of its first line, and 7 characters."""
    line = next((line for line in text.splitlines() if line), text)
    characters = characters_of(line[:MAXIMUM_SEED])
    return "".join(characters[: min(FIRST_CHARACTERS, max(1, len(characters) // 3))])


def problem_with(seed: str, vocabulary: Vocabulary) -> str | None:
    """Return in a sentence why the network cannot go on from this seed, or None if it can."""
    if not seed:
        return "The seed is empty. Type at least one character to start from."
    try:
        vocabulary.encode(seed, field="seed")
    except InvalidInput as problem:
        return str(problem)
    return None
