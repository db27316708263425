"""Training of the reading model: corpora, network, training, export. Needs torch; nothing here is imported by onrecord."""
