"""The same updates as `network.py` and `optimisers.py` make, as scalar loops that Numba compiles: for speed alone.

While training, W, U and V are kept transposed, so that every inner loop runs over neighbouring numbers. exp and tanh
are written out below: what the compiler sees it turns into vector instructions; a call of a library it cannot.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from rnn.course import Course, Progress
from rnn.optimisers import Clipping
from rnn.parameters import Parameters

# Sums may be reordered and fused; what NaN and infinity mean must stay, as divergence is found by them.
FAST = {"reassoc", "contract", "arcp", "nsz"}
# Every function that `_train` calls becomes part of it. One that is only called is compiled twice, alone and again with
# `_train`; a process that compiles links the first, one that loads the cache the second, and their roundings differ.
PART = {"nogil": True, "error_model": "numpy", "forceinline": True}

# exp and tanh at multiples of 1/16, as far as they go: exp(-746) is 0 in float64, and tanh(20) is 1.
EXP = np.exp(-np.arange(746 * 16 + 1) / 16)
TANH = np.tanh(np.arange(-20 * 16, 20 * 16 + 1) / 16)


def train(progress: Progress, course: Course, rates: np.ndarray, clipping: Clipping, losses: np.ndarray) -> int:
    """Make as many updates, in place, as losses has places (compiled).

    rates    (updates,) the learning rate of each update      clipping  the bounds of every gradient
    losses   (updates,) float64, filled with the loss of each update's window in nats, taken before the update
    Returns the number of updates done. If that is fewer than asked, the loss of the next window, or the parameters
    after its update, are no longer finite, and the progress is of no further use.
    """
    H, K = progress.parameters.hidden_size, progress.parameters.vocabulary_size
    optimiser = course.optimiser
    theta, weights = _transposed(H, K)
    gradient, gradients = _transposed(H, K)
    _copy_transposed(progress.parameters, weights)
    memory = np.zeros((2, len(theta) if optimiser.keeps else 0))
    for slot, kept in zip(optimiser.slots, progress.memory, strict=True):
        _copy_transposed(Parameters(kept, H, K), _views(memory[slot], H, K))
    a, do = np.zeros((course.window + 1, H)), np.empty((course.window, K))
    a[0, : len(progress.a)] = progress.a
    done = _train(
        theta, weights, gradient, gradients, memory, a, do, course.inputs, course.targets, course.window,
        len(progress.a) > 0, bool(optimiser.keeps), optimiser.constants, optimiser.is_corrected, clipping.value,
        clipping.norm, progress.update, rates, losses,
    )  # fmt: skip
    for weight, transposed in zip(progress.parameters, weights, strict=True):
        weight[:] = transposed.T
    for slot, kept in zip(optimiser.slots, progress.memory, strict=True):
        for array, transposed in zip(Parameters(kept, H, K), _views(memory[slot], H, K), strict=True):
            array[:] = transposed.T
    progress.a[:] = a[0, : len(progress.a)]
    progress.update += done
    return done


def _transposed(H: int, K: int):
    """Return a flat vector of zeros, and its views W.T (H, H), U.T (K, H), b (H,), V.T (H, K), c (K,)."""
    flat = Parameters.zeros(H, K).theta
    return flat, _views(flat, H, K)


def _views(flat: np.ndarray, H: int, K: int):
    W, U, b, V, c = np.split(flat, np.cumsum([H * H, H * K, H, K * H]))
    return W.reshape(H, H), U.reshape(K, H), b, V.reshape(H, K), c


def _copy_transposed(arrays: Parameters, transposed: tuple) -> None:
    for array, place in zip(arrays, transposed, strict=True):
        place[:] = array.T


@njit(**PART)
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


@njit(**PART)
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


@njit(fastmath=FAST, **PART)
def _clip(gradient, value, norm):
    """Keep each number of the gradient in ±value, and its length below norm; 0 sets no bound."""
    if value > 0.0:
        for p in range(len(gradient)):
            g = gradient[p]
            g = value if g > value else g  # comparisons, not min and max: NaN has to stay NaN
            gradient[p] = -value if g < -value else g
    if norm > 0.0:
        squares = 0.0
        for p in range(len(gradient)):
            squares += gradient[p] * gradient[p]
        length = math.sqrt(squares)
        if length > norm:
            factor = norm / length
            for p in range(len(gradient)):
                gradient[p] *= factor


@njit(fastmath=FAST, **PART)
def _update(theta, m, v, gradient, constants, m_factor, v_factor):
    """Make the update of `optimisers.py` that keeps m or v; the factors are learning_rate / m_bias and 1 / v_bias."""
    decay_m, weight_m, decay_v, weight_v, inside, outside = constants
    for p in range(len(theta)):
        g = gradient[p]
        m_now = decay_m * m[p] + weight_m * g
        v_now = decay_v * v[p] + weight_v * (g * g)
        theta[p] -= m_factor * m_now / (math.sqrt(v_factor * v_now + inside) + outside)
        m[p] = m_now
        v[p] = v_now


@njit(cache=True, nogil=True, fastmath=FAST, error_model="numpy")
def _train(
    theta, weights, gradient, gradients, memory, a, do, inputs, targets, window, carries, keeps, constants,
    is_corrected, clip_value, clip_norm, update, rates, losses,
):  # fmt: skip
    """Make the updates; a[t + 1] is the activation of the window's step t, and a[0] the one before its first."""
    W, U, b, V, c = weights
    dW, dU, db, dV, dc = gradients
    T, H, K = len(inputs), len(b), len(c)
    windows = (T + window - 1) // window
    da_next, ds = np.empty(H), np.empty(H)
    for n in range(len(losses)):
        first = (update + n) % windows * window
        steps = min(window, T - first)
        if first == 0:
            for i in range(H):
                a[0, i] = 0.0
        loss = 0.0
        for t in range(steps):
            # s = W a_previous + U x + b; a = tanh(s)
            x = inputs[first + t]
            for i in range(H):
                a[t + 1, i] = U[x, i] + b[i]
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
            target = targets[first + t]
            loss -= math.log(do[t, target] + 1e-15)
            do[t, target] -= 1.0
        if not math.isfinite(loss):
            return n
        losses[n] = loss

        for i in range(H):
            da_next[i] = 0.0
        for t in range(steps - 1, -1, -1):
            x = inputs[first + t]
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
                dU[x, i] += ds[i]
            # dW = ds a_previous.T; da_next = W.T ds
            for j in range(H):
                a_previous = a[t, j]
                da = 0.0
                for i in range(H):
                    dW[j, i] += ds[i] * a_previous
                    da += W[j, i] * ds[i]
                da_next[j] = da
        if carries:
            for i in range(H):
                a[0, i] = a[steps, i]

        _clip(gradient, clip_value, clip_norm)
        if keeps:
            number = update + n + 1
            m_bias = 1 - constants[0] ** number if is_corrected else 1.0
            v_bias = 1 - constants[2] ** number if is_corrected else 1.0
            _update(theta, memory[0], memory[1], gradient, constants, rates[n] / m_bias, 1 / v_bias)
        else:
            for p in range(len(theta)):
                theta[p] -= rates[n] * gradient[p]
        nothing = 0.0
        for p in range(len(theta)):
            gradient[p] = 0.0
            nothing += 0.0 * theta[p]  # 0, but NaN where theta is not finite; a sum of theta itself could overflow
        if math.isnan(nothing):
            return n
    return len(losses)
