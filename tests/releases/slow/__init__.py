"""An app that lets a process stop in the middle of a release, so that it can be killed there."""
