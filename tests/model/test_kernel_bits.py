"""Every bit of a run is the same in the process that compiles the kernel and in those that load it from the cache.

Where a function of the kernel is called and not inlined, Numba compiles it twice: on its own, and again with what calls
it. The process that compiles links the first, all others load the second, and the two may round differently.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from numba.core.registry import CPUDispatcher

from rnn.model import kernel
from rnn.model.optimisers import OPTIMISERS, Clipping
from rnn.model.windows import TrainingState, TrainingWindows
from tests.support.networks import random_case

ROOT = Path(__file__).parent.parent.parent
PRINT_BITS = "from tests.model.test_kernel_bits import print_bits; print_bits()"
SIZES = {"small": (30, 20, 12), "large": (30, 33, 21)}  # T, H, K, on both sides of kernel_arrays.SMALL
# Multiplying by a power of 2 rounds nothing, whatever the order: the norm must not be one.
BOUNDS = {"free": Clipping(), "value": Clipping(0.1), "norm": Clipping(norm=0.7), "both": Clipping(0.1, 0.7)}


def digest(size: tuple[int, int, int], optimiser: str, bound: str) -> str:
    """Return the SHA-256 of all losses and of the progress after 40 updates in windows of 7 steps, of one case."""
    case = random_case(*size, scale=0.3)
    windows = TrainingWindows(case.inputs, case.targets, 7, True, OPTIMISERS[optimiser])
    state, losses = TrainingState.begin(case.parameters, windows), np.empty(40)
    assert kernel.train(state, windows, np.full(40, 0.02), BOUNDS[bound], losses) == 40
    return sha256(losses.tobytes() + state.flat.tobytes()).hexdigest()


def print_bits() -> None:
    """Print the digest of every case, and how often the compiled loops were loaded from the cache and compiled."""
    digests = {
        f"{size}, {optimiser}, {bound}": digest(SIZES[size], optimiser, bound)
        for size in SIZES
        for optimiser in OPTIMISERS
        for bound in BOUNDS
    }
    stats = kernel._train.stats
    print(json.dumps([digests, sum(stats.cache_hits.values()), sum(stats.cache_misses.values())]))


@pytest.fixture(scope="module")
def bits(tmp_path_factory):
    """What two processes print, one after the other, that share a cache which is empty before the first."""
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path_factory.mktemp("numba"))}
    command = [sys.executable, "-c", PRINT_BITS]
    return [
        json.loads(subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True).stdout)
        for _ in range(2)
    ]


def test_all_that_is_compiled_is_one_piece():
    """Whatever the kernel's loops call is inlined: only what is itself called from Python stands alone."""
    compiled = {name: function for name, function in vars(kernel).items() if isinstance(function, CPUDispatcher)}

    options = {name: function.targetoptions for name, function in compiled.items()}
    alone = [name for name, of in options.items() if not of.get("forceinline") and of.get("inline") != "always"]
    assert alone == ["_train"]


def test_the_first_process_compiles_and_the_next_loads(bits):
    """The kernel is compiled twice, for small networks and for large ones, and loaded as often by the next process."""
    (_, *compiled), (_, *loaded) = bits

    assert (compiled, loaded) == ([0, 2], [2, 0])


def test_every_bit_is_the_same_compiled_or_loaded(bits):
    """Losses, parameters, what is kept and the state carried, for every optimiser and every bound."""
    (compiled, *_), (loaded, *_) = bits

    assert [case for case in compiled if compiled[case] != loaded[case]] == []


def test_every_case_is_another(bits):
    """Each optimiser and each bound leaves its own mark, so that none of them is compared in vain."""
    (compiled, *_), _ = bits

    assert len(set(compiled.values())) == len(compiled) == len(SIZES) * len(OPTIMISERS) * len(BOUNDS)
