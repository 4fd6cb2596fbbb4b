"""Tools of the repository: the launcher, the message catalogues, the gates of quality."""
