"""Who trains beside the kernel: a loop like the notebook's, PyTorch, and C.

Each is a function with the signature of `rnn.kernel.train`: it trains the parameters in place, and fills losses with
each epoch's loss before its update.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path

import numpy as np

from rnn.parameters import Parameters

SOURCE = Path(__file__).with_name("epoch.c")
COMPILER_OPTIONS = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]


def notebook_train(second_pass: bool):
    """Return a plain loop over columns as the notebook's, with or without its second forward pass for a test loss."""

    def train(parameters, inputs, targets, learning_rate, losses):
        W, U, b, V, c = parameters
        b, c = b[:, None], c[:, None]
        X, y_true = (np.eye(parameters.vocabulary_size)[indices][:, :, None] for indices in (inputs, targets))
        a_start = np.zeros_like(b)
        for epoch in range(len(losses)):
            s, a, y_pred = _forward_pass(W, U, V, b, c, a_start, X)
            losses[epoch] = _cross_entropy_loss(y_pred, y_true)
            gradients = _backward_pass(W, U, V, b, c, s, a, y_pred, X, y_true)
            for weights, gradient in zip((W, U, V, b, c), gradients, strict=True):
                weights -= learning_rate * gradient
            if second_pass:
                _cross_entropy_loss(_forward_pass(W, U, V, b, c, a_start, X)[-1], y_true)
        return len(losses)

    return train


def _forward_pass(W, U, V, b, c, a_start, X):
    s, a, o, y_pred = {}, {-1: a_start}, {}, {}
    for t in range(len(X)):
        s[t] = W @ a[t - 1] + U @ X[t] + b
        a[t] = np.tanh(s[t])
        o[t] = V @ a[t] + c
        e = np.exp(o[t] - np.max(o[t]))
        y_pred[t] = e / np.sum(e, axis=0, keepdims=True)
    return s, a, y_pred


def _cross_entropy_loss(y_pred, y_true):
    loss = 0.0
    for t in range(len(y_true)):
        loss -= np.sum(y_true[t] * np.log(y_pred[t] + 1e-15))
    return loss


def _backward_pass(W, U, V, b, c, s, a, y_pred, X, y_true):
    dW, dU, dV, db, dc = (np.zeros_like(weights) for weights in (W, U, V, b, c))
    da_next = np.zeros_like(b)
    for t in reversed(range(len(X))):
        do = y_pred[t] - y_true[t]
        dV += do @ a[t].T
        dc += do
        ds = (V.T @ do + da_next) * (1 - np.tanh(s[t]) ** 2)
        db += ds
        dW += ds @ a[t - 1].T
        dU += ds @ X[t].T
        da_next = W.T @ ds
    return dW, dU, dV, db, dc


def torch_train(torch, precision: str, threads: int):
    """Return nn.RNN, Linear, the summed cross-entropy and SGD, at "float32" or "float64", with so many threads.

    nn.RNN has two hidden biases; the second stays 0, or b would learn twice as fast as in the other competitors.
    """
    dtype = getattr(torch, precision)

    def train(parameters, inputs, targets, learning_rate, losses):
        torch.set_num_threads(threads)
        recurrent, output, weights = _torch_modules(torch, parameters, dtype)
        optimizer = torch.optim.SGD(weights, lr=learning_rate)
        X = torch.eye(parameters.vocabulary_size, dtype=dtype)[torch.from_numpy(inputs)]
        y_true = torch.from_numpy(targets)
        for epoch in range(len(losses)):
            optimizer.zero_grad()
            loss = torch.nn.functional.cross_entropy(output(recurrent(X)[0]), y_true, reduction="sum")
            loss.backward()
            optimizer.step()
            losses[epoch] = loss.item()
        for array, weight in zip(parameters, weights, strict=True):
            array[:] = weight.detach().numpy()
        return len(losses)

    return train


def _torch_modules(torch, parameters: Parameters, dtype):
    """Return nn.RNN and Linear with these parameters, and their five weights in the order W, U, b, V, c."""
    recurrent = torch.nn.RNN(parameters.vocabulary_size, parameters.hidden_size, dtype=dtype)
    output = torch.nn.Linear(parameters.hidden_size, parameters.vocabulary_size, dtype=dtype)
    weights = [recurrent.weight_hh_l0, recurrent.weight_ih_l0, recurrent.bias_ih_l0, output.weight, output.bias]
    recurrent.bias_hh_l0.requires_grad_(False).zero_()
    with torch.no_grad():
        for array, weight in zip(parameters, weights, strict=True):
            weight.copy_(torch.from_numpy(array))
    return recurrent, output, weights


def c_train(folder: Path):
    """Compile epoch.c into the folder and return it as a train function, or None where there is no C compiler."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None:
        return None
    library = folder / "epoch.so"
    subprocess.run([compiler, *COMPILER_OPTIONS, "-o", library, SOURCE, "-lm"], check=True)
    compiled = ctypes.CDLL(str(library)).train
    doubles, indices = np.ctypeslib.ndpointer(np.float64, flags="C"), np.ctypeslib.ndpointer(np.int64, flags="C")
    size = ctypes.c_int64
    compiled.argtypes = [*[doubles] * 4, indices, indices, size, size, size, ctypes.c_double, doubles, size]
    compiled.restype = None

    def train(parameters, inputs, targets, learning_rate, losses):
        T, H, K = len(inputs), parameters.hidden_size, parameters.vocabulary_size
        theta = np.concatenate([weights.T.ravel() for weights in parameters])
        a, do = np.zeros((T + 1, H)), np.empty((T, K))
        gradient = np.zeros_like(theta)
        compiled(theta, gradient, a, do, inputs, targets, T, H, K, learning_rate, losses, len(losses))
        sizes = np.cumsum([weights.size for weights in parameters])[:-1]
        for weights, transposed in zip(parameters, np.split(theta, sizes), strict=True):
            weights[:] = transposed.reshape(weights.T.shape).T
        return len(losses)

    return train
