"""The network: its parameters, its mathematics, and what makes its updates."""
