"""The test suite: one folder per app, `structure/` for the shape of the code, `harness/` for what runs it."""
