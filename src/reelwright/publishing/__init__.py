"""From a finished video to where people see it: creatives of a campaign, and each published exactly once."""
