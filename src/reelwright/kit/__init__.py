"""Small tools without a word about the product: database, ids, money, clock, problems, children."""
