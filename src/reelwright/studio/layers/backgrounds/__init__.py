"""What lies behind a shot: build(stage, theme, rng) -> Painter."""
