"""The review application: people correct what the system read, in the browser (人工复核)."""
