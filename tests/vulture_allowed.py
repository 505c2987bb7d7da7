"""Names that vulture sees no use of in the source, with how each is used; tests/test_nothing_dead.py reads this."""

LIBRARY = "a public name of the library, for those who use it without the app"

ALLOWED = {
    "parameters_at": LIBRARY,
    "test_losses": LIBRARY,
    "one_hot": LIBRARY,
    "__getattr__": "Python calls it: `rnn.Run` is loaded when it is asked for",
    "__dir__": "Python calls it for dir(rnn)",
    "middle_at": "a rule of the diagnosis names it in its sentence, which is filled in from vars()",
    "help": "of a Reading, whose whole tuple goes to readings.js",
    **dict.fromkeys(
        ("page_name", "query_string", "json_value", "json_trigger_value"),
        "a field of a message of Streamlit's, which benchmarks/crowd.py fills in",
    ),
    "traced": "benchmarks/memory.py calls it in a process of its own, by a line of code in a string",
}
