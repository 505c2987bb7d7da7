"""What several figures are made of: style, axes, shapes."""
