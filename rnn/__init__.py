"""A vanilla character RNN, trained and opened up. The public names of the engine, nothing else."""

from rnn.errors import InvalidInput
from rnn.generation import Step, generate
from rnn.network import Trace, backward, cross_entropy, forward, softmax
from rnn.parameters import Parameters
from rnn.presets import PRESETS, Preset
from rnn.settings import Settings
from rnn.training import Run
from rnn.vocabulary import Vocabulary

__all__ = [
    "PRESETS",
    "InvalidInput",
    "Parameters",
    "Preset",
    "Run",
    "Settings",
    "Step",
    "Trace",
    "Vocabulary",
    "backward",
    "cross_entropy",
    "forward",
    "generate",
    "softmax",
]
