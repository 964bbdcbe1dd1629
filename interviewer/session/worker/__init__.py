"""A child process that does the heavy or noisy work, and the client that talks to it."""
