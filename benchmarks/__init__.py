"""How well vedette does on public sets: adapters from each set's files to the product and back."""
