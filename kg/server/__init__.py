"""The pages of a store, served on this machine or written as plain files. The web framework is imported in this room alone."""
