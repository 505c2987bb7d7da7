# What editors and type checkers read: the public names, each from where it is defined.
from rnn.errors import InvalidInput as InvalidInput
from rnn.generation.continuation import Step as Step
from rnn.generation.continuation import generate as generate
from rnn.model.network import Trace as Trace
from rnn.model.network import backward as backward
from rnn.model.network import cross_entropy as cross_entropy
from rnn.model.network import forward as forward
from rnn.model.network import softmax as softmax
from rnn.model.parameters import Parameters as Parameters
from rnn.runs.change import Change as Change
from rnn.runs.presets import PRESETS as PRESETS
from rnn.runs.presets import Preset as Preset
from rnn.runs.run import Run as Run
from rnn.runs.settings import Settings as Settings
from rnn.text.vocabulary import Vocabulary as Vocabulary
