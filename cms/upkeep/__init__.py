"""What keeps pages from going stale: review dates, broken links, pictures without a description."""
