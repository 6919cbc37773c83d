"""The applications with which `make bench` compares the product."""
