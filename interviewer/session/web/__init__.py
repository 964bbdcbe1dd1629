"""The log in the browser: Datasette on this machine alone, with questions ready to be asked of it."""
