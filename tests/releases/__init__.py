"""Release sets: pages in any languages that go live at one moment."""
