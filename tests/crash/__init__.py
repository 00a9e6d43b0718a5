"""Real processes, killed for real, against a vendor in another process that bills every job it accepts."""
