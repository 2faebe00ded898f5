"""What the product does with the law: decide one person, print the law in words... A reading knows no rule."""
