"""The component gallery at /styleguide/: every component in its states, from the templates that pages use."""
