"""What the notebooks import: small, finished functions that leave the reader free to write the rest."""
