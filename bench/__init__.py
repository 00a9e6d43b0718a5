"""Measurements that anyone can repeat; the method is in README.md."""
