"""The encoder: text to word pieces, word pieces to vectors, the same for training and for reading."""
