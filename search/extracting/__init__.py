"""Takes the words out of files: PDF, DOCX and ODT. What reads a file runs in a process of its own (`cms.apart`)."""
