"""PyTorch beside the kernel, where it is installed: nn.RNN, Linear, cross_entropy, and SGD or Adagrad."""

from __future__ import annotations

import numpy as np

from rnn.model.parameters import Parameters


def torch_train(torch, precision: str, threads: int):
    """Return a train function as those of `competitors`, at "float32" or "float64", with so many threads.

    nn.RNN has two hidden biases; the second stays 0, or b would learn twice as fast as in the other competitors.
    """
    dtype = getattr(torch, precision)

    def train(state, windows, rates, clipping, losses):
        torch.set_num_threads(threads)
        recurrent, output, weights = _modules(torch, state.parameters, dtype)
        optimizer = _optimizer(torch, windows.optimiser.name, weights, rates[0])
        X = torch.eye(state.parameters.vocabulary_size, dtype=dtype)[torch.from_numpy(windows.inputs)]
        y_true = torch.from_numpy(windows.targets)
        a = torch.zeros((1, state.parameters.hidden_size), dtype=dtype)
        for n in range(len(losses)):
            here = windows.window_span(n)
            optimizer.zero_grad()
            states, a = recurrent(X[here], a if here.start else torch.zeros_like(a))
            a = a.detach()
            loss = torch.nn.functional.cross_entropy(output(states), y_true[here], reduction="sum")
            loss.backward()
            if clipping.value:
                torch.nn.utils.clip_grad_value_(weights, clipping.value)
            optimizer.step()
            losses[n] = loss.item()
        for array, weight in zip(state.parameters, weights, strict=True):
            array[:] = weight.detach().numpy()
        return len(losses)

    return train


def _optimizer(torch, name: str, weights: list, learning_rate: float):
    """Return SGD, or Adagrad with min-char-rnn's 1e-8 within the root, which is what its squares then begin at."""
    if name == "sgd":
        return torch.optim.SGD(weights, lr=learning_rate)
    return torch.optim.Adagrad(weights, lr=learning_rate, initial_accumulator_value=1e-8, eps=0)


def _modules(torch, parameters: Parameters, dtype):
    """Return nn.RNN and Linear with these parameters, and their five weights in the order W, U, b, V, c."""
    recurrent = torch.nn.RNN(parameters.vocabulary_size, parameters.hidden_size, dtype=dtype)
    output = torch.nn.Linear(parameters.hidden_size, parameters.vocabulary_size, dtype=dtype)
    weights = [recurrent.weight_hh_l0, recurrent.weight_ih_l0, recurrent.bias_ih_l0, output.weight, output.bias]
    recurrent.bias_hh_l0.requires_grad_(False).zero_()
    with torch.no_grad():
        for array, weight in zip(parameters, weights, strict=True):
            weight.copy_(torch.from_numpy(np.ascontiguousarray(array)))
    return recurrent, output, weights
