"""What models can do, what they cost and how long they live: data with a source and a date, never code."""
