"""Training: the encoder, its pre-training and fine-tuning, the export of its weights."""
