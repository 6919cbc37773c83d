"""What `make bench` compares: the product and others that answer the same requests."""
