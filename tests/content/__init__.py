"""Content packages: reading, refusing, loading, exporting."""
