"""What each durable segment does; `../segments.py` tells the story, one line a segment."""
