"""The same epochs as `network.py`, as scalar loops that Numba compiles: for speed alone.

While training, W, U and V are kept transposed, so that every inner loop runs over neighbouring numbers. exp and tanh
are written out below: what the compiler sees it turns into vector instructions; a call of a library it cannot.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from rnn.parameters import Parameters

# Sums may be reordered and fused; what NaN and infinity mean must stay, as divergence is found by them.
FAST = {"reassoc", "contract", "arcp", "nsz"}

# exp and tanh at multiples of 1/16, as far as they go: exp(-746) is 0 in float64, and tanh(20) is 1.
EXP = np.exp(-np.arange(746 * 16 + 1) / 16)
TANH = np.tanh(np.arange(-20 * 16, 20 * 16 + 1) / 16)


def train(parameters: Parameters, inputs: np.ndarray, targets: np.ndarray, learning_rate: float, losses: np.ndarray):
    """Train the parameters in place by plain gradient descent, for as many epochs as losses has places (compiled).

    inputs, targets  (T,) int64 indices     losses  (epochs,) float64, filled with each epoch's loss before its update
    Returns the number of epochs done. If that is fewer than asked, the loss of the next epoch, or the parameters
    after its update, are no longer finite, and the parameters are of no further use.
    """
    H, K, T = parameters.hidden_size, parameters.vocabulary_size, len(inputs)
    theta, weights = _transposed(H, K)
    gradient, gradients = _transposed(H, K)
    for transposed, weight in zip(weights, parameters, strict=True):
        transposed[:] = weight.T
    a, do = np.zeros((T + 1, H)), np.empty((T, K))
    done = _train(theta, weights, gradient, gradients, a, do, inputs, targets, learning_rate, losses)
    for transposed, weight in zip(weights, parameters, strict=True):
        weight[:] = transposed.T
    return done


def _transposed(H: int, K: int):
    """Return a flat vector of zeros, and its views W.T (H, H), U.T (K, H), b (H,), V.T (H, K), c (K,)."""
    flat = Parameters.zeros(H, K).theta
    W, U, b, V, c = np.split(flat, np.cumsum([H * H, H * K, H, K * H]))
    return flat, (W.reshape(H, H), U.reshape(K, H), b, V.reshape(H, K), c)


@njit(nogil=True, error_model="numpy")
def _exp(x):
    """Return exp(x) for x <= 0, to 2 units in the last place: exp(-n/16 + r) = exp(-n/16) exp(r).

    n/16 is the multiple of 1/16 next to -x, and its exp is in the table; |r| <= 1/32 makes exp's series short.
    """
    x = -746.0 if x < -746.0 else x
    n = np.rint(-16.0 * x)
    n = n if 0.0 <= n <= 746.0 * 16.0 else 0.0  # NaN stays in r; its place in the table has to be one that is there
    r = x + n / 16.0
    exp_r = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r / 5040))))))
    return EXP[int(n)] * exp_r


@njit(nogil=True, error_model="numpy")
def _tanh(s):
    """Return tanh(s), to 3 units in the last place: tanh(p + r) = (tanh p + tanh r) / (1 + tanh p tanh r).

    p = n/16 is the multiple of 1/16 next to s, and its tanh is in the table; |r| <= 1/32 makes tanh's series short.
    """
    s = 20.0 if s > 20.0 else s
    s = -20.0 if s < -20.0 else s
    n = np.rint(16.0 * s)
    n = n if abs(n) <= 20.0 * 16.0 else 0.0
    r = s - n / 16.0
    r2 = r * r
    tanh_r = r * (1 + r2 * (-1 / 3 + r2 * (2 / 15 + r2 * (-17 / 315 + r2 * (62 / 2835)))))
    tanh_p = TANH[int(n) + 20 * 16]
    return (tanh_p + tanh_r) / (1 + tanh_p * tanh_r)


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def _train(theta, weights, gradient, gradients, a, do, inputs, targets, learning_rate, losses):
    """Run the epochs; a[t + 1] is the activation of step t, and a[0] the zeros before the first."""
    W, U, b, V, c = weights
    dW, dU, db, dV, dc = gradients
    T, H, K = len(inputs), len(b), len(c)
    da_next, ds = np.empty(H), np.empty(H)
    for epoch in range(len(losses)):
        loss = 0.0
        for t in range(T):
            # s = W a_previous + U x + b; a = tanh(s)
            for i in range(H):
                a[t + 1, i] = U[inputs[t], i] + b[i]
            for j in range(H):
                a_previous = a[t, j]
                for i in range(H):
                    a[t + 1, i] += W[j, i] * a_previous
            for i in range(H):
                a[t + 1, i] = _tanh(a[t + 1, i])
            # o = V a + c
            for k in range(K):
                do[t, k] = c[k]
            for i in range(H):
                a_now = a[t + 1, i]
                for k in range(K):
                    do[t, k] += V[i, k] * a_now
            # y_pred = softmax(o); do = y_pred - y_true
            largest = do[t, 0]
            for k in range(K):
                largest = max(largest, do[t, k])
            total = 0.0
            for k in range(K):
                do[t, k] = _exp(do[t, k] - largest)
                total += do[t, k]
            for k in range(K):
                do[t, k] /= total
            loss -= math.log(do[t, targets[t]] + 1e-15)
            do[t, targets[t]] -= 1.0
        if not math.isfinite(loss):
            return epoch
        losses[epoch] = loss

        for i in range(H):
            da_next[i] = 0.0
        for t in range(T - 1, -1, -1):
            # dc = do; dV = do a.T; da = V.T do + da_next; ds = da tanh'
            for k in range(K):
                dc[k] += do[t, k]
            for i in range(H):
                a_now = a[t + 1, i]
                da = da_next[i]
                for k in range(K):
                    dV[i, k] += do[t, k] * a_now
                    da += V[i, k] * do[t, k]
                ds[i] = da * (1.0 - a_now * a_now)
            # db = ds; dU = ds x.T
            for i in range(H):
                db[i] += ds[i]
                dU[inputs[t], i] += ds[i]
            # dW = ds a_previous.T; da_next = W.T ds
            for j in range(H):
                a_previous = a[t, j]
                da = 0.0
                for i in range(H):
                    dW[j, i] += ds[i] * a_previous
                    da += W[j, i] * ds[i]
                da_next[j] = da

        nothing = 0.0
        for n in range(len(theta)):
            theta[n] -= learning_rate * gradient[n]
            gradient[n] = 0.0
            nothing += 0.0 * theta[n]  # 0, but NaN where theta is not finite; a sum of theta itself could overflow
        if math.isnan(nothing):
            return epoch
    return len(losses)
