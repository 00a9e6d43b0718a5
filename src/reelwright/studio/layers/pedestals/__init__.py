"""What a product stands on or before: build(stage, theme, box) -> Painter. `box` is where the product will be."""
