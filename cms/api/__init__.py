"""What other programs read: pages, pictures and documents that are public, as JSON (ADR 23)."""
