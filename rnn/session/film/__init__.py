"""How the film is handed to the browser: reel by reel, at a pace."""
