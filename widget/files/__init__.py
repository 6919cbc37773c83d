"""Files of the agency and of partners: read, and given the shape of a model."""
