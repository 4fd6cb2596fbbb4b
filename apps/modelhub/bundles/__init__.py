"""A registered model as one signed zip that another installation imports.

``manifest.json`` says what the model is, where it comes from, and the size and SHA-256 of every
other member; ``signature.json`` holds an Ed25519 signature over the manifest's very bytes. So
nothing in the zip is believed that its maker has not signed.
"""
