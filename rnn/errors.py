"""The one error that a visitor's input can cause."""


class InvalidInput(ValueError):
    """A value that the network cannot work with, told in a sentence.

    field  the name of the setting or argument at fault, so that a page can show the sentence beside its control
    """

    def __init__(self, field: str, sentence: str):
        super().__init__(sentence)
        self.field = field
