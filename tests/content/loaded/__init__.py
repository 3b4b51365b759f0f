"""Tests on a site loaded from the fixture package; it is loaded once and every test starts from it."""
