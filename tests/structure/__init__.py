"""Tests that read the source tree: what may import what, how long files may be, what must not stand there."""
