"""A vanilla character RNN, trained and opened up. The public names of the engine, nothing else.

A name is loaded when it is asked for, so that `import rnn.model.network` loads nothing that trains.
"""

from importlib import import_module

_HOMES = {
    "Change": "rnn.runs.change",
    "InvalidInput": "rnn.errors",
    "PRESETS": "rnn.runs.presets",
    "Parameters": "rnn.model.parameters",
    "Preset": "rnn.runs.presets",
    "Run": "rnn.runs.run",
    "Settings": "rnn.runs.settings",
    "Step": "rnn.generation.continuation",
    "Trace": "rnn.model.network",
    "Vocabulary": "rnn.text.vocabulary",
    "backward": "rnn.model.network",
    "cross_entropy": "rnn.model.network",
    "forward": "rnn.model.network",
    "generate": "rnn.generation.continuation",
    "softmax": "rnn.model.network",
}
__all__ = list(_HOMES)


def __getattr__(name: str):
    if name not in _HOMES:
        raise AttributeError(f"module 'rnn' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
