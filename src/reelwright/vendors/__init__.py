"""One vendor at a time behind one small contract; nothing outside this folder asks for a vendor's name."""
