"""Signed messages to other systems about state changes: written with the change, sent by a command."""
