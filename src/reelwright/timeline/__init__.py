"""Exact time, shapes and ratios: pure values, no input or output."""
