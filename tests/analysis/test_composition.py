"""The parts of a pre-activation."""

import numpy as np
from hypothesis import given

from rnn.analysis.composition import compose
from tests.support.networks import cases


@given(cases())
def test_the_parts_add_up_to_the_pre_activation_of_every_step(case):
    """W a_{t-1}, the picked column of U, and b sum to the s that the forward pass computed."""
    for t, x in enumerate(case.inputs):
        parts = compose(case.parameters, x, case.trace.a_previous[t])
        np.testing.assert_allclose(parts.from_state + parts.from_input + parts.from_bias, case.trace.s[t], atol=1e-12)
        np.testing.assert_allclose(parts.s, case.trace.s[t], atol=1e-12)
