"""The WebSub hub is told of feeds that have changed: written with the publication, sent by a command."""
