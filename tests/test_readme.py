"""The README: its lines of Python do what it says."""

import re
from pathlib import Path

import numpy as np

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def python_lines() -> str:
    """Return the one block of Python that the README has."""
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    return block


def test_the_lines_for_a_library_train_generate_and_give_gradients(capsys):
    """Run as they are read, they learn the text, continue the seed as the text does, and give finite gradients."""
    names = {}
    exec(compile(python_lines(), "README.md", "exec"), names)

    run, gradients = names["run"], names["gradients"]
    assert run.is_finished and run.losses[-1] < run.losses[0] / 10
    loss, written, shapes, before = capsys.readouterr().out.splitlines()
    assert loss == f"{run.losses[0]} -> {run.losses[-1]} nats"
    assert "hel" + written in 2 * run.settings.text
    assert shapes.startswith("(20, 20) ") and np.isfinite(gradients.theta).all()
    assert before == repr(run.parameters_at(100))


def test_the_lines_are_few():
    """Ten lines of Python are enough, apart from empty ones."""
    assert len([line for line in python_lines().splitlines() if line]) <= 10
