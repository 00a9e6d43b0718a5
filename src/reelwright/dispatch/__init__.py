"""Carries due rows into short durable segments; knows the engine, knows nothing of what the rows mean."""
