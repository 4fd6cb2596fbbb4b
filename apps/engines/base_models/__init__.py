"""What is known of base models from their files alone: the web process loads none of them."""
