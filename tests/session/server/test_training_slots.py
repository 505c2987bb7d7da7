"""The gate of the training."""

from rnn.session.server.training_slots import TrainingSlots


def test_only_so_many_pass_at_once():
    """With two slots, a third visitor goes without, until one of the two has left."""
    gate = TrainingSlots(2)
    with gate.slot(0) as first, gate.slot(0) as second, gate.slot(0) as third:
        assert (first, second, third) == (True, True, False)
    with gate.slot(0) as later:
        assert later


def test_a_slot_is_given_back_after_an_error():
    """An error inside the block does not keep its slot."""
    gate = TrainingSlots(1)
    try:
        with gate.slot(0):
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    with gate.slot(0) as again:
        assert again
