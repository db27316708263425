"""Many machines: the parts that need none."""
