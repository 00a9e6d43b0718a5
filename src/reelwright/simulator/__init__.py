"""The vendors' APIs on localhost: real files, faults on demand, and an invoice. Nothing here costs money."""
