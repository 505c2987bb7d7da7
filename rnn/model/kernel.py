"""The same updates as `network.py` and `optimisers.py` make, as scalar loops that Numba compiles: for speed alone.

W, U and V are transposed here (`kernel_arrays.py`). exp and tanh are written out: what the compiler sees it turns into
vector instructions; a call of a library it cannot. All of it is in one file, as Numba's cache watches no other.
"""

import math

import numpy as np
from numba import njit

from rnn.model.kernel_arrays import lay_out, put_back, rules_of
from rnn.model.optimisers import Clipping
from rnn.model.windows import TrainingState, TrainingWindows

# Sums may be reordered and fused; what NaN and infinity mean must stay, as divergence is found by them.
FAST = {"reassoc", "contract", "arcp", "nsz"}
# Every function that `_train` calls becomes part of it. One that is only called is compiled twice, alone and again with
# `_train`; a process that compiles links the first, one that loads the cache the second, and their roundings differ.
# Nothing here makes an array, so that no references need be counted (_nrt), which would take a fifth more to compile.
COMMON = {"nogil": True, "error_model": "numpy", "_nrt": False}
PART = {**COMMON, "forceinline": True, "no_cpython_wrapper": True}

# exp and tanh at multiples of 1/16, as far as they go: exp(-746) is 0 in float64, and tanh(20) is 1.
EXP = np.exp(-np.arange(746 * 16 + 1) / 16)
TANH = np.tanh(np.arange(-20 * 16, 20 * 16 + 1) / 16)


def train(
    state: TrainingState, windows: TrainingWindows, rates: np.ndarray, clipping: Clipping, losses: np.ndarray
) -> int:
    """Make as many updates, in place, as losses has places (compiled).

    rates    (updates,) the learning rate of each update      clipping  the bounds of every gradient
    losses   (updates,) float64, filled with the loss of each update's window in nats, taken before the update
    Returns the number of updates done. If that is fewer than asked, the loss of the next window, or the parameters
    after its update, are no longer finite, and the progress is of no further use.
    """
    room = lay_out(state, windows)
    done = _train(room.arrays, rules_of(state, windows, clipping), state.update, rates, losses, room.row)
    put_back(room, state)
    state.update += done
    return done


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
    s = 20.0 if s > 20.0 else -20.0 if s < -20.0 else s
    n = np.rint(16.0 * s)
    n = n if abs(n) <= 20.0 * 16.0 else 0.0
    r = s - n / 16.0
    r2 = r * r
    tanh_r = r * (1 + r2 * (-1 / 3 + r2 * (2 / 15 + r2 * (-17 / 315 + r2 * (62 / 2835)))))
    tanh_p = TANH[int(n) + 20 * 16]
    return (tanh_p + tanh_r) / (1 + tanh_p * tanh_r)


@njit(fastmath=FAST - {"reassoc"}, **PART)
def _add_product(C, A, B):
    """C += A B, five rows of B at a time, so that C is read and written a fifth as often; past the last 0 times."""
    Q = len(B)
    for q in range(0, Q, 5):
        q1, q2, q3, q4 = min(q + 1, Q - 1), min(q + 2, Q - 1), min(q + 3, Q - 1), min(q + 4, Q - 1)
        for p in range(len(C)):
            a0, a1, a2 = A[p, q], A[p, q1] * (q1 > q), A[p, q2] * (q2 > q1)
            a3, a4 = A[p, q3] * (q3 > q2), A[p, q4] * (q4 > q3)
            for r in range(C.shape[1]):
                c = C[p, r] + a0 * B[q, r] + a1 * B[q1, r] + a2 * B[q2, r]
                C[p, r] = c + a3 * B[q3, r] + a4 * B[q4, r]


@njit(fastmath=FAST, **PART)
def _product_transposed(C, A, B):
    """C = A B.T, four rows of B at a time, so that A is read a quarter as often; past the last row it is the last."""
    Q = len(B)
    for q in range(0, Q, 4):
        q1, q2, q3 = min(q + 1, Q - 1), min(q + 2, Q - 1), min(q + 3, Q - 1)
        for p in range(len(C)):
            c0 = c1 = c2 = c3 = 0.0
            for r in range(A.shape[1]):
                c0, c1 = c0 + A[p, r] * B[q, r], c1 + A[p, r] * B[q1, r]
                c2, c3 = c2 + A[p, r] * B[q2, r], c3 + A[p, r] * B[q3, r]
            C[p, q], C[p, q1], C[p, q2], C[p, q3] = c0, c1, c2, c3


@njit(inline="always")
def _forward(W, U, b, V, c, a, do, inputs, targets, row):
    """Run the steps of a window forward, leave dL/do in do, and return the loss."""
    H, K, loss = len(b), len(c), 0.0
    for t in range(len(inputs)):
        # s = W a_previous + U x + b; a = tanh(s)
        x = inputs[t]
        for i in range(H):
            a[t + 1, i] = U[x, i] + b[i]
        if row is None:
            for j in range(H):
                a_previous = a[t, j]
                for i in range(H):
                    a[t + 1, i] += W[j, i] * a_previous
        else:
            _add_product(a[t + 1 : t + 2], a[t : t + 1], W)
        for i in range(H):
            a[t + 1, i] = _tanh(a[t + 1, i])
        # o = V a + c
        for k in range(K):
            do[t, k] = c[k]
        if row is None:
            for i in range(H):
                a_now = a[t + 1, i]
                for k in range(K):
                    do[t, k] += V[i, k] * a_now
    if row is not None:
        _add_product(do[: len(inputs)], a[1:], V)
    for t in range(len(inputs)):
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
    return loss


@njit(inline="always")
def _back_step_by_step(W, V, dW, dV, a, do, ds, steps):
    """Walk back through a window's steps, for ds, dV and dW; ds[t + 1] is W.T ds of the step after until its turn."""
    H, K = V.shape
    ds[steps] = 0.0
    for t in range(steps - 1, -1, -1):
        # dV = do a.T; da = V.T do + W.T ds_next; ds = da tanh'
        for i in range(H):
            a_now = a[t + 1, i]
            da = ds[t + 1, i]
            for k in range(K):
                dV[i, k] += do[t, k] * a_now
                da += V[i, k] * do[t, k]
            ds[t + 1, i] = da * (1.0 - a_now * a_now)
        # dW = ds a_previous.T; W.T ds
        for j in range(H):
            a_previous = a[t, j]
            da = 0.0
            for i in range(H):
                dW[j, i] += ds[t + 1, i] * a_previous
                da += W[j, i] * ds[t + 1, i]
            ds[t, j] = da


@njit(inline="always")
def _back_at_once(W, V, dW, dV, a, do, ds, row):
    """Do the same with products for all steps at once; ds alone needs one step after the other."""
    _product_transposed(ds[1:], do, V)  # so far the part of da that goes through V
    row[:] = 0.0  # W.T ds_next: nothing comes back from after the last step
    for t in range(len(do), 0, -1):
        for i in range(len(V)):
            ds[t, i] = (ds[t, i] + row[0, i]) * (1.0 - a[t, i] * a[t, i])
        if t > 1:
            _product_transposed(row, ds[t : t + 1], W)
    _add_product(dV, a[1:].T, do)
    _add_product(dW, a[:-1].T, ds[1:])


@njit(inline="always")
def _back_to_inputs(dU, db, dc, do, ds, inputs):
    """Make of ds what is left: dc = do, db = ds, dU = ds x.T."""
    for t in range(len(inputs) - 1, -1, -1):
        x = inputs[t]
        for k in range(len(dc)):
            dc[k] += do[t, k]
        for i in range(len(db)):
            db[i] += ds[t + 1, i]
            dU[x, i] += ds[t + 1, i]


@njit(inline="always")
def _shrinking(gradient, bound, norm):
    """Return what to multiply the gradient with, once it is bounded, so that its length is norm at most."""
    if norm == np.inf:
        return 1.0
    squares = 0.0
    for g in gradient:
        g = bound if g > bound else -bound if g < -bound else g  # not with min and max: NaN has to stay NaN
        squares += g * g
    length = math.sqrt(squares)
    return norm / length if length > norm else 1.0


@njit(fastmath=FAST, **PART)
def _update(theta, m, v, gradient, bound, shrinking, constants, m_factor, v_factor):
    """Make the update of `optimisers.py`, clear the gradient, tell whether theta is finite; 1 / v_bias is v_factor."""
    decay_m, weight_m, decay_v, weight_v, epsilon_inside_sqrt, epsilon = constants
    nothing = 0.0
    for p in range(len(theta)):
        g = gradient[p]
        g = (bound if g > bound else -bound if g < -bound else g) * shrinking
        if len(m) > 0:
            m[p] = decay_m * m[p] + weight_m * g
        m_now = m[p] if len(m) > 0 else g
        if len(v) > 0:
            v[p] = decay_v * v[p] + weight_v * (g * g)
            theta[p] -= m_factor * m_now / (math.sqrt(v_factor * v[p] + epsilon_inside_sqrt) + epsilon)
        else:
            theta[p] -= m_factor * m_now
        gradient[p] = 0.0
        nothing += 0.0 * theta[p]  # 0, but NaN where theta is not finite; a sum of theta itself could overflow
    return not math.isnan(nothing)


@njit(cache=True, fastmath=FAST, **COMMON)
def _train(arrays, rules, update, rates, losses, row):
    """Make the updates from number `update` on, as `train` does; row is that of Room."""
    theta, (W, U, b, V, c), gradient, (dW, dU, db, dV, dc), m, v, a, ds, do = arrays
    inputs, targets, window, windows, carries, constants, is_corrected, bound, norm = rules
    for n in range(len(losses)):
        first = (update + n) % windows * window
        steps = min(window, len(inputs) - first)
        x, y = inputs[first : first + steps], targets[first : first + steps]
        if first == 0:
            a[0] = 0.0
        loss = _forward(W, U, b, V, c, a, do, x, y, row)
        if not math.isfinite(loss):
            return n
        losses[n] = loss
        if row is None:
            _back_step_by_step(W, V, dW, dV, a, do, ds, steps)
        else:
            _back_at_once(W, V, dW, dV, a[: steps + 1], do[:steps], ds[: steps + 1], row)
        _back_to_inputs(dU, db, dc, do, ds, x)
        if carries:
            for i in range(len(b)):
                a[0, i] = a[steps, i]
        shrinking = _shrinking(gradient, bound, norm)
        m_bias = 1 - constants[0] ** (update + n + 1) if is_corrected else 1.0
        v_bias = 1 - constants[2] ** (update + n + 1) if is_corrected else 1.0
        if not _update(theta, m, v, gradient, bound, shrinking, constants, rates[n] / m_bias, 1 / v_bias):
            return n
    return len(losses)
