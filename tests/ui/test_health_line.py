"""How the states of health look."""

from rnn.monitoring.diagnosis import RULES
from rnn.ui.controls.health_line import DANGER, LOOKS, SUCCESS


def test_every_state_has_a_look_with_an_icon_of_its_own():
    """Each state of the rules, and no other, has a look; no icon comes twice, and each is one sign."""
    icons = [icon for _, icon in LOOKS.values()]

    assert LOOKS.keys() == {rule.state for rule in RULES}
    assert len(icons) == len(set(icons))
    assert {len(icon) for icon in icons} == {1}


def test_danger_and_success_are_for_what_they_say():
    """What ruins a network looks like danger, what is learnt like success, and nothing else does."""
    assert {state for state, (look, _) in LOOKS.items() if look is DANGER} == {"diverged", "exploding"}
    assert {state for state, (look, _) in LOOKS.items() if look is SUCCESS} == {"learnt"}
