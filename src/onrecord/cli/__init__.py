"""The command line. `main` parses, `batch` runs, `outputs` and `draft` write, `status` tells how it goes; nothing heavy is imported."""
