"""How long a project keeps what people said and left behind, and its deletion after that."""
