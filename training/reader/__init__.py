"""The trained reader: data, network, training, export. ``python -m training.reader --help`` runs it all."""
