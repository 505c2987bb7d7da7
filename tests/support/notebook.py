"""The notebook's network, slowly: one step a time, column vectors, its own symbols. An independent reference.

Nothing here is taken from the engine, so that where both agree, neither copied the other's mistake.
W (H, H), U (H, K), V (K, H); b (H, 1), c (K, 1); X and y_true are lists of T one-hot columns (K, 1).
"""

from __future__ import annotations

import numpy as np


def draw_parameters(random_seed: int, hidden_size: int = 10, vocab_size: int = 26, scale: float = 0.01):
    """Return W, U, V, b, c as the notebook draws them; W, U and V in this order, and the biases 0."""
    random_state = np.random.RandomState(random_seed)
    W = random_state.randn(hidden_size, hidden_size) * scale
    U = random_state.randn(hidden_size, vocab_size) * scale
    V = random_state.randn(vocab_size, hidden_size) * scale
    return W, U, V, np.zeros((hidden_size, 1)), np.zeros((vocab_size, 1))


def one_hot(idx: int, vocab_size: int) -> np.ndarray:
    """Return a column (K, 1) of zeros with a 1 at idx."""
    x = np.zeros((vocab_size, 1))
    x[idx, 0] = 1
    return x


def one_hot_encoded(sequence: str, vocab_list: list[str]) -> list[np.ndarray]:
    """Return a one-hot column for each character."""
    return [one_hot(vocab_list.index(ch), len(vocab_list)) for ch in sequence]


def softmax(o: np.ndarray) -> np.ndarray:
    """Return exp(o) / sum(exp(o)) of a column."""
    e = np.exp(o - np.max(o))
    return e / np.sum(e)


def cross_entropy_loss(y_pred: dict, y_true: list) -> float:
    """Return the loss summed over all steps."""
    eps = 1e-15
    return sum(float(-np.sum(y_true[t] * np.log(y_pred[t] + eps))) for t in range(len(y_true)))


def forward_pass(W, U, V, b, c, a_prev, X):
    """Return s, a, o, y_pred by step; a[-1] is the activation before the first."""
    s, a, o, y_pred = {}, {-1: a_prev}, {}, {}
    for t in range(len(X)):
        s[t] = W @ a[t - 1] + U @ X[t] + b
        a[t] = np.tanh(s[t])
        o[t] = V @ a[t] + c
        y_pred[t] = softmax(o[t])
    return s, a, o, y_pred


def BPTT(y_pred, y_true, X, a, c, V, U, W, b, s):
    """Return dc, dV, dU, dW, db, in the notebook's order."""
    dc, dV, dU, dW, db = (np.zeros_like(parameter) for parameter in (c, V, U, W, b))
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
    return dc, dV, dU, dW, db


def train(W, U, V, b, c, X, y_true, lr: float, epochs: int):
    """Change the parameters in place as the notebook does; return its train losses and its test losses."""
    a_prev = np.zeros_like(b)
    train_losses, test_losses = [], []
    for _ in range(epochs):
        s, a, _, y_pred = forward_pass(W, U, V, b, c, a_prev, X)
        train_losses.append(cross_entropy_loss(y_pred, y_true))
        gradients = BPTT(y_pred, y_true, X, a, c, V, U, W, b, s)
        for parameter, gradient in zip((c, V, U, W, b), gradients, strict=True):
            parameter -= lr * gradient
        test_losses.append(cross_entropy_loss(forward_pass(W, U, V, b, c, a_prev, X)[3], y_true))
    return train_losses, test_losses


def autoregressive_generation(seed: str, U, W, V, b, c, vocab_list: list[str], length: int) -> str:
    """Return the seed and `length` characters more; the seed's last letter is fed twice."""
    a_prev = np.zeros_like(b)
    for x in one_hot_encoded(seed, vocab_list):
        a_prev = np.tanh(W @ a_prev + U @ x + b)
    result, current_char = seed, seed[-1]
    for _ in range(length):
        x = one_hot(vocab_list.index(current_char), len(vocab_list))
        a_prev = np.tanh(W @ a_prev + U @ x + b)
        current_char = vocab_list[int(np.argmax(softmax(V @ a_prev + c)))]
        result += current_char
    return result
