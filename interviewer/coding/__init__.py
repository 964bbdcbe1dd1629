"""Judge code by running it."""
