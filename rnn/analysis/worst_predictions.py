"""The worst predictions: the characters that the network expected least."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnn.model.network import step_losses

LEAST_LOSS = 0.01  # nats: a target given 99 % is predicted well enough not to be called one of the worst


@dataclass(frozen=True)
class WorstPrediction:
    """A step whose target the network did not expect.

    step                   from 0                          loss  in nats: -log(p + 1e-15), p the target's probability
    target, top_prediction  indices of the character that came and of the most likely one
    target_probability, top_probability  what it gave to each, 0 to 1
    """

    step: int
    target: int
    top_prediction: int
    target_probability: float
    top_probability: float
    loss: float

    @property
    def bits(self) -> float:
        """The loss in bits."""
        return self.loss / float(np.log(2))

    @property
    def is_right(self) -> bool:
        """Whether the most likely character was the target all the same."""
        return self.top_prediction == self.target


def worst_predictions(
    y_pred: np.ndarray, targets: np.ndarray, count: int = 10, least: float = 0.0
) -> tuple[WorstPrediction, ...]:
    """Return the `count` steps with the largest loss, or all there are, the worst first; of equals, the earlier one.

    y_pred  (T, K), each row sums to 1        targets  (T,) indices
    least   loss in nats; steps with a smaller one are left out
    """
    losses = np.maximum(step_losses(y_pred, targets), 0)  # a certain one is -1e-15
    top_predictions = y_pred.argmax(axis=1)
    return tuple(
        WorstPrediction(
            step=int(t),
            target=int(targets[t]),
            top_prediction=int(top_predictions[t]),
            target_probability=float(y_pred[t, targets[t]]),
            top_probability=float(y_pred[t, top_predictions[t]]),
            loss=float(losses[t]),
        )
        for t in np.argsort(-losses, kind="stable")[:count]
        if losses[t] >= least
    )
