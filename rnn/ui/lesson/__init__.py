"""The lessons on the screen: the panel beside the picture, and the list of all of them."""
