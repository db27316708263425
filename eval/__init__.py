"""Measuring: scores on research data, floors that cannot drop by accident, benchmarks."""
