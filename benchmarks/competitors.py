"""Who trains beside the kernel: a loop like the notebook's, one like min-char-rnn's, PyTorch, and C.

Each is a function with the signature of `rnn.model.kernel.train`: it trains the progress in place, and fills losses
with each window's loss before its update. Of the optimisers they know gradient descent and Adagrad; of the bounds, by
value.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path

import numpy as np

SOURCE = Path(__file__).with_name("updates.c")
COMPILER_OPTIONS = ["-O3", "-march=native", "-ffast-math", "-shared", "-fPIC"]


def notebook_train(second_pass: bool):
    """Return a plain loop over columns as the notebook's, with or without its second forward pass for a test loss."""

    def train(state, windows, rates, clipping, losses):
        W, U, b, V, c = state.parameters
        b, c = b[:, None], c[:, None]
        X, y_true = (np.eye(len(c))[indices][:, :, None] for indices in (windows.inputs, windows.targets))
        a_start = np.zeros_like(b)
        for epoch in range(len(losses)):
            s, a, y_pred = _forward_pass(W, U, V, b, c, a_start, X)
            losses[epoch] = _cross_entropy_loss(y_pred, y_true)
            gradients = _backward_pass(W, U, V, b, c, s, a, y_pred, X, y_true)
            for weights, gradient in zip((W, U, V, b, c), gradients, strict=True):
                weights -= rates[epoch] * gradient
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


def char_rnn_train(state, windows, rates, clipping, losses):
    """Train as min-char-rnn does: a loop over the steps of a window with one column each, clipping, Adagrad."""
    W, U, b, V, c = state.parameters
    weights = W, U, b[:, None], V, c[:, None]
    squares = [np.zeros_like(weight) for weight in weights]
    a_last = np.zeros((len(b), 1))
    for n in range(len(losses)):
        here = windows.window_span(n)
        if here.start == 0:
            a_last = np.zeros((len(b), 1))
        losses[n], gradients, a_last = _window(weights, windows.inputs[here], windows.targets[here], a_last)
        for weight, gradient, kept in zip(weights, gradients, squares, strict=True):
            np.clip(gradient, -clipping.value, clipping.value, out=gradient)
            kept += gradient * gradient
            weight -= rates[n] * gradient / np.sqrt(kept + 1e-8)
    return len(losses)


def _window(weights, inputs, targets, a_start):
    W, U, b, V, c = weights
    x, a, y_pred = {}, {-1: a_start}, {}
    loss = 0.0
    for t in range(len(inputs)):
        x[t] = np.zeros((len(c), 1))
        x[t][inputs[t]] = 1
        a[t] = np.tanh(U @ x[t] + W @ a[t - 1] + b)
        e = np.exp(V @ a[t] + c)
        y_pred[t] = e / np.sum(e)
        loss -= np.log(y_pred[t][targets[t], 0])
    dW, dU, db, dV, dc = gradients = [np.zeros_like(weight) for weight in weights]
    da_next = np.zeros_like(a_start)
    for t in reversed(range(len(inputs))):
        do = np.copy(y_pred[t])
        do[targets[t]] -= 1
        dV += do @ a[t].T
        dc += do
        ds = (1 - a[t] * a[t]) * (V.T @ do + da_next)
        db += ds
        dU += ds @ x[t].T
        dW += ds @ a[t - 1].T
        da_next = W.T @ ds
    return loss, gradients, a[len(inputs) - 1]


def c_train(folder: Path):
    """Compile updates.c into the folder and return it as a train function, or None where there is no C compiler."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None:
        return None
    library = folder / "updates.so"
    subprocess.run([compiler, *COMPILER_OPTIONS, "-o", library, SOURCE, "-lm"], check=True)
    compiled = ctypes.CDLL(str(library)).train
    doubles, indices = np.ctypeslib.ndpointer(np.float64, flags="C"), np.ctypeslib.ndpointer(np.int64, flags="C")
    size, number = ctypes.c_int64, ctypes.c_double
    compiled.argtypes = [doubles, doubles, ctypes.c_void_p, doubles, doubles, indices, indices]
    compiled.argtypes += [*[size] * 4, number, number, doubles, size]
    compiled.restype = None

    def train(state, windows, rates, clipping, losses):
        H, K = state.parameters.hidden_size, state.parameters.vocabulary_size
        theta = np.concatenate([weights.T.ravel() for weights in state.parameters])
        gradient, kept = np.zeros_like(theta), np.zeros_like(theta)
        squares = kept.ctypes.data if windows.optimiser.name == "adagrad" else None
        a, do = np.zeros((windows.length + 1, H)), np.empty((windows.length, K))
        compiled(
            theta,
            gradient,
            squares,
            a,
            do,
            windows.inputs,
            windows.targets,
            len(windows.inputs),
            H,
            K,
            windows.length,
            rates[0],
            clipping.value,
            losses,
            len(losses),
        )
        sizes = np.cumsum([weights.size for weights in state.parameters])[:-1]
        for weights, transposed in zip(state.parameters, np.split(theta, sizes), strict=True):
            weights[:] = transposed.reshape(weights.T.shape).T
        return len(losses)

    return train
