"""E-mail that customers send: read from mailboxes by IMAP, kept as feedback records."""
