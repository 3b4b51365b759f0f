"""Guards: the addresses of wagtail-localize and of Wagtail's admin, asked only by those who may.

Each says what it requires and then lets the view behind it do its work.
"""
