"""Any endpoint of the shape of OpenAI's `/v1/videos`, which outlived OpenAI's own."""

from reelwright.vendors.openai_shape.adapter import OpenAIShapeAdapter

__all__ = ["OpenAIShapeAdapter"]
