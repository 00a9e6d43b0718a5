"""What lies over every shot of a film: build(stage, timeline) -> Painter, and `reserve(stage)`, the height it takes."""
