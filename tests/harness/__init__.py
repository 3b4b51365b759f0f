"""What runs the test suite: the throwaway database server, the browser, the count and the report."""
