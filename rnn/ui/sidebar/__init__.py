"""The sidebar: the preset, the text, the network and its training."""
