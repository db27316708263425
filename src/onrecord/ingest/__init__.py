"""Bytes from outside, made into articles."""
