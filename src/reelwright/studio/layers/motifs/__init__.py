"""Moving ornament around the content: build(stage, theme, keep_out, rng) -> Painter."""
